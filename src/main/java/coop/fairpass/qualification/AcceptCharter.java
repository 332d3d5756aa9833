package coop.fairpass.qualification;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.Charter.Capacity;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A payer, a distributor or the cooperative accepts the charter in force; a provider does by signing its file. */
@Component
public class AcceptCharter {

    /** What was accepted, by whom, and the digest of the exact words. */
    public record Acceptance(
            OrganisationId organisation,
            Capacity capacity,
            int version,
            String sha256,
            String by,
            String name,
            Instant at) {}

    /** @param version the one that was read: another in the meantime is another text */
    public record Command(Capacity capacity, int version, Actor by) {}

    public sealed interface Outcome {
        record Accepted(List<Acceptance> all) implements Outcome {
            public Accepted {
                all = List.copyOf(all);
            }
        }

        record Refused(VersionReason reason) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Charters charters;
    private final Clock clock;

    AcceptCharter(JdbcClient jdbc, Charters charters, Clock clock) {
        this.jdbc = jdbc;
        this.charters = charters;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!mayAccept(command.by()).contains(command.capacity())) {
            return new Outcome.Refused(VersionReason.NOT_YOURS_TO_ACCEPT);
        }
        if (charters.on(Paris.today(clock)).number() != command.version()) {
            return new Outcome.Refused(VersionReason.NOT_THE_VERSION_IN_FORCE);
        }
        var organisation = command.by().organisation().orElseThrow();
        record(organisation, command.capacity(), command.version(), command.by());
        return new Outcome.Accepted(of(organisation));
    }

    /** In which capacities somebody may bind their organisation. */
    public static Set<Capacity> mayAccept(Actor by) {
        var capacities = EnumSet.noneOf(Capacity.class);
        if (by.organisation().isEmpty() || !by.isPerson()) {
            return capacities;
        }
        if (by.has(Role.PAYER_BUYER)) {
            capacities.add(Capacity.PAYER);
        }
        if (by.has(Role.DISTRIBUTOR_MANAGER)) {
            capacities.add(Capacity.DISTRIBUTOR);
        }
        if (by.has(Role.BOARD)) {
            capacities.add(Capacity.COOPERATIVE);
        }
        if (by.has(Role.LEGAL_REPRESENTATIVE)) {
            capacities.add(Capacity.PROVIDER);
        }
        return capacities;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void record(OrganisationId organisation, Capacity capacity, int version, Actor by) {
        jdbc.sql("""
                        INSERT INTO qualification.charter_acceptance (organisation, capacity, version, sha256,
                               accepted_by, accepted_name, accepted_at)
                        VALUES (:organisation, :capacity, :version, :sha256,
                               :accepted_by, :accepted_name, :accepted_at)
                            ON CONFLICT DO NOTHING
                        """)
                .param("organisation", organisation.value())
                .param("capacity", capacity.name())
                .param("version", version)
                .param("sha256", Charters.digestOf(charters.get(version)))
                .param("accepted_by", by.reference())
                .param("accepted_name", by.label())
                .param("accepted_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
    }

    /** What an organisation accepted, the latest first. */
    @Transactional(readOnly = true)
    public List<Acceptance> of(OrganisationId organisation) {
        return jdbc.sql("""
                        SELECT capacity, version, sha256, accepted_by, accepted_name, accepted_at
                          FROM qualification.charter_acceptance
                         WHERE organisation = :organisation
                         ORDER BY accepted_at DESC, capacity
                        """)
                .param("organisation", organisation.value())
                .query((row, _) -> new Acceptance(
                        organisation,
                        Capacity.valueOf(row.getString("capacity")),
                        row.getInt("version"),
                        row.getString("sha256"),
                        row.getString("accepted_by"),
                        row.getString("accepted_name"),
                        row.getObject("accepted_at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
