package coop.fairpass.bank;

/**
 * What kind of movement the bank says it is: {@code PMNT/RCDT/ESCT} is a transfer received. A hint, never the rule:
 * banks differ, and some send only codes of their own.
 */
public record TransactionCode(String domain, String family, String subFamily, String proprietary) {

    public static final TransactionCode NONE = new TransactionCode("", "", "", "");

    /** A code of ISO 20022. */
    public static TransactionCode iso(String domain, String family, String subFamily) {
        return new TransactionCode(domain, family, subFamily, "");
    }

    /** A code of the bank's own. */
    public static TransactionCode proprietary(String code) {
        return new TransactionCode("", "", "", code);
    }

    boolean isReturn() {
        return domain.equals("PMNT") && subFamily.equals("RRTN");
    }

    boolean hasIso() {
        return !domain.isEmpty() && !family.isEmpty() && !subFamily.isEmpty();
    }
}
