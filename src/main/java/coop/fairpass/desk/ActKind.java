package coop.fairpass.desk;

/** What an act of the journal is about. */
public enum ActKind {
    READING,
    PEOPLE,
    BANK_ACCOUNT,
    PAYMENT,
    ORDER,
    BOOKLET,
    QUALIFICATION,
    REDEMPTION,
    SETTLEMENT,
    RULE
}
