package coop.fairpass.bank;

/** Why a person's word about a bank line is not taken. */
public enum ExplanationReason {
    NOT_ALLOWED,
    UNKNOWN_ENTRY,
    /** The id of the form stands for another word about this line. */
    ID_TAKEN,
    /** Its state does not wait for such a word. */
    NOTHING_TO_EXPLAIN,
    NOTHING_PARKED,
    MORE_THAN_PARKED,
    AMOUNTS_DIFFER,
    WRONG_DIRECTION,
    WRONG_ACCOUNT,
    UNKNOWN_TRANSFER,
    /** It was not sent, or the bank has already said what became of it. */
    TRANSFER_NOT_UNDER_WAY,
    UNKNOWN_PROVIDER,
    MORE_THAN_OWED,
    PAYEE_NOT_PAYABLE,
    REASON_MISSING,
    NOT_COVERED
}
