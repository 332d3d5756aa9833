package coop.fairpass.backup;

import coop.fairpass.postgres.DatabaseUnavailable;
import coop.fairpass.postgres.PgServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes a backup, brings it back to see, keeps what came of it, and writes to the operators when it is not good
 * (R-333).
 */
@Component
class BackUp {

    private static final Logger LOG = LoggerFactory.getLogger(BackUp.class);

    private final TakeBackup take;
    private final Rehearsal rehearsal;
    private final Shelf shelf;
    private final BackupOutcomes outcomes;
    private final Alert alert;
    private final BackupSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BackUp(
            TakeBackup take,
            Rehearsal rehearsal,
            Shelf shelf,
            BackupOutcomes outcomes,
            Alert alert,
            BackupSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.take = take;
        this.rehearsal = rehearsal;
        this.shelf = shelf;
        this.outcomes = outcomes;
        this.alert = alert;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Does it all now. An answer that is not good has been told already; one that we were told to give up has not. */
    Outcome handle(PgServer server) {
        var startedAt = clock.instant();
        Path backup;
        try {
            backup = take.handle(server, settings.directory());
        } catch (IOException | SQLException | DatabaseUnavailable e) {
            return told(failed(startedAt, BackupState.NOT_TAKEN, Optional.empty(), 0, e));
        }
        return judge(server, startedAt, backup);
    }

    /** Brings a backup that was taken back, and keeps what came of it. */
    Outcome judge(PgServer server, Instant startedAt, Path backup) {
        var outcome = told(tried(server, startedAt, backup));
        try {
            shelf.rotate(outcomes.lastGood().flatMap(Outcome::backup));
        } catch (IOException e) {
            LOG.warn("old backups are still there", e);
        }
        return outcome;
    }

    private Outcome told(Outcome outcome) {
        if (Thread.currentThread().isInterrupted()) {
            LOG.info("the backup was given up: the program closes");
        } else {
            keep(outcome);
        }
        return outcome;
    }

    private Outcome tried(PgServer server, Instant startedAt, Path backup) {
        var name = Optional.of(backup.getFileName().toString());
        long bytes = Shelf.bytes(backup);
        try {
            var outcome = judged(startedAt, name, bytes, rehearsal.handle(server, backup));
            if (outcome.state() == BackupState.DIFFERENT) {
                refuse(backup);
            }
            return outcome;
        } catch (DamagedBackup | DatabaseUnavailable e) {
            refuse(backup);
            return failed(startedAt, BackupState.NOT_RESTORED, name, bytes, e);
        } catch (IOException | SQLException | DataAccessException | TransactionException e) {
            // Of the rehearsal, perhaps, rather than of the backup: it stays.
            return failed(startedAt, BackupState.NOT_RESTORED, name, bytes, e);
        }
    }

    private Outcome judged(Instant startedAt, Optional<String> name, long bytes, Rehearsal.Found found) {
        if (!found.different().isEmpty()) {
            return new Outcome(
                    startedAt,
                    clock.instant(),
                    BackupState.DIFFERENT,
                    name,
                    bytes,
                    0,
                    found.findings().size(),
                    found.wrong(),
                    "ne contient pas ce qui y était : " + String.join(", ", found.different()));
        }
        var wrong = found.wrong();
        return new Outcome(
                startedAt,
                clock.instant(),
                wrong.isEmpty() ? BackupState.RESTORED : BackupState.WRONG,
                name,
                bytes,
                found.rows(),
                found.findings().size(),
                wrong,
                wrong.isEmpty() ? "" : "faux dans la copie : " + String.join(", ", wrong));
    }

    private Outcome failed(Instant startedAt, BackupState state, Optional<String> name, long bytes, Exception why) {
        LOG.warn("backup: {}", state, why);
        var said = String.valueOf(why.getMessage())
                .lines()
                .findFirst()
                .orElse(why.getClass().getSimpleName());
        return new Outcome(startedAt, clock.instant(), state, name, bytes, 0, 0, List.of(), said);
    }

    private void refuse(Path backup) {
        try {
            shelf.refuse(backup);
        } catch (IOException e) {
            LOG.warn("a backup that does not come back keeps its name: {}", backup, e);
        }
    }

    /** What is not good is told in the transaction that keeps it: neither without the other. */
    void keep(Outcome outcome) {
        transaction.executeWithoutResult(_ -> {
            outcomes.keep(outcome);
            if (!outcome.state().isGood()) {
                alert.failed(outcome);
            }
        });
    }
}
