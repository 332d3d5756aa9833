package coop.fairpass.privacy;

/** What is sensitive to read, and for what purpose a page or an interface gives it. */
@SuppressWarnings("ImmutableEnumChecker") // a Said is two texts
public enum Sensitive {
    BANK_DETAILS(
            new Said("Coordonnées bancaires", "Bank details"),
            new Said("Vérifier qui sera payé, et sur quel compte", "To check who will be paid, and on which account")),
    BANK_LINES(
            new Said("Lignes de banque", "Bank lines"),
            new Said("Rapprocher la banque et les livres", "To match the bank and the books")),
    PAYMENT_FILE(
            new Said("Fichier de virements", "File of credit transfers"),
            new Said("Porter un ordre approuvé à la banque", "To take an approved order to the bank")),
    BOOKS_EXPORT(
            new Said("Export des livres", "Export of the books"),
            new Said("Contrôle et tenue des comptes", "To check and keep the books")),
    APPLICATION_DOCUMENT(
            new Said("Pièce d’un dossier", "Document of a file"),
            new Said("Instruire une candidature", "To review an application")),
    HOLD_DOCUMENT(
            new Said("Document d’une validation en attente", "Document of a redemption on hold"),
            new Said("Décider d’une validation en attente", "To decide on a redemption on hold")),
    PRINT_FILE(
            new Said("Fichier d’impression des carnets", "File to print booklets"),
            new Said("Faire imprimer les carnets d’un lot", "To have the booklets of a lot printed")),
    EVIDENCE(
            new Said("Pièces justificatives d’un financement", "Evidence for a funding"),
            new Said("Justifier l’usage d’un financement", "To justify how a funding was used")),
    PERSONAL_RECORDS(
            new Said("Données d’une personne", "Data of a person"),
            new Said("Répondre à la demande de la personne", "To answer the person’s request")),
    ORGANISATION_RECORDS(
            new Said("Toutes les données d’une structure", "All the data of an organisation"),
            new Said("Emporter ce qui est à sa structure", "To take away what belongs to one’s organisation"));

    private final Said said;
    private final Said purpose;

    Sensitive(Said said, Said purpose) {
        this.said = said;
        this.purpose = purpose;
    }

    /** In the language of their reader. */
    public String words() {
        return said.words();
    }

    /** For what purpose, as it is kept with the reading: in French. */
    public String purpose() {
        return purpose.french();
    }

    /** The same, for a page in English. */
    public String purposeEnglish() {
        return purpose.english();
    }
}
