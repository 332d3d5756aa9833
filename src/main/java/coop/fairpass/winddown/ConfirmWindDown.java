package coop.fairpass.winddown;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.notices.Notices;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A second person, of the board or a treasurer, has the minutes in hand and confirms what the first one recorded; or
 * either of them gives up a decision that was mistyped. Confirmed, it holds from its day, today at the earliest, and
 * every organisation is told.
 */
@Component
public class ConfirmWindDown {

    /** @param minutes the reference of the minutes, typed again from the paper */
    public record Command(UUID decision, String minutes, Actor by) {}

    public sealed interface Outcome {
        record Done(WindDownDecision decision) implements Outcome {}

        record Refused(WindDownReason reason) implements Outcome {}
    }

    private final WindDown windDown;
    private final Notices notices;
    private final JdbcClient jdbc;
    private final Clock clock;

    ConfirmWindDown(WindDown windDown, Notices notices, JdbcClient jdbc, Clock clock) {
        this.windDown = windDown;
        this.notices = notices;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Who may be the second person. */
    static boolean mayConfirm(Actor by) {
        return by.hasAny(Role.BOARD, Role.TREASURER);
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!mayConfirm(command.by())) {
            return new Outcome.Refused(WindDownReason.NOT_ALLOWED);
        }
        var found = RecordWindDown.find(windDown.lockDecisions(), command.decision());
        if (found.isEmpty()) {
            return new Outcome.Refused(WindDownReason.UNKNOWN_DECISION);
        }
        var decision = found.get();
        if (decision.confirmed().isPresent()) {
            return new Outcome.Done(decision);
        }
        if (decision.isAbandoned()) {
            return new Outcome.Refused(WindDownReason.ALREADY_ABANDONED);
        }
        if (decision.recordedBy().equals(command.by().reference())) {
            return new Outcome.Refused(WindDownReason.SAME_PERSON);
        }
        if (!decision.decision().minutes().equals(command.minutes().strip())) {
            return new Outcome.Refused(WindDownReason.MINUTES_DIFFER);
        }
        // Whoever issued something has ended: what this instant says came after it.
        var at = clock.instant();
        var today = Paris.dayOf(at);
        var from = decision.effectiveOn().isBefore(today) ? today : decision.effectiveOn();
        jdbc.sql("""
                        UPDATE winddown.decision
                           SET confirmed_at = :at, confirmed_by = :by, in_force_on = :from
                         WHERE id = :id
                        """)
                .param("at", WindDown.utc(at))
                .param("by", command.by().reference())
                .param("from", from)
                .param("id", decision.id())
                .update();
        tellAll(decision, from);
        return new Outcome.Done(
                RecordWindDown.find(windDown.decisions(), decision.id()).orElseThrow());
    }

    /** Gives up a decision that nobody confirmed; it is kept, and never holds. */
    @Transactional
    public Outcome abandon(UUID id, Actor by) {
        if (!mayConfirm(by)) {
            return new Outcome.Refused(WindDownReason.NOT_ALLOWED);
        }
        var found = RecordWindDown.find(windDown.lockDecisions(), id);
        if (found.isEmpty()) {
            return new Outcome.Refused(WindDownReason.UNKNOWN_DECISION);
        }
        if (found.get().confirmed().isPresent()) {
            return new Outcome.Refused(WindDownReason.ALREADY_CONFIRMED);
        }
        if (!found.get().isAbandoned()) {
            jdbc.sql("UPDATE winddown.decision SET abandoned_at = :at, abandoned_by = :by WHERE id = :id")
                    .param("at", WindDown.utc(clock.instant()))
                    .param("by", by.reference())
                    .param("id", id)
                    .update();
        }
        return new Outcome.Done(RecordWindDown.find(windDown.decisions(), id).orElseThrow());
    }

    private void tellAll(WindDownDecision decision, LocalDate from) {
        var subject = decision.kind() == DecisionKind.START
                ? "La coopérative ne délivre plus de nouveaux chèques"
                : "La coopérative délivre de nouveau des chèques";
        var text = textOf(decision, from);
        notices.tell(organisations().stream()
                .map(one -> new Notices.Told(one, "wind-down/" + decision.id(), subject, text))
                .toList());
    }

    private static String textOf(WindDownDecision decision, LocalDate from) {
        var day = Paris.frenchLong(from);
        return switch (decision.kind()) {
            case START ->
                ("À partir du %s, plus aucun chèque n’est commandé, fabriqué ni activé. Les chèques déjà actifs restent"
                                + " acceptés jusqu’à leur date, les lieux sont payés comme avant, et ce qui n’a pas"
                                + " servi est rendu à qui l’a payé. Décision : %s.")
                        .formatted(day, decision.source());
            case REVOCATION ->
                "À partir du %s, des chèques peuvent de nouveau être commandés, fabriqués et activés. Décision : %s."
                        .formatted(day, decision.source());
        };
    }

    private List<OrganisationId> organisations() {
        return jdbc.sql("SELECT id FROM directory.organisation_name ORDER BY number")
                .query((row, _) -> new OrganisationId(row.getObject("id", UUID.class)))
                .list();
    }
}
