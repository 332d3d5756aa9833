package coop.fairpass.bank;

/** Why a payment file is not written, in the order in which they are looked for (formats §1.4). */
public enum TransferRefusal {
    EMPTY,
    /** From 0,01 € to 999 999 999,99 €. */
    AMOUNT_OUT_OF_RANGE,
    IDENTIFIER_INVALID,
    IDENTIFIER_TWICE,
    NAME_INVALID,
    PAYEE_TWICE,
    OUTSIDE_SEPA,
    BIC_MISSING,
    /** The bank of the BIC is in another country than the account. */
    BIC_ELSEWHERE,
    ADDRESS_UNSTRUCTURED,
    ADDRESS_INVALID,
    EXECUTION_NOT_A_TARGET_DAY,
    EXECUTION_IN_THE_PAST
}
