package coop.fairpass.booklets;

/** What production does next with a lot. */
public enum LotWork {
    WAIT_FOR_PROOF,
    NUMBER,
    PRINT,
    PRINTER_HAS_IT,
    EXPLAIN_PRINT_GAP,
    SHIP,
    WAIT_FOR_RECEIPT
}
