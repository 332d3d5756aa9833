package coop.fairpass.invoicing;

/** Série : the letters that open a document's number; numbers are continuous within a series and a year. */
public enum DocumentSeries {
    D("Devis"),
    BC("Bon de commande"),
    AF("Appel de fonds"),
    F("Facture"),
    AV("Avoir"),
    CA("Certificat d’activation"),
    REL("Relevé de contrepaiement"),
    CT("Appel de contribution"),
    EC("État contradictoire"),
    CU("Certificat d’utilisation"),
    AR("Attestation de régie");

    private final String french;

    DocumentSeries(String french) {
        this.french = french;
    }

    /** The name printed on the document: {@code Appel de fonds}. */
    public String french() {
        return french;
    }
}
