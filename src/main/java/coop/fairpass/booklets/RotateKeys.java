package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * New lots take new keys from now on; older vouchers keep theirs. To do when someone may have seen the ring, and once a
 * year.
 */
@Component
public class RotateKeys {

    public sealed interface Outcome {
        /** Copy the new file to the safe, and to the other machines of the instance. */
        record Rotated(Generation current) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final VoucherKeys keys;
    private final KeyGenerations known;
    private final Clock clock;

    RotateKeys(VoucherKeys keys, KeyGenerations known, Clock clock) {
        this.keys = keys;
        this.known = known;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Actor by) {
        if (!by.has(Role.OPERATOR)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        // Were the database to fail now, the next start would remember the generation that the directory holds.
        var generation = keys.rotate(clock.instant());
        known.remember(keys, generation);
        return new Outcome.Rotated(generation);
    }
}
