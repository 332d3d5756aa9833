package coop.fairpass.qualification;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Suspension of a provider's right.
 *
 * @param suspendedUntil first day on which the right is back; without one, a decision only gives it back
 * @param decision of the committee; without one, it lasts sixty days at most
 */
public record Suspension(
        SuspensionId id,
        LocalDate suspendedFrom,
        Optional<LocalDate> suspendedUntil,
        String reason,
        Optional<Decision> decision,
        Recorded recorded) {

    /** Days that a suspension may last without a decision of the committee (Q15). */
    public static final int MOST_DAYS_WITHOUT_A_DECISION = 60;

    /** True from its first day to the eve of its end. */
    public boolean covers(LocalDate day) {
        return !suspendedFrom.isAfter(day)
                && suspendedUntil.filter(until -> !until.isAfter(day)).isEmpty();
    }
}
