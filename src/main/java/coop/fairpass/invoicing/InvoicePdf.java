package coop.fairpass.invoicing;

import gg.jte.TemplateEngine;
import java.util.Map;
import java.util.Optional;

/**
 * Facture imprimée : the PDF of an invoice, an appel de fonds or an avoir, with its XML inside (Factur-X).
 *
 * <p>Rendering is slow beside a transaction: prepare, commit, then print (CONVENTIONS, « Transactions »).
 */
public final class InvoicePdf {

    private final PdfPrinter printer;

    public InvoicePdf(TemplateEngine templates) {
        printer = new PdfPrinter(templates);
    }

    /** The PDF: the same bytes whenever it is printed. */
    public byte[] render(Invoice invoice) {
        return printer.print(
                "documents/invoice.jte",
                Map.of("invoice", invoice),
                new PdfIdentity(
                        "%s %s".formatted(invoice.kind().french(), invoice.number()),
                        "%s à %s"
                                .formatted(
                                        invoice.kind().french(), invoice.buyer().legalName()),
                        invoice.seller().legalName(),
                        invoice.issuedOn()),
                Optional.of(CiiXml.write(invoice)));
    }
}
