package coop.fairpass.settlement;

import coop.fairpass.qualification.Subscriptions.Receipt;
import coop.fairpass.qualification.Subscriptions.Subscription;
import java.util.List;

/**
 * One invoice of a subscription on a page.
 *
 * @param reference the creditor reference by which the bank's line names it
 * @param agrees whether what is left will be withheld on the next statement
 */
public record SubscriptionLine(
        Subscription subscription,
        String provider,
        String reference,
        List<Receipt> receipts,
        boolean agrees,
        boolean isLate) {

    public SubscriptionLine {
        receipts = List.copyOf(receipts);
    }
}
