package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Parcours de services : a named, dated list of services, or levels in order, that several orders may share; an order
 * keeps the services as they were when it was written.
 */
@Component
public class ServicePaths {

    /** Services, or levels, never both. */
    public record ServicePath(
            UUID id,
            String name,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            List<ServiceCode> services,
            List<Integer> levels) {
        public ServicePath {
            services = List.copyOf(services);
            levels = List.copyOf(levels);
        }
    }

    public record Command(
            UUID id,
            String name,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            List<ServiceCode> services,
            List<Integer> levels,
            Actor by) {
        public Command {
            services = List.copyOf(services);
            levels = List.copyOf(levels);
        }
    }

    public sealed interface Outcome {
        record Made(ServicePath path) implements Outcome {}

        record Refused(PathReason reason) implements Outcome {}
    }

    /** Why a path is not made. */
    public enum PathReason {
        NOT_ALLOWED,
        ID_TAKEN,
        SERVICES_OR_LEVELS,
        UNKNOWN_SERVICE,
        ENDS_BEFORE_IT_BEGINS
    }

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Clock clock;

    ServicePaths(JdbcClient jdbc, Catalogue catalogue, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.COMMITTEE, Role.COOP_SALES)) {
            return new Outcome.Refused(PathReason.NOT_ALLOWED);
        }
        var known = find(command.id());
        if (known.isPresent()) {
            return known.get().name().equals(command.name().strip())
                            && known.get().services().equals(command.services())
                            && known.get().levels().equals(command.levels())
                    ? new Outcome.Made(known.get())
                    : new Outcome.Refused(PathReason.ID_TAKEN);
        }
        if (command.services().isEmpty() == command.levels().isEmpty()
                || command.levels().stream().anyMatch(level -> level < 1 || level > 3)) {
            return new Outcome.Refused(PathReason.SERVICES_OR_LEVELS);
        }
        var day = Paris.today(clock).isAfter(command.validFrom()) ? Paris.today(clock) : command.validFrom();
        if (command.services().stream()
                .anyMatch(code -> catalogue.find(code, day).isEmpty())) {
            return new Outcome.Refused(PathReason.UNKNOWN_SERVICE);
        }
        if (command.validUntil()
                .filter(until -> !until.isAfter(command.validFrom()))
                .isPresent()) {
            return new Outcome.Refused(PathReason.ENDS_BEFORE_IT_BEGINS);
        }
        jdbc.sql("""
                        INSERT INTO catalogue.service_path (id, name, valid_from, valid_until, services, levels,
                               made_at, made_by)
                        VALUES (:id, :name, :valid_from, :valid_until, :services::text[], :levels::integer[], :made_at,
                               :made_by)
                        """)
                .param("id", command.id())
                .param("name", command.name().strip())
                .param("valid_from", command.validFrom())
                .param("valid_until", command.validUntil().orElse(null), java.sql.Types.DATE)
                .param(
                        "services",
                        command.services().stream().map(ServiceCode::value).toArray(String[]::new))
                .param("levels", command.levels().stream().map(String::valueOf).toArray(String[]::new))
                .param("made_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("made_by", command.by().reference())
                .update();
        return new Outcome.Made(find(command.id()).orElseThrow());
    }

    /** The paths that orders may take on a day, by name. */
    @Transactional(readOnly = true)
    public List<ServicePath> on(LocalDate day) {
        return all().stream()
                .filter(one -> !one.validFrom().isAfter(day)
                        && one.validUntil().filter(until -> !until.isAfter(day)).isEmpty())
                .toList();
    }

    @Transactional(readOnly = true)
    public List<ServicePath> all() {
        return jdbc.sql("""
                        SELECT id, name, valid_from, valid_until, services, levels
                          FROM catalogue.service_path
                         ORDER BY name, valid_from
                        """).query((row, _) -> path(row)).list();
    }

    @Transactional(readOnly = true)
    public Optional<ServicePath> find(UUID id) {
        return all().stream().filter(one -> one.id().equals(id)).findFirst();
    }

    /** The services of a path on a day: those it names, or those of its levels, in order. */
    @Transactional(readOnly = true)
    public List<Service> servicesOf(ServicePath path, LocalDate day) {
        var all = catalogue
                .on(day)
                .map(CatalogueVersion::edition)
                .map(catalogue::servicesOf)
                .orElse(List.of());
        return path.levels().isEmpty()
                ? path.services().stream()
                        .flatMap(code -> all.stream().filter(one -> one.code().equals(code)))
                        .toList()
                : path.levels().stream()
                        .flatMap(level -> all.stream().filter(one -> one.level() == level))
                        .toList();
    }

    private static ServicePath path(ResultSet row) throws SQLException {
        return new ServicePath(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("valid_from", LocalDate.class),
                Optional.ofNullable(row.getObject("valid_until", LocalDate.class)),
                Arrays.stream((String[]) row.getArray("services").getArray())
                        .map(ServiceCode::of)
                        .toList(),
                Arrays.stream((Integer[]) row.getArray("levels").getArray()).toList());
    }
}
