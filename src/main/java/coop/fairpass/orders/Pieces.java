package coop.fairpass.orders;

import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.InvoiceKind;
import java.util.Arrays;

/** How pages name the kinds of documents an order has. */
final class Pieces {

    private Pieces() {}

    /** What the letters that open a number mean: {@code BC-2026-000001} is a « Bon de commande ». */
    private static String seriesOf(String number) {
        return Arrays.stream(DocumentSeries.values())
                .filter(series -> number.startsWith(series.name() + "-"))
                .findFirst()
                .map(DocumentSeries::french)
                .orElse("Pièce");
    }

    static boolean isInvoice(String kind) {
        return Arrays.stream(InvoiceKind.values()).anyMatch(one -> one.name().equals(kind));
    }

    static String french(String kind, String number) {
        return Arrays.stream(InvoiceKind.values())
                .filter(one -> one.name().equals(kind))
                .findFirst()
                .map(InvoiceKind::french)
                .orElseGet(() -> switch (kind) {
                    case "QUOTE" -> "Devis";
                    case "ACTIVATION_CERTIFICATE" -> "Certificat d’activation";
                    case "JOINT_STATEMENT" -> "État contradictoire";
                    case "USE_CERTIFICATE" -> "Certificat d’utilisation";
                    default -> seriesOf(number);
                });
    }
}
