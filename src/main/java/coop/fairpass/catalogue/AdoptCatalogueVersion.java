package coop.fairpass.catalogue;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The committee puts an edition in force from a day on: at most one a month, never for the past. */
@Component
public class AdoptCatalogueVersion {

    /**
     * @param effectiveOn first day in force, today at the earliest
     * @param rewordings codes whose label changes although the service stays the same; the committee answers for it
     */
    public record Command(
            UUID edition, LocalDate effectiveOn, Decision decision, Set<ServiceCode> rewordings, Actor by) {
        public Command {
            rewordings = Set.copyOf(rewordings);
        }
    }

    public sealed interface Outcome {
        record Adopted(CatalogueVersion version) implements Outcome {}

        /** @param codes those that would name another service or were not consulted upon, when it is that */
        record Refused(CatalogueVersionReason reason, SortedSet<ServiceCode> codes) implements Outcome {}
    }

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final ImportCatalogue importCatalogue;
    private final LocalPrefix prefix;
    private final Clock clock;

    AdoptCatalogueVersion(
            JdbcClient jdbc, Catalogue catalogue, ImportCatalogue importCatalogue, LocalPrefix prefix, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.importCatalogue = importCatalogue;
        this.prefix = prefix;
        this.clock = clock;
    }

    /**
     * The first catalogue, or the last version with local services that a file brought: those it lacks stay,
     * and no shared one changes.
     */
    @Transactional
    public Outcome handle(Command command) {
        return adopt(command, true);
    }

    /** An edition that was made from the last version, and says itself which of its local services go. */
    @Transactional(propagation = Propagation.MANDATORY)
    Outcome asItIs(Command command) {
        return adopt(command, false);
    }

    /** The local services that an edition lacks and would keep when adopted. */
    @Transactional(readOnly = true)
    public List<Service> localsBeside(UUID edition) {
        var own = catalogue.servicesOf(edition).stream().map(Service::code).collect(Collectors.toSet());
        return catalogue.versions().stream()
                .findFirst()
                .map(CatalogueVersion::edition)
                .map(catalogue::servicesOf)
                .orElse(List.of())
                .stream()
                .filter(service -> prefix.isLocal(service.code()) && !own.contains(service.code()))
                .toList();
    }

    private Outcome adopt(Command command, boolean keepsLocals) {
        if (!command.by().has(Role.COMMITTEE)) {
            return refused(CatalogueVersionReason.NOT_ALLOWED);
        }
        catalogue.lock();
        if (!exists(command.edition())) {
            return refused(CatalogueVersionReason.UNKNOWN_EDITION);
        }
        var adopted = catalogue.versions().stream()
                .filter(version -> version.edition().equals(command.edition()))
                .findFirst();
        if (adopted.isPresent()) {
            return adopted.get().effectiveOn().equals(command.effectiveOn())
                            && adopted.get().decision().equals(command.decision())
                    ? new Outcome.Adopted(adopted.get())
                    : refused(CatalogueVersionReason.ALREADY_ADOPTED);
        }
        if (catalogue.servicesOf(command.edition()).isEmpty()) {
            return refused(CatalogueVersionReason.EDITION_EMPTY);
        }
        var date = dateRefusal(command);
        if (date.isPresent()) {
            return refused(date.get());
        }
        // An edition made of accepted proposals was consulted upon; a file was not.
        var unconsulted = keepsLocals ? sharedThatChange(command.edition()) : new TreeSet<ServiceCode>();
        if (!unconsulted.isEmpty()) {
            return new Outcome.Refused(CatalogueVersionReason.NOT_CONSULTED, unconsulted);
        }
        var given = codesGivenToAnother(command);
        if (!given.isEmpty()) {
            return new Outcome.Refused(CatalogueVersionReason.CODE_GIVEN_TO_ANOTHER, given);
        }
        if (keepsLocals) {
            importCatalogue.add(command.edition(), localsBeside(command.edition()));
        }
        return new Outcome.Adopted(write(command));
    }

