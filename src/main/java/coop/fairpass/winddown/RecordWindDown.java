package coop.fairpass.winddown;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.tariff.Decision;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person of the board records that the board stops issuing, or issues again; it changes nothing until another person
 * confirms it, and never holds before today.
 */
@Component
public class RecordWindDown {

    /**
     * @param id chosen by the form, so that a double click records one decision
     * @param effectiveOn the first day on which it holds, today at the earliest
     */
    public record Command(
            UUID id, DecisionKind kind, Decision decision, String text, LocalDate effectiveOn, Actor by) {}

    public sealed interface Outcome {
        record Recorded(WindDownDecision decision) implements Outcome {}

        record Refused(WindDownReason reason) implements Outcome {}
    }

    private final WindDown windDown;
    private final JdbcClient jdbc;
    private final Clock clock;

    RecordWindDown(WindDown windDown, JdbcClient jdbc, Clock clock) {
        this.windDown = windDown;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.BOARD)) {
            return new Outcome.Refused(WindDownReason.NOT_ALLOWED);
        }
        var all = windDown.lockDecisions();
        var known = find(all, command.id());
        if (known.isPresent()) {
            return isSame(known.get(), command)
                    ? new Outcome.Recorded(known.get())
                    : new Outcome.Refused(WindDownReason.ID_TAKEN);
        }
        var today = Paris.today(clock);
        var standing = WindDown.standingOn(all, today);
        var refused = refusal(command, all, standing, today);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        insert(
                command,
                command.kind() == DecisionKind.START
                        ? Optional.empty()
                        : startOf(standing).map(WindDownDecision::id));
        return new Outcome.Recorded(find(windDown.decisions(), command.id()).orElseThrow());
    }

    static Optional<WindDownReason> refusal(
            Command command, List<WindDownDecision> all, WindDown.Standing standing, LocalDate today) {
        if (command.kind() == DecisionKind.REVOCATION && startOf(standing).isEmpty()) {
            return Optional.of(WindDownReason.NOTHING_TO_REVOKE);
        }
        if (!next(standing, all).equals(Optional.of(command.kind()))) {
            return Optional.of(WindDownReason.ALREADY_DECIDED);
        }
        if (command.decision().decidedOn().isAfter(today)) {
            return Optional.of(WindDownReason.DECIDED_IN_THE_FUTURE);
        }
        return command.effectiveOn().isBefore(today) ? Optional.of(WindDownReason.RETROACTIVE) : Optional.empty();
    }

    /** The next decision that there is to make; none while one of its kind waits, or once it is revoked. */
    static Optional<DecisionKind> next(WindDown.Standing standing, List<WindDownDecision> all) {
        var start = startOf(standing);
        var kind = start.isEmpty() ? DecisionKind.START : DecisionKind.REVOCATION;
        boolean isDecided = all.stream().anyMatch(one -> one.kind() == kind && one.waits())
                || start.flatMap(known -> WindDown.revocation(all, known)).isPresent();
        return isDecided ? Optional.empty() : Optional.of(kind);
    }

    /** What a revocation would end. */
    private static Optional<WindDownDecision> startOf(WindDown.Standing standing) {
        return switch (standing) {
            case WindDown.Standing.Open() -> Optional.empty();
            case WindDown.Standing.Announced(var start, var _) -> Optional.of(start);
            case WindDown.Standing.Stopped(var start, var _) -> Optional.of(start);
        };
    }

    static Optional<WindDownDecision> find(List<WindDownDecision> all, UUID id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst();
    }

    private static boolean isSame(WindDownDecision known, Command command) {
        return known.kind() == command.kind()
                && known.decision().equals(command.decision())
                && known.text().equals(command.text())
                && known.effectiveOn().equals(command.effectiveOn());
    }

    private void insert(Command command, Optional<UUID> revokes) {
        jdbc.sql("""
                        INSERT INTO winddown.decision (id, kind, revokes, decided_by, decided_on, minutes, text,
                               effective_on, recorded_at, recorded_by)
                        VALUES (:id, :kind, :revokes, :decided_by, :decided_on, :minutes, :text, :effective_on,
                               :recorded_at, :recorded_by)
                        """)
                .param("id", command.id())
                .param("kind", command.kind().name())
                .param("revokes", revokes.orElse(null), java.sql.Types.OTHER)
                .param("decided_by", command.decision().body())
                .param("decided_on", command.decision().decidedOn())
                .param("minutes", command.decision().minutes())
                .param("text", command.text())
                .param("effective_on", command.effectiveOn())
                .param("recorded_at", WindDown.utc(clock.instant()))
                .param("recorded_by", command.by().reference())
                .update();
    }
}
