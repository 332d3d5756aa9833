package coop.fairpass.invoicing;

import gg.jte.TemplateEngine;
import java.util.Map;

/**
 * Pièce en PDF : prints a quote, a statement, a certificate or a joint statement; the same content, the same bytes.
 *
 * <p>A statement of 1 000 lines repeats its header on each page. Rendering is slow beside a transaction: prepare,
 * commit, then print.
 */
public final class DocumentPdf {

    private final PdfPrinter printer;

    public DocumentPdf(TemplateEngine templates) {
        printer = new PdfPrinter(templates);
    }

    public byte[] render(PrintedDocument document) {
        var title = document.number().series().french();
        return printer.print(
                template(document),
                Map.of("document", document),
                new PdfIdentity(
                        "%s %s".formatted(title, document.number()),
                        "%s, %s".formatted(title, document.recipient().legalName()),
                        document.issuer().legalName(),
                        document.issuedOn()));
    }

    private static String template(PrintedDocument document) {
        return switch (document) {
            case QuotePrint _ -> "documents/quote.jte";
            case OrderFormPrint _ -> "documents/order-form.jte";
            case StatementPrint _ -> "documents/statement.jte";
            case ActivationCertificatePrint _ -> "documents/activation-certificate.jte";
            case JointStatementPrint _ -> "documents/joint-statement.jte";
            case UseCertificatePrint _ -> "documents/use-certificate.jte";
        };
    }
}
