package coop.fairpass.invoicing;

import gg.jte.TemplateEngine;
import org.springframework.stereotype.Component;

/** Draws the PDF of a frozen document; the same content gives the same bytes. */
@Component
class DocumentDrawing {

    private final InvoicePdf invoices;
    private final DocumentPdf others;

    DocumentDrawing(TemplateEngine templates) {
        invoices = new InvoicePdf(templates);
        others = new DocumentPdf(templates);
    }

    byte[] draw(String kind, String content) {
        return FrozenPrint.isOne(kind)
                ? others.render(FrozenPrint.fromJson(kind, content))
                : invoices.render(FrozenInvoice.fromJson(content));
    }
}
