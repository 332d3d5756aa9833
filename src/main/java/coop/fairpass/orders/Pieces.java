package coop.fairpass.orders;

import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.InvoiceKind;
import coop.fairpass.web.Language;
import java.util.Arrays;

/** How pages name the kinds of documents an order has. */
final class Pieces {

    private Pieces() {}

    /** What the letters that open a number mean: {@code BC-2026-000001} is a « Bon de commande ». */
    private static String seriesOf(String number) {
        return Arrays.stream(DocumentSeries.values())
                .filter(series -> number.startsWith(series.name() + "-"))
                .findFirst()
                .map(Pieces::said)
                .orElse(Language.say("Pièce", "Document"));
    }

    static boolean isInvoice(String kind) {
        return Arrays.stream(InvoiceKind.values()).anyMatch(one -> one.name().equals(kind));
    }

    private static String said(DocumentSeries series) {
        return Language.say(series.french(), series.english());
    }

    /** What a page calls a document, to its reader. */
    static String said(String kind, String number) {
        return Arrays.stream(InvoiceKind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .map(one -> Language.say(one.french(), one.english()))
                .orElseGet(() -> switch (kind) {
                    case "QUOTE" -> said(DocumentSeries.D);
                    case "ACTIVATION_CERTIFICATE" -> said(DocumentSeries.CA);
                    case "JOINT_STATEMENT" -> said(DocumentSeries.EC);
                    case "USE_CERTIFICATE" -> said(DocumentSeries.CU);
                    default -> seriesOf(number);
                });
    }
}
