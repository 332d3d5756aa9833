package coop.fairpass.access;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long whoever failed must wait. The first failures cost nothing, for people mistype; then each doubles the wait,
 * up to a quarter of an hour: enough to make guessing useless, too little to shut somebody out for good on purpose.
 *
 * @param free failures that cost nothing
 * @param remembered after how long a failure is forgotten; at once for an account that shows it was right in the end
 */
public record LockOut(int free, Duration remembered) {

    /** For one account: a person. */
    public static final LockOut ACCOUNT = new LockOut(5, Duration.ofDays(1));

    /** For one address of the network: a whole office behind one connection. */
    public static final LockOut ADDRESS = new LockOut(40, Duration.ofHours(1));

    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    /** Until when nothing is tried; empty when one may try now. */
    public Optional<Instant> until(int failures, Instant last, Instant now) {
        if (failures < free) {
            return Optional.empty();
        }
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures - free, 10));
        var until = last.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
        return until.isAfter(now) ? Optional.of(until) : Optional.empty();
    }
}
