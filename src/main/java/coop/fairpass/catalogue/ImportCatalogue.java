package coop.fairpass.catalogue;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The committee brings a catalogue in a file: an edition, which nothing uses until it is adopted. */
@Component
public class ImportCatalogue {

    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(UUID edition, byte[] csv, Actor by) {}

    public sealed interface Outcome {
        /** The edition is kept with the rows accepted; the others are told one by one. */
        record Imported(UUID edition, List<Service> accepted, List<RefusedRow> refused) implements Outcome {
            public Imported {
                accepted = List.copyOf(accepted);
                refused = List.copyOf(refused);
            }
        }

        /** @param column the missing one, when it is that */
        record Refused(CatalogueFileReason reason, String column) implements Outcome {}
    }

    /** A row that is left out, because of one of its cells; the first line of a file is 1. */
    public record RefusedRow(long line, String column, CatalogueRowReason reason) {}

    private final JdbcClient jdbc;
    private final Catalogue catalogue;
    private final Clock clock;

    ImportCatalogue(JdbcClient jdbc, Catalogue catalogue, Clock clock) {
        this.jdbc = jdbc;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.COMMITTEE)) {
            return new Outcome.Refused(CatalogueFileReason.NOT_ALLOWED, "");
        }
        return switch (CatalogueFile.read(command.csv())) {
            case CatalogueFile.Reading.Unreadable(var reason, var column) -> new Outcome.Refused(reason, column);
            case CatalogueFile.Reading.Read(var accepted, var refused) -> keep(command, accepted, refused);
        };
    }

    private Outcome keep(Command command, List<Service> accepted, List<RefusedRow> refused) {
        int written = jdbc.sql("""
                        INSERT INTO catalogue.edition (id, imported_at, imported_by)
                        VALUES (:id, :imported_at, :imported_by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", command.edition())
                .param("imported_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("imported_by", command.by().reference())
                .update();
        if (written == 0) {
            return List.copyOf(catalogue.servicesOf(command.edition())).equals(sorted(accepted))
                    ? new Outcome.Imported(command.edition(), accepted, refused)
                    : new Outcome.Refused(CatalogueFileReason.ID_TAKEN, "");
        }
        accepted.forEach(service -> write(command.edition(), service));
        return new Outcome.Imported(command.edition(), accepted, refused);
    }

    /** Keeps an edition made of services that we have already: those in force, with what the committee accepted. */
    @org.springframework.transaction.annotation.Transactional(
            propagation = org.springframework.transaction.annotation.Propagation.MANDATORY)
    void keep(UUID edition, List<Service> services, Actor by) {
        keep(new Command(edition, new byte[0], by), services, List.of());
    }

    private static List<Service> sorted(List<Service> services) {
        return services.stream()
                .sorted((one, other) -> one.code().compareTo(other.code()))
                .toList();
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
