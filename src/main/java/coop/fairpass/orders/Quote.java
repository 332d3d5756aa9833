package coop.fairpass.orders;

import java.time.LocalDate;

/**
 * Devis : one numbered version of an offer; only the last can be signed, and it lapses unanswered.
 *
 * @param reach what the perimeter offered on the day of the quote
 */
public record Quote(
        OrderId order,
        int version,
        String number,
        LocalDate issuedOn,
        LocalDate lapsesOn,
        QuoteState state,
        long vouchers,
        Terms terms,
        Reach reach) {

    /** Where a quote stands. */
    public enum QuoteState {
        SENT,
        ACCEPTED,
        SUPERSEDED,
        LAPSED
    }

    /**
     * What a perimeter offers to those who will hold the vouchers.
     *
     * @param covered inhabitants near an open place, out of {@code inhabitants}
     * @param capacityPpm places over the weeks of validity for each million vouchers: under a million is a warning
     */
    public record Reach(int openPlaces, long covered, long inhabitants, long weeklyCapacity, long capacityPpm) {

        /** True when there are fewer places than vouchers; signing then needs the warning to be ticked. */
        public boolean isShort() {
            return capacityPpm < 1_000_000;
        }
    }

    public OrderAmounts amounts() {
        return terms.amounts(vouchers);
    }
}