    private Optional<CatalogueVersionReason> dateRefusal(Command command) {
        var today = Paris.today(clock);
        if (command.decision().decidedOn().isAfter(today)) {
            return Optional.of(CatalogueVersionReason.DECIDED_IN_THE_FUTURE);
        }
        if (command.effectiveOn().isBefore(today)) {
            return Optional.of(CatalogueVersionReason.BACK_DATED);
        }
        var versions = catalogue.versions();
        if (versions.stream()
                .anyMatch(version ->
                        YearMonth.from(version.effectiveOn()).equals(YearMonth.from(command.effectiveOn())))) {
            return Optional.of(CatalogueVersionReason.MONTH_TAKEN);
        }
        return versions.stream().anyMatch(version -> version.effectiveOn().isAfter(command.effectiveOn()))
                ? Optional.of(CatalogueVersionReason.BEFORE_THE_LAST_VERSION)
                : Optional.empty();
    }

    /** The shared services that an edition adds to the last version, takes from it or changes; none for the first. */
    private SortedSet<ServiceCode> sharedThatChange(UUID edition) {
        var codes = new TreeSet<ServiceCode>();
        catalogue.versions().stream().findFirst().ifPresent(last -> {
            var diff = CatalogueDiff.between(shared(last.edition()), shared(edition));
            diff.added().forEach(one -> codes.add(one.code()));
            diff.removed().forEach(one -> codes.add(one.code()));
            diff.changed().forEach(one -> codes.add(one.after().code()));
        });
        return codes;
    }

    private List<Service> shared(UUID edition) {
        return catalogue.servicesOf(edition).stream()
                .filter(one -> !prefix.isLocal(one.code()))
                .toList();
    }

    /** Codes that were already given, with another label, in the last version that had them. */
    private SortedSet<ServiceCode> codesGivenToAnother(Command command) {
        return new TreeSet<>(jdbc.sql("""
                        SELECT s.code
                          FROM catalogue.service s
                          JOIN (SELECT DISTINCT ON (p.code) p.code, p.label
                                  FROM catalogue.version v
                                  JOIN catalogue.service p ON p.edition = v.edition
                                 ORDER BY p.code, v.effective_on DESC) AS known ON known.code = s.code
                         WHERE s.edition = :edition
                           AND s.label <> known.label
                           AND s.code <> ALL (:rewordings::text[])
                        """)
                .param("edition", command.edition())
                .param("rewordings", names(command.rewordings()))
                .query((row, _) -> ServiceCode.of(row.getString("code")))
                .list());
    }

    private CatalogueVersion write(Command command) {
        int number = jdbc.sql("""
                        INSERT INTO catalogue.version (number, edition, effective_on, decided_by, decided_on, minutes,
                               rewordings, recorded_at, recorded_by)
                        SELECT coalesce(max(number), 0) + 1, :edition, :effective_on::date, :decided_by,
                               :decided_on::date, :minutes, :rewordings::text[], :recorded_at::timestamptz, :recorded_by
                          FROM catalogue.version
                        RETURNING number
                        """)
                .param("edition", command.edition())
                .param("effective_on", command.effectiveOn())
                .param("decided_by", command.decision().body())
                .param("decided_on", command.decision().decidedOn())
                .param("minutes", command.decision().minutes())
                .param("rewordings", names(command.rewordings()))
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", command.by().reference())
                .query(Integer.class)
                .single();
        return new CatalogueVersion(number, command.edition(), command.effectiveOn(), command.decision());
    }

    private boolean exists(UUID edition) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM catalogue.edition WHERE id = :id)")
                .param("id", edition)
                .query(Boolean.class)
                .single();
    }

    private static String[] names(Set<ServiceCode> codes) {
        return codes.stream().map(ServiceCode::value).sorted().toArray(String[]::new);
    }

    private static Outcome refused(CatalogueVersionReason reason) {
        return new Outcome.Refused(reason, new TreeSet<>());
    }
}
