package coop.fairpass.invoicing;

/** Catégorie de TVA : why a line bears VAT or not, with the code EN 16931 gives it (BT-118). */
public enum VatCategory {
    /** Taxed: the fees of the cooperative. */
    STANDARD("S"),
    /** Within VAT but exempt, with the reason: a fee in a territory where none is applied. */
    EXEMPT("E"),
    /** Outside VAT altogether: the face value of a multi-purpose voucher. */
    OUTSIDE_SCOPE("O");

    private final String code;

    VatCategory(String code) {
        this.code = code;
    }

    /** The letter of EN 16931. */
    public String code() {
        return code;
    }
}
