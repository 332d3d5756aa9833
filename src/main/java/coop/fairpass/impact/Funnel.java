package coop.fairpass.impact;

import java.time.LocalDate;

/**
 * Entonnoir : what became of the vouchers of an order or a lot, on one day (R-031, domain §14).
 *
 * <p>A booklet and those that replaced it count once. A cancelled, rejected or reversed redemption does not count; a
 * held one is shown apart, as are blocked booklets, which stay in denominators.
 *
 * @param asOf the day on which it was counted
 * @param ordered vouchers
 * @param issued vouchers made, their lot printed
 * @param activated vouchers of active lots
 * @param redeemed vouchers that count for payment
 * @param held vouchers that wait for a decision
 */
public record Funnel(
        LocalDate asOf, long ordered, long issued, long activated, Booklets booklets, long redeemed, long held) {

    /**
     * Booklets of active lots.
     *
     * @param inStock at a distributor, or on the way to one
     * @param vouchersHandedOver what handed-over booklets hold
     * @param vouchersStarted what started booklets hold
     * @param inferred handed over without having been told: the quality of the figures
     */
    public record Booklets(
            long activated,
            long inStock,
            long handedOver,
            long started,
            long exhausted,
            long blocked,
            long inferred,
            long vouchersHandedOver,
            long vouchersStarted) {}

    public Ratio activation() {
        return new Ratio(activated, ordered);
    }

    public Ratio handOver() {
        return new Ratio(booklets.handedOver(), booklets.activated());
    }

    public Ratio start() {
        return new Ratio(booklets.started(), booklets.handedOver());
    }

    public Ratio exhaustion() {
        return new Ratio(booklets.exhausted(), booklets.handedOver());
    }

    public Ratio depth() {
        return new Ratio(redeemed, booklets.vouchersStarted());
    }

    /** Taux d’utilisation, the headline. */
    public Ratio usage() {
        return new Ratio(redeemed, activated);
    }

    public Ratio usageOfHandedOver() {
        return new Ratio(redeemed, booklets.vouchersHandedOver());
    }

    public Ratio usageOfOrdered() {
        return new Ratio(redeemed, ordered);
    }

    public Ratio dataQuality() {
        return new Ratio(booklets.inferred(), booklets.handedOver());
    }
}
