package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;

/**
 * TVA sur encaissements : the VAT of an invoice becomes due with its receipts, in proportion (money-and-law §2.5, T16).
 */
public final class VatOnReceipts {

    private VatOnReceipts() {}

    /**
     * The VAT that a receipt makes due: {@code halfUp(vat × received so far / total) − already due}, so that the last
     * receipt takes the rest.
     */
    public static Money dueWith(Money receipt, Money receivedBefore, Money total, Money vat) {
        if (total.isZero()) {
            return Money.ZERO;
        }
        return shareOf(vat, receivedBefore.plus(receipt), total).minus(shareOf(vat, receivedBefore, total));
    }

    private static Money shareOf(Money vat, Money received, Money total) {
        return new Rate(received.min(total).cents(), total.cents()).of(vat);
    }
}
