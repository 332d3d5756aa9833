package coop.fairpass.impact;

/** Why a payer's wish to move stock is refused; in the order in which they are looked at. */
public enum TransferRequestReason {
    UNKNOWN_ORDER,
    NOT_ALLOWED,
    UNKNOWN_DISTRIBUTOR,
    AFTER_STOP_DATE,
    MORE_THAN_IN_STOCK
}
