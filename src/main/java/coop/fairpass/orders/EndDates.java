package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Calendrier de fin : the six dates of an order, computed from its validity date D by an {@link EndRule} and then
 * stored on it, so that a later rule never moves an existing order (domain §8.1, R-039, T14).
 *
 * <p>For D = 31/12/2026: 30/11, 15/12, 22/12, 31/12/2026, 31/01 and 07/02/2027.
 *
 * @param alertOn the payer sees what is issued, handed over and started
 * @param stopOn from this day hand-overs are refused, unless the payer acknowledged them
 * @param acknowledgeOn the payer acknowledges that later hand-overs are its own responsibility
 * @param validUntil D, the last nominal day; stock not handed over is withdrawn after it
 * @param toleranceEndsOn the last day on which a service is accepted
 * @param reconcileOn the joint statement is produced
 */
public record EndDates(
        LocalDate alertOn,
        LocalDate stopOn,
        LocalDate acknowledgeOn,
        LocalDate validUntil,
        LocalDate toleranceEndsOn,
        LocalDate reconcileOn) {

    public EndDates {
        if (alertOn.isAfter(stopOn)
                || stopOn.isAfter(acknowledgeOn)
                || acknowledgeOn.isAfter(validUntil)
                || validUntil.isAfter(toleranceEndsOn)
                || !toleranceEndsOn.isBefore(reconcileOn)) {
            throw new IllegalArgumentException("the end dates of an order follow each other: %s %s %s %s %s %s"
                    .formatted(alertOn, stopOn, acknowledgeOn, validUntil, toleranceEndsOn, reconcileOn));
        }
    }

    /** The dates of the rule that every instance starts with. */
    public static EndDates of(LocalDate validUntil) {
        return EndRule.FIRST.of(validUntil);
    }

    /** The first day on which a service is refused as expired. */
    public LocalDate redeemableUntil() {
        return toleranceEndsOn.plusDays(1);
    }

    /** The same as an instant: midnight in Paris. */
    public Instant redeemableUntilInstant() {
        return Paris.startOf(redeemableUntil());
    }
}
