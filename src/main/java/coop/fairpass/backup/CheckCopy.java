package coop.fairpass.backup;

import coop.fairpass.doctor.Examination;
import coop.fairpass.doctor.Examination.Finding;
import coop.fairpass.doctor.Examinations;
import coop.fairpass.postgres.Database;
import coop.fairpass.postgres.DatabaseUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Examines a copy that somebody else took and restored, of a database that somebody else runs. What it held at its
 * instant is not known here; that it is recent is, by the last examination that is in it.
 */
@Component
class CheckCopy {

    private static final Duration LONGEST_QUESTION = Duration.ofMinutes(30);

    /** The doctor passes each night: a copy that has seen none since is not of last night. */
    private static final Duration OLDEST = Duration.ofHours(50);

    private final Examination examination;
    private final Examinations examinations;
    private final BackUp backUp;
    private final Database database;
    private final Clock clock;
    private final String user;
    private final String password;

    CheckCopy(
            Examination examination,
            Examinations examinations,
            BackUp backUp,
            Database database,
            Clock clock,
            @Value("${fairpass.copy.user:}") String user,
            @Value("${fairpass.copy.password:}") String password) {
        this.examination = examination;
        this.examinations = examinations;
        this.backUp = backUp;
        this.database = database;
        this.clock = clock;
        this.user = user;
        this.password = password;
    }

    /** Examines it and keeps what was found in our own database; an operator is told when it is not good. */
    Outcome handle(String url) {
        var outcome = examined(url);
        backUp.keep(outcome);
        return outcome;
    }

    private Outcome examined(String url) {
        var startedAt = clock.instant();
        try {
            var copy = new Database(
                    url, user.isEmpty() ? database.user() : user, password.isEmpty() ? database.password() : password);
            try (var pool = copy.application(2, LONGEST_QUESTION)) {
                var oldest = startedAt.minus(OLDEST);
                var lastSeen = examinations.lastIn(pool);
                if (lastSeen.filter(seen -> seen.at().isAfter(oldest)).isEmpty()) {
                    return new Outcome(
                            startedAt,
                            clock.instant(),
                            BackupState.DIFFERENT,
                            Optional.empty(),
                            0,
                            0,
                            0,
                            List.of(),
                            "trop ancienne : le docteur n’y est pas passé depuis deux jours");
                }
                var findings = examination.of(pool);
                var wrong = Finding.wrong(findings);
                return new Outcome(
                        startedAt,
                        clock.instant(),
                        wrong.isEmpty() ? BackupState.RESTORED : BackupState.WRONG,
                        Optional.empty(),
                        0,
                        0,
                        findings.size(),
                        wrong,
                        wrong.isEmpty() ? "" : "faux dans la copie : " + String.join(", ", wrong));
            }
        } catch (DatabaseUnavailable | DataAccessException | TransactionException e) {
            return new Outcome(
                    startedAt,
                    clock.instant(),
                    BackupState.NOT_RESTORED,
                    Optional.empty(),
                    0,
                    0,
                    0,
                    List.of(),
                    "la copie ne répond pas, ou n’est pas une base de Fairpass");
        }
    }
}
