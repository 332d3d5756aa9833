package coop.fairpass.backup;

import coop.fairpass.calendar.Paris;
import coop.fairpass.postgres.EmbeddedServer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The backup of each night, done once: a night that the program slept through is caught up when it wakes, a
 * failure is tried again after an hour, and a day and two hours without a good one is told to the operators.
 */
@Component
class NightlyBackup {

    private static final Duration AGAIN_AFTER = Duration.ofHours(1);

    /** A day, and the time that a backup may take. */
    static final Duration LONGEST = Duration.ofHours(26);

    private final EmbeddedServer ours;
    private final BackUp backUp;
    private final BackupOutcomes outcomes;
    private final Alert alert;
    private final BackupSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    NightlyBackup(
            EmbeddedServer ours,
            BackUp backUp,
            BackupOutcomes outcomes,
            Alert alert,
            BackupSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.ours = ours;
        this.backUp = backUp;
        this.outcomes = outcomes;
        this.alert = alert;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does what is due now, if anything is, and tells when nothing was good for too long. */
    void look() {
        ours.server().filter(_ -> isDue()).ifPresent(backUp::handle);
        tellIfLate();
    }

    private boolean isDue() {
        var last = outcomes.last();
        if (last.isEmpty()) {
            return true;
        }
        var startedAt = last.get().startedAt();
        return switch (last.get().state()) {
            // Taking it again would find the same.
            case RESTORED, WRONG -> startedAt.isBefore(night());
            case NOT_TAKEN, NOT_RESTORED, DIFFERENT ->
                startedAt.isBefore(clock.instant().minus(AGAIN_AFTER));
        };
    }

    /** The instant at which the last night's backup became due. */
    private Instant night() {
        var now = clock.instant().atZone(Paris.ZONE);
        var today = now.toLocalDate().atTime(LocalTime.of(settings.hour(), 0)).atZone(Paris.ZONE);
        return (today.isAfter(now) ? today.minusDays(1) : today).toInstant();
    }

    private void tellIfLate() {
        transaction.executeWithoutResult(_ -> lateSince().ifPresent(since -> {
            if (outcomes.noteLate(since, clock.instant())) {
                alert.late(since);
            }
        }));
    }

    /**
     * Since when there is no good backup, when that is too long ago. Of a database that somebody else runs nothing is
     * expected before a copy of it was shown to us for the first time.
     */
    Optional<Instant> lateSince() {
        var good = outcomes.lastGood().map(Outcome::endedAt);
        if (good.isEmpty() && ours.server().isEmpty()) {
            return Optional.empty();
        }
        return good.or(outcomes::expectedSince)
                .filter(since -> since.plus(LONGEST).isBefore(clock.instant()));
    }

    /** From now on a backup is expected. */
    void expect() {
        if (ours.server().isPresent()) {
            outcomes.expect(clock.instant());
        }
    }
}
