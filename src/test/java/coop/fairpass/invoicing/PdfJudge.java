package coop.fairpass.invoicing;

import java.io.ByteArrayInputStream;
import java.util.List;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;

/** veraPDF : the reference validator of PDF/A and PDF/UA, which shares no code with what prints. */
public final class PdfJudge {

    static {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private PdfJudge() {}

    /** What is wrong with a PDF: archived for ten years (PDF/A-3u) and read aloud (PDF/UA-1). */
    public static List<String> faultsOf(byte[] pdf) {
        return List.of(PDFAFlavour.PDFA_3_U, PDFAFlavour.PDFUA_1).stream()
                .flatMap(flavour -> faultsOf(pdf, flavour).stream())
                .toList();
    }

    /** What is wrong, for who reads by ear (PDF/UA-1), with a PDF that nobody archives. */
    public static List<String> readingFaultsOf(byte[] pdf) {
        return faultsOf(pdf, PDFAFlavour.PDFUA_1);
    }

    private static List<String> faultsOf(byte[] pdf, PDFAFlavour flavour) {
        var foundry = Foundries.defaultInstance();
        try (var parser = foundry.createParser(new ByteArrayInputStream(pdf), flavour);
                var validator = foundry.createValidator(flavour, false)) {
            return validator.validate(parser).getTestAssertions().stream()
                    .filter(assertion -> assertion.getStatus() == TestAssertion.Status.FAILED)
                    .map(assertion -> "%s %s %s: %s"
                            .formatted(
                                    flavour,
                                    assertion.getRuleId().getClause(),
                                    assertion.getMessage(),
                                    assertion.getLocation().getContext()))
                    .distinct()
                    .toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
