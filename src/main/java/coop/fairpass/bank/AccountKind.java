package coop.fairpass.bank;

/** Which of the cooperative's two accounts. */
public enum AccountKind {
    /** Compte cantonné : money held for others. */
    SEGREGATED,
    /** Compte d'exploitation : the cooperative's own money. */
    OPERATING
}
