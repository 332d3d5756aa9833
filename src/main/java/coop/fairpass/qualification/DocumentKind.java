package coop.fairpass.qualification;

/** Pièce that a candidate gives. */
public enum DocumentKind {
    /** Attestation d’assurance de responsabilité civile; it expires. */
    INSURANCE(true),
    /** Relevé d’identité bancaire. */
    BANK_DETAILS(false),
    STATUTES(false),
    /** Récépissé de déclaration, or its publication in the Journal officiel. */
    DECLARATION(false),
    /** Extrait Kbis. */
    COMPANY_EXTRACT(true),
    /** Avis de situation au répertoire Sirene. */
    SITUATION_NOTICE(true),
    /** Attestation de vigilance. */
    VIGILANCE(true),
    /** Délibération or act that says who may sign. */
    APPOINTMENT(false);

    private final boolean expires;

    DocumentKind(boolean expires) {
        this.expires = expires;
    }

    /** Whether it is good until a day that the reviewer reads on it. */
    public boolean expires() {
        return expires;
    }
}
