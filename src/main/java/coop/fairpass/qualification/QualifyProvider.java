package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A reviewer or the committee gives a provider the right to redeem, from a day on (Q12). */
@Component
public class QualifyProvider {

    /** @param from first day of the right, today at the earliest */
    public record Command(QualificationId id, OrganisationId provider, LocalDate from, Decision decision, Actor by) {}

    public sealed interface Outcome {
        record Qualified(Qualification qualification) implements Outcome {}

        record Refused(QualificationReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Qualifications qualifications;
    private final Organisations organisations;
    private final ToldToProvider told;
    private final Clock clock;

    QualifyProvider(
            JdbcClient jdbc,
            Qualifications qualifications,
            Organisations organisations,
            ToldToProvider told,
            Clock clock) {
        this.jdbc = jdbc;
        this.qualifications = qualifications;
        this.organisations = organisations;
        this.told = told;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!QualificationRights.sees(command.by(), command.provider())
                || organisations.find(command.provider()).isEmpty()) {
            return new Outcome.Refused(QualificationReason.UNKNOWN_PROVIDER);
        }
        if (!command.by().hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            return new Outcome.Refused(QualificationReason.NOT_ALLOWED);
        }
        var known = find(command.provider(), command.id());
        if (known.isPresent()) {
            return known.get().qualifiedFrom().equals(command.from())
                            && known.get().decision().equals(command.decision())
                    ? new Outcome.Qualified(known.get())
                    : new Outcome.Refused(QualificationReason.ID_TAKEN);
        }
        if (qualifications.isTaken(command.id())) {
            return new Outcome.Refused(QualificationReason.ID_TAKEN);
        }
        if (organisations.get(command.provider()).siren().isEmpty()) {
            return new Outcome.Refused(QualificationReason.SIREN_MISSING); // no fee invoice could name it (EN 16931)
        }
        var today = Paris.today(clock);
        if (command.decision().decidedOn().isAfter(today)) {
            return new Outcome.Refused(QualificationReason.DECIDED_IN_THE_FUTURE);
        }
        if (command.from().isBefore(today)) {
            return new Outcome.Refused(QualificationReason.IN_THE_PAST);
        }
        if (write(command) == 0) {
            return new Outcome.Refused(QualificationReason.ALREADY_QUALIFIED);
        }
        var qualified = find(command.provider(), command.id()).orElseThrow();
        told.qualified(qualified);
        return new Outcome.Qualified(qualified);
    }

    private Optional<Qualification> find(OrganisationId provider, QualificationId id) {
        return qualifications.of(provider).stream()
                .filter(one -> one.id().equals(id))
                .findFirst();
    }

    private int write(Command command) {
        return jdbc.sql("""
                        INSERT INTO qualification.qualification (id, provider, qualified_from, decided_by, decided_on,
                               minutes, recorded_at, recorded_by)
                        VALUES (:id, :provider, :qualified_from, :decided_by, :decided_on,
                               :minutes, :recorded_at, :recorded_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", command.id().value())
                .param("provider", command.provider().value())
                .param("qualified_from", command.from())
                .param("decided_by", command.decision().body())
                .param("decided_on", command.decision().decidedOn())
                .param("minutes", command.decision().minutes())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", command.by().reference())
                .update();
    }
}
