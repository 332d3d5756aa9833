package coop.fairpass.redemption;

import coop.fairpass.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What the database knows of one presented voucher, read once for a whole list. */
sealed interface VoucherFacts {

    /** No voucher has that code. */
    record Unknown() implements VoucherFacts {}

    /**
     * A voucher of ours.
     *
     * @param number booklet × 16 + rank
     * @param life what its last redemption and its booklet say, before dates
     * @param attempt the number that a new redemption would have
     * @param distributor who handed the booklet over, when it was
     * @param redeemedToday vouchers of the same booklet already redeemed or held at the same place for the same day
     */
    record Known(
            long number,
            Life life,
            int attempt,
            Terms terms,
            Optional<UUID> distributor,
            boolean isInStock,
            int redeemedToday)
            implements VoucherFacts {

        long booklet() {
            return number / 16;
        }

        /** The same voucher, with what has happened since it was read. */
        Known as(Life newLife, int newRedeemedToday) {
            return new Known(number, newLife, attempt, terms, distributor, isInStock, newRedeemedToday);
        }
    }

    /** Where a voucher stands, before dates. */
    sealed interface Life {
        record NotActive() implements Life {}

        record Withdrawn(Optional<LocalDate> on) implements Life {}

        record Replaced(Instant at) implements Life {}

        record Blocked() implements Life {}

        record Redeemed(UUID provider, LocalDate on) implements Life {}

        record Held() implements Life {}

        record Usable() implements Life {}
    }

    /**
     * What its order froze.
     *
     * @param hasEnded its unused value was given back: nothing is redeemed any more, whatever the service day
     */
    record Terms(
            UUID order,
            int lot,
            Money faceValue,
            LocalDate activatedOn,
            LocalDate firstDay,
            LocalDate lastDay,
            boolean hasEnded,
            Set<String> perimeter,
            String perimeterLabel,
            List<String> servicePath,
            String pathLabel,
            boolean isRegulated,
            int vouchersPerService,
            boolean looksAtOwnDistribution) {}
}
