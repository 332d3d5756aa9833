package coop.fairpass.invoicing;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.GregorianCalendar;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;

/**
 * Imprimeur : turns a page template into a PDF that can be archived for ten years and read aloud (PDF/A-3u, PDF/UA-1).
 *
 * <p>Fonts are embedded, nothing is fetched from anywhere, and the same content gives the same bytes: the day, the
 * identifier and the metadata come from the document and not from the machine.
 */
public final class PdfPrinter {

    private static final String PRODUCER = "Fairpass";
    private static final String TEXT_FONT = "Atkinson Hyperlegible Next";
    private static final String NUMBER_FONT = "Atkinson Hyperlegible Mono";

    static {
        // It tells every phase of every page at INFO.
        XRLog.listRegisteredLoggers().forEach(logger -> XRLog.setLevel(logger, Level.WARNING));
    }

    private final TemplateEngine templates;
    private final byte[] regular = font("AtkinsonHyperlegibleNext-Regular.ttf");
    private final byte[] bold = font("AtkinsonHyperlegibleNext-Bold.ttf");
    private final byte[] mono = font("AtkinsonHyperlegibleMono-Medium.ttf");
    private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

    public PdfPrinter(TemplateEngine templates) {
        this.templates = templates;
    }

    private static byte[] font(String name) {
        try (InputStream file = PdfPrinter.class.getResourceAsStream("/fonts/" + name)) {
            if (file == null) {
                throw new IllegalStateException("the font is not in the program: " + name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Prints one template with its parameters. */
    public byte[] print(String template, Map<String, Object> parameters, PdfIdentity identity) {
        return print(template, parameters, identity, Optional.empty());
    }

    /** Prints one template and puts the electronic invoice inside (Factur-X). */
    byte[] print(String template, Map<String, Object> parameters, PdfIdentity identity, Optional<byte[]> facturX) {
        var xhtml = new StringOutput();
        templates.render(template, parameters, xhtml);
        // The fonts lack the narrow no-break space; the ordinary one neither breaks nor misleads.
        return pdf(xhtml.toString().replace('\u202f', '\u00a0'), identity, facturX);
    }

    private byte[] pdf(String xhtml, PdfIdentity identity, Optional<byte[]> facturX) {
        var bytes = new ByteArrayOutputStream();
        try (var renderer = builder(xhtml).buildPdfRenderer();
                PDDocument document = renderer.createPDFKeepOpen()) {
            if (facturX.isPresent()) {
                FacturX.embed(document, facturX.get(), identity);
            }
            sign(document, identity, facturX.isPresent());
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private PdfRendererBuilder builder(String xhtml) {
        return new PdfRendererBuilder()
                .withHtmlContent(xhtml, "")
                .usePdfAConformance(PdfAConformance.PDFA_3_U)
                .usePdfUaAccessibility(true)
                .useColorProfile(colours)
                .useUnicodeLineBreaker(new FrenchLineBreaker())
                .useExternalResourceAccessControl(
                        // What a page holds inside itself is not fetched.
                        (uri, type) -> uri != null && uri.startsWith("data:image/png;base64,"),
                        ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI)
                .useFont(stream(regular), TEXT_FONT, 400, FontStyle.NORMAL, true)
                .useFont(stream(bold), TEXT_FONT, 700, FontStyle.NORMAL, true)
                .useFont(stream(mono), NUMBER_FONT, 400, FontStyle.NORMAL, true);
    }

    private static FSSupplier<InputStream> stream(byte[] font) {
        return () -> new ByteArrayInputStream(font);
    }

    /** Replaces what the renderer took from the clock. */
    private static void sign(PDDocument document, PdfIdentity identity, boolean isFacturX) throws IOException {
        var moment = GregorianCalendar.from(identity.moment());
        var information = new PDDocumentInformation();
        information.setTitle(identity.title());
        information.setSubject(identity.subject());
        information.setAuthor(identity.author());
        information.setCreator(PRODUCER);
        information.setProducer(PRODUCER);
        information.setCreationDate(moment);
        information.setModificationDate(moment);
        document.setDocumentInformation(information);
        document.getDocumentCatalog().getMetadata().importXMPMetadata(XmpMetadata.of(identity, PRODUCER, isFacturX));
        document.setDocumentId(identity.day().toEpochDay());
    }
}
