package coop.fairpass.privacy;

/** What is sensitive to read, and for what purpose a page or an interface gives it. */
public enum Sensitive {
    BANK_DETAILS("Coordonnées bancaires", "Vérifier qui sera payé, et sur quel compte"),
    BANK_LINES("Lignes de banque", "Rapprocher la banque et les livres"),
    PAYMENT_FILE("Fichier de virements", "Porter un ordre approuvé à la banque"),
    BOOKS_EXPORT("Export des livres", "Contrôle et tenue des comptes"),
    APPLICATION_DOCUMENT("Pièce d’un dossier", "Instruire une candidature"),
    HOLD_DOCUMENT("Document d’une validation en attente", "Décider d’une validation en attente"),
    PRINT_FILE("Fichier d’impression des carnets", "Faire imprimer les carnets d’un lot"),
    EVIDENCE("Pièces justificatives d’un financement", "Justifier l’usage d’un financement"),
    PERSONAL_RECORDS("Données d’une personne", "Répondre à la demande de la personne");

    private final String words;
    private final String purpose;

    Sensitive(String words, String purpose) {
        this.words = words;
        this.purpose = purpose;
    }

    public String words() {
        return words;
    }

    public String purpose() {
        return purpose;
    }
}
