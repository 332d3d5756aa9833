package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Places;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** One of the two sides, or a controller, ends an agreement: the mediator loses the right that very day. */
@Component
public class EndAgreement {

    /**
     * @param endedOn first day without the right; tomorrow at the earliest while it gives the right, for what was done
     *     today was done under it
     */
    public record Command(AgreementId id, LocalDate endedOn, String reason, Actor by) {}

    public sealed interface Outcome {
        record Ended(Agreement agreement) implements Outcome {}

        record Refused(AgreementReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Agreements agreements;
    private final Places places;
    private final Clock clock;

    EndAgreement(JdbcClient jdbc, Agreements agreements, Places places, Clock clock) {
        this.jdbc = jdbc;
        this.agreements = agreements;
        this.places = places;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var known = agreements.lock(command.id());
        if (known.isEmpty() || !sees(command.by(), known.get())) {
            return new Outcome.Refused(AgreementReason.UNKNOWN_AGREEMENT);
        }
        if (!mayEnd(command.by(), known.get())) {
            return new Outcome.Refused(AgreementReason.NOT_ALLOWED);
        }
        if (command.reason().isBlank()) {
            return new Outcome.Refused(AgreementReason.REASON_MISSING);
        }
        if (known.get().endedOn().equals(Optional.of(command.endedOn()))) {
            return new Outcome.Ended(known.get());
        }
        if (known.get()
                .endedOn()
                .filter(ended -> !ended.isAfter(command.endedOn()))
                .isPresent()) {
            return new Outcome.Refused(AgreementReason.ALREADY_ENDED);
        }
        var today = Paris.today(clock);
        if (command.endedOn().isBefore(known.get().isActiveOn(today) ? today.plusDays(1) : today)) {
            return new Outcome.Refused(AgreementReason.IN_THE_PAST);
        }
        jdbc.sql("""
            UPDATE qualification.agreement
               SET ended_on = :ended_on, end_reason = :end_reason, ended_by = :ended_by
             WHERE id = :id
            """)
                .param("id", command.id().value())
                .param("ended_on", command.endedOn())
                .param("end_reason", command.reason().strip())
                .param("ended_by", command.by().reference())
                .update();
        return new Outcome.Ended(agreements.find(command.id()).orElseThrow());
    }

    /** Both sides, and those of the cooperative who qualify and control. */
    boolean sees(Actor actor, Agreement agreement) {
        return isMediator(actor, agreement)
                || actor.isOf(places.get(agreement.terms().place()).provider())
                || actor.hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER, Role.COMMITTEE);
    }

    boolean mayEnd(Actor actor, Agreement agreement) {
        return isMediator(actor, agreement)
                || actor.has(Role.COOP_CONTROLLER)
                || (actor.isOf(places.get(agreement.terms().place()).provider())
                        && actor.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE));
    }

    private static boolean isMediator(Actor actor, Agreement agreement) {
        return actor.reference().equals("person/" + agreement.terms().mediator());
    }
}
