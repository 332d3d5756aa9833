package coop.fairpass.invoicing;

/**
 * Mentions légales : late penalties, recovery indemnity, discount; each exactly once on every document (BR-FR-05, 06).
 *
 * <p>⚖ The sentences await counsel. They are frozen with the document, so that a change touches none already issued.
 */
public record LegalNotes(String latePenalties, String recoveryIndemnity, String discount) {

    private static final String INDEMNITY =
            "Indemnité forfaitaire pour frais de recouvrement en cas de retard de paiement : 40 €.";
    private static final String NO_DISCOUNT = "Aucun escompte n’est accordé en cas de paiement anticipé.";

    public LegalNotes {
        latePenalties = Printable.text("late penalties", latePenalties);
        recoveryIndemnity = Printable.text("recovery indemnity", recoveryIndemnity);
        discount = Printable.text("discount", discount);
    }

    /** For a public payer: European Central Bank rate and eight points, due without request (money-and-law §18). */
    public static LegalNotes forPublicPayer() {
        return new LegalNotes(
                "Tout retard de paiement fait courir, de plein droit et sans autre formalité, des intérêts moratoires au"
                        + " taux directeur de la Banque centrale européenne majoré de huit points.",
                INDEMNITY,
                NO_DISCOUNT);
    }

    /** For a company or an association: the default of commercial law, the same rate and ten points. */
    public static LegalNotes forPrivatePayer() {
        return new LegalNotes(
                "Tout retard de paiement rend exigibles, dès le lendemain de l’échéance et sans rappel, des pénalités au"
                        + " taux de refinancement de la Banque centrale européenne majoré de dix points.",
                INDEMNITY,
                NO_DISCOUNT);
    }

    /** For an avoir: nothing is to be paid by its addressee, and the rules want the three notes all the same. */
    public static LegalNotes forCredit() {
        return new LegalNotes(
                "Pénalités de retard : sans objet, le présent document est un avoir.",
                "Indemnité forfaitaire pour frais de recouvrement : sans objet.",
                "Escompte : sans objet.");
    }
}
