package coop.fairpass.invoicing;

/** Série : the letters that open a document's number; numbers are continuous within a series and a year. */
public enum DocumentSeries {
    D("Devis", "Quote"),
    BC("Bon de commande", "Order form"),
    AF("Appel de fonds", "Funds call"),
    F("Facture", "Invoice"),
    AV("Avoir", "Credit note"),
    CA("Certificat d’activation", "Certificate of activation"),
    REL("Relevé de contrepaiement", "Settlement statement"),
    CT("Appel de contribution", "Call for contribution"),
    EC("État contradictoire", "Joint statement"),
    CU("Certificat d’utilisation", "Certificate of use"),
    AR("Attestation de régie", "Public revenue desk certificate");

    private final String french;
    private final String english;

    DocumentSeries(String french, String english) {
        this.french = french;
        this.english = english;
    }

    /** The name printed on the document: {@code Appel de fonds}. */
    public String french() {
        return french;
    }

    /** The same, as English pages name the document, which is French. */
    public String english() {
        return english;
    }
}
