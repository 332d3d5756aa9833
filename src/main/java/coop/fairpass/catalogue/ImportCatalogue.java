package coop.fairpass.catalogue;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The committee brings the first catalogue in a file: an edition, which nothing uses until it is adopted. Once there is
 * one, a file of shared services is {@link ProposeFromFile proposed}.
 */
@Component
public class ImportCatalogue {

    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(UUID edition, byte[] csv, Actor by) {}

    public sealed interface Outcome {
        /** The edition is kept with the rows accepted; the others are told one by one, as are those to look at. */
        record Imported(UUID edition, List<Service> accepted, List<RefusedRow> refused, List<BrandNamed> brands)
                implements Outcome {
            public Imported {
                accepted = List.copyOf(accepted);
                refused = List.copyOf(refused);
                brands = List.copyOf(brands);
            }
        }

        /** @param column the missing one, when it is that */
        record Refused(CatalogueFileReason reason, String column) implements Outcome {}
    }

    /** A row that is left out, because of one of its cells; the first line of a file is 1. */
    public record RefusedRow(long line, String column, CatalogueRowReason reason) {}

    /** A row that is kept although its label names a brand of the list in force: a person judges. */
    public record BrandNamed(long line, String column, String brand) {}

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final LocalPrefix prefix;
    private final BrandLists brands;
    private final Clock clock;

    ImportCatalogue(JdbcClient jdbc, Catalogue catalogue, LocalPrefix prefix, BrandLists brands, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.prefix = prefix;
        this.brands = brands;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(CatalogueFileReason.NOT_ALLOWED, "");
        }
        return switch (CatalogueFile.read(command.csv(), this::refusal)) {
            case CatalogueFile.Reading.Unreadable(var reason, var column) -> new Outcome.Refused(reason, column);
            case CatalogueFile.Reading.Read read -> keep(command, read);
        };
    }

    /** What is local elsewhere is not shared: it would take a code that others may give. */
    Optional<CatalogueRowReason> refusal(ServiceCode code, boolean isSaidLocal) {
        return isSaidLocal && !prefix.isLocal(code)
                ? Optional.of(CatalogueRowReason.LOCAL_TO_ANOTHER)
                : Optional.empty();
    }

    private Outcome keep(Command command, CatalogueFile.Reading.Read read) {
        // Once there is a catalogue, what changes it is consulted upon; a file sent again is still what it was.
        if (!catalogue.versions().isEmpty()
                && catalogue.servicesOf(command.edition()).isEmpty()) {
            return new Outcome.Refused(CatalogueFileReason.TO_BE_CONSULTED, "");
        }
        return keep(command.edition(), read.accepted(), command.by()) || isThat(command.edition(), read.accepted())
                ? imported(command.edition(), read)
                : new Outcome.Refused(CatalogueFileReason.ID_TAKEN, "");
    }

    /** What came of a file, with the brands that the labels kept name, line by line. */
    Outcome.Imported imported(UUID edition, CatalogueFile.Reading.Read read) {
        return new Outcome.Imported(edition, read.accepted(), read.refused(), brandsIn(read));
    }

    /** The brands that the labels of accepted rows name, line by line. */
    List<BrandNamed> brandsIn(CatalogueFile.Reading.Read read) {
        var known = brands.current().brands();
        return read.accepted().stream()
                .flatMap(service -> known.in(service.label()).stream()
                        .map(brand -> new BrandNamed(read.lines().getOrDefault(service.code(), 0L), "label", brand)))
                .sorted(Comparator.comparingLong(BrandNamed::line))
                .toList();
    }

    /** Whether an edition is what that file brought; since it was adopted, it may hold local services besides. */
    private boolean isThat(UUID edition, List<Service> accepted) {
        var kept = catalogue.servicesOf(edition);
        return kept.containsAll(accepted)
                && kept.stream().allMatch(one -> accepted.contains(one) || prefix.isLocal(one.code()));
    }

    /**
     * Keeps an edition made of those services: what a file brought, or those in force with what came to them.
     *
     * @return false when the edition is already there, as it was or otherwise
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean keep(UUID edition, List<Service> services, Actor by) {
        int written = jdbc.sql("""
                        INSERT INTO catalogue.edition (id, imported_at, imported_by)
                        VALUES (:id, :imported_at, :imported_by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", edition)
                .param("imported_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("imported_by", by.reference())
                .update();
        if (written == 1) {
            services.forEach(service -> write(edition, service));
        }
        return written == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(UUID edition, List<Service> services) {
        services.forEach(service -> write(edition, service));
    }

    private void write(UUID edition, Service service) {
        jdbc.sql("""
                        INSERT INTO catalogue.service (edition, code, category, subcategory, label, level, minutes,
                               format, max_people, national_service, default_price_cents)
                        VALUES (:edition, :code, :category, :subcategory, :label, :level, :minutes,
                               :format, :max_people, :national_service, :default_price_cents)
                        """)
                .param("edition", edition)
                .param("code", service.code().value())
                .param("category", service.category())
                .param("subcategory", service.subcategory())
                .param("label", service.label())
                .param("level", service.level())
                .param("minutes", service.minutes())
                .param("format", service.format().name())
                .param("max_people", service.maxPeople())
                .param("national_service", service.nationalService().name())
                .param("default_price_cents", service.defaultPrice().cents())
                .update();
    }
}
