package coop.fairpass.web;

import java.util.List;

/**
 * Chèques à essayer : codes that a demonstration gives to whoever wants to see a desk take a voucher. No other instance
 * knows any.
 */
public interface VouchersToTry {

    /**
     * @param code as it is printed
     * @param isSpent accepted already: a desk refuses it, and says why
     */
    record Voucher(String code, boolean isSpent) {}

    /** A few for today: some to accept, each of another booklet, then one that is spent; fewer when none is left. */
    List<Voucher> some();
}
