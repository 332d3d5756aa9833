package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Territories;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limite de zone : how many providers governance wants in a territory, so that each of them lives from its work (the
 * consolidating ratio); off until the board decides one, published with its reason, and waited for in the order of
 * signatures (R-112, domain §5.4 Q9, §12.1).
 */
@Component
public class ZoneLimits {

    /** @param validUntil first day without it */
    public record Limit(
            UUID id,
            PerimeterCode zone,
            int most,
            String reason,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            Decision decision) {

        boolean isInForceOn(LocalDate day) {
            return !validFrom.isAfter(day)
                    && validUntil.filter(until -> !until.isAfter(day)).isEmpty();
        }
    }

    /** @param rank from 1, among those who wait for the same zone; by the day of their signature, then by number */
    public record Place(Limit limit, int qualified, int rank) {}

    public record Command(
            UUID id, PerimeterCode zone, int most, String reason, LocalDate from, Decision decision, Actor by) {}

    public sealed interface Outcome {
        record Done(Limit limit) implements Outcome {}

        record Refused(LimitReason reason) implements Outcome {}
    }

    /** Why a limit is not set or lifted. */
    public enum LimitReason {
        NOT_ALLOWED,
        ZONE_UNKNOWN,
        REASON_MISSING,
        DECIDED_IN_THE_FUTURE,
        IN_THE_PAST,
        ALREADY_LIMITED,
        ID_TAKEN,
        UNKNOWN_LIMIT
    }

    private final JdbcClient jdbc;
    private final Applications applications;
    private final Qualifications qualifications;
    private final Organisations organisations;
    private final Territories territories;

    ZoneLimits(
            JdbcClient jdbc,
            Applications applications,
            Qualifications qualifications,
            Organisations organisations,
            Territories territories) {
        this.jdbc = jdbc;
        this.applications = applications;
        this.qualifications = qualifications;
        this.organisations = organisations;
        this.territories = territories;
    }

    /** The board limits a zone. */
    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.BOARD)) {
            return new Outcome.Refused(LimitReason.NOT_ALLOWED);
        }
        var known = all().stream().filter(one -> one.id().equals(command.id())).findFirst();
        if (known.isPresent()) {
            return known.get().zone().equals(command.zone()) && known.get().most() == command.most()
                    ? new Outcome.Done(known.get())
                    : new Outcome.Refused(LimitReason.ID_TAKEN);
        }
        if (territories.label(command.zone()).isEmpty() || command.most() < 0) {
            return new Outcome.Refused(LimitReason.ZONE_UNKNOWN);
        }
        if (command.reason().isBlank()) {
            return new Outcome.Refused(LimitReason.REASON_MISSING);
        }
        if (command.decision().decidedOn().isAfter(applications.today())) {
            return new Outcome.Refused(LimitReason.DECIDED_IN_THE_FUTURE);
        }
        if (command.from().isBefore(applications.today())) {
            return new Outcome.Refused(LimitReason.IN_THE_PAST);
        }
        int written = jdbc.sql("""
                        INSERT INTO qualification.zone_limit (id, zone, most, reason, valid_from, decided_by,
                               decided_on, minutes, recorded_at, recorded_by)
                        VALUES (:id, :zone, :most, :reason, :valid_from, :decided_by, :decided_on,
                               :minutes, :recorded_at, :recorded_by)
                            ON CONFLICT DO NOTHING
                        """)
                .param("id", command.id())
                .param("zone", command.zone().toString())
                .param("most", command.most())
                .param("reason", command.reason().strip())
                .param("valid_from", command.from())
                .param("decided_by", command.decision().body())
                .param("decided_on", command.decision().decidedOn())
                .param("minutes", command.decision().minutes())
                .param("recorded_at", applications.now())
                .param("recorded_by", command.by().reference())
                .update();
        return written == 0
                ? new Outcome.Refused(LimitReason.ALREADY_LIMITED)
                : new Outcome.Done(find(command.id()).orElseThrow());
    }

    /** The board lifts a limit from a day on: those who waited may be taken up again (Q10). */
    @Transactional
    public Outcome lift(UUID id, LocalDate from, Actor by) {
        if (!by.has(Role.BOARD)) {
            return new Outcome.Refused(LimitReason.NOT_ALLOWED);
        }
        var known = find(id);
        if (known.isEmpty()) {
            return new Outcome.Refused(LimitReason.UNKNOWN_LIMIT);
        }
        if (from.isBefore(applications.today()) || !from.isAfter(known.get().validFrom())) {
            return new Outcome.Refused(LimitReason.IN_THE_PAST);
        }
        jdbc.sql("UPDATE qualification.zone_limit SET valid_until = :until WHERE id = :id AND valid_until IS NULL")
                .param("id", id)
                .param("until", from)
                .update();
        return new Outcome.Done(find(id).orElseThrow());
    }

    private Optional<Limit> find(UUID id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** All that were ever set, the latest first: published. */
    @Transactional(readOnly = true)
    public List<Limit> all() {
        return jdbc.sql("""
                        SELECT id, zone, most, reason, valid_from, valid_until, decided_by, decided_on, minutes
                          FROM qualification.zone_limit
                         ORDER BY valid_from DESC, zone
                        """).query((row, _) -> limit(row)).list();
    }

    private static Limit limit(ResultSet row) throws SQLException {
        return new Limit(
                row.getObject("id", UUID.class),
                PerimeterCode.of(row.getString("zone")),
                row.getInt("most"),
                row.getString("reason"),
                row.getObject("valid_from", LocalDate.class),
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                new Decision(
                        row.getString("decided_by"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getString("minutes")));
    }

    /** How a zone is called. */
    @Transactional(readOnly = true)
    public String nameOf(PerimeterCode zone) {
        return territories.label(zone).orElse(zone.toString());
    }

    /** The limit that stands in the way of an application today, and its rank; empty when none does. */
    @Transactional(readOnly = true)
    public Optional<Place> inTheWayOf(Application application) {
        return limitOf(application).flatMap(limit -> {
            int qualified = qualifiedIn(limit.zone());
            int rank = rankOf(application, limit);
            // Those who wait before it take the first free places.
            return qualified + rank - 1 < limit.most()
                    ? Optional.empty()
                    : Optional.of(new Place(limit, qualified, rank));
        });
    }

    /** The limit in force today over the commune of an application. */
    @Transactional(readOnly = true)
    public Optional<Limit> limitOf(Application application) {
        var codes = codesOf(application);
        return all().stream()
                .filter(one -> one.isInForceOn(applications.today()) && codes.contains(one.zone()))
                .findFirst();
    }

    private Set<PerimeterCode> codesOf(Application application) {
        return application
                .dossier()
                .identity()
                .flatMap(Dossier.Identity::commune)
                .map(commune -> territories.codesOf(InseeCode.of(commune)))
                .orElse(Set.of());
    }

    private int qualifiedIn(PerimeterCode zone) {
        var providers = qualifications.providersOn(applications.today());
        return (int) organisations.get(providers).values().stream()
                .filter(one -> one.address()
                        .commune()
                        .filter(commune -> territories.codesOf(commune).contains(zone))
                        .isPresent())
                .count();
    }

    private int rankOf(Application application, Limit limit) {
        var waiting = applications.in(ApplicationState.WAITLISTED).stream()
                .filter(one -> codesOf(one).contains(limit.zone()))
                .toList();
        return IntStream.range(0, waiting.size())
                        .filter(i -> waiting.get(i).id().equals(application.id()))
                        .findFirst()
                        .orElse(waiting.size())
                + 1;
    }
}
