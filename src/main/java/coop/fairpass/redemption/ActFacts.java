package coop.fairpass.redemption;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What the database knows of one service given, whatever pays it.
 *
 * @param today the day of entry, in Paris
 * @param day the service day, which decides (domain §6)
 * @param placeIsOpen the place exists, is this provider's, and is open and not hidden on the day
 * @param mediatorAgrees no mediator is named, or the one named has an active agreement with the place on the day
 */
record ActFacts(
        UUID provider,
        UUID place,
        LocalDate today,
        String service,
        LocalDate day,
        boolean isMonthFrozen,
        boolean isProviderQualified,
        boolean isProviderPayable,
        boolean placeIsOpen,
        Set<String> placeCodes,
        boolean mediatorAgrees,
        boolean isServiceKnown,
        Optional<Offer> offer,
        Optional<Rate> downstreamFee) {

    /** The service at that place on that day. */
    record Offer(Money price, boolean isRegulated) {}
}
