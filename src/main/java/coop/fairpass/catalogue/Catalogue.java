package coop.fairpass.catalogue;

import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Référentiel : the versions of the catalogue and the services of each. */
@Component
public class Catalogue {

    private final JdbcClient jdbc;

    Catalogue(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All versions ever adopted, those still to come included, the latest first. */
    @Transactional(readOnly = true)
    public List<CatalogueVersion> versions() {
        return jdbc.sql("""
                        SELECT number, edition, effective_on, decided_by, decided_on, minutes
                          FROM catalogue.version
                         ORDER BY effective_on DESC
                        """).query((row, _) -> version(row)).list();
    }

    /** The version in force on a day; empty before the first. */
    @Transactional(readOnly = true)
    public Optional<CatalogueVersion> on(LocalDate day) {
        return versions().stream()
                .filter(version -> !version.effectiveOn().isAfter(day))
                .findFirst();
    }

    @Transactional(readOnly = true)
    public Optional<CatalogueVersion> version(int number) {
        return versions().stream().filter(version -> version.number() == number).findFirst();
    }

    /** The services of an edition, by code. */
    @Transactional(readOnly = true)
    public List<Service> servicesOf(UUID edition) {
        return jdbc.sql("""
                        SELECT code, category, subcategory, label, level, minutes, format, max_people,
                               national_service, default_price_cents
                          FROM catalogue.service
                         WHERE edition = :edition
                         ORDER BY code COLLATE "C"
                        """)
                .param("edition", edition)
                .query((row, _) -> service(row))
                .list();
    }

    /** A service as the version in force on a day says it. */
    @Transactional(readOnly = true)
    public Optional<Service> find(ServiceCode code, LocalDate day) {
        return jdbc.sql("""
                        SELECT s.code, s.category, s.subcategory, s.label, s.level, s.minutes, s.format, s.max_people,
                               s.national_service, s.default_price_cents
                          FROM catalogue.service s
                         WHERE s.code = :code
                           AND s.edition = (SELECT edition
                                              FROM catalogue.version
                                             WHERE effective_on <= :day
                                             ORDER BY effective_on DESC
                                             LIMIT 1)
                        """)
                .param("code", code.value())
                .param("day", day)
                .query((row, _) -> service(row))
                .optional();
    }

    /** A service that went: since when, until when it still serves in offers, and what replaces it. */
    public record Withdrawn(
            ServiceCode code,
            String label,
            Optional<ServiceCode> replacedBy,
            LocalDate withdrawnOn,
            LocalDate servedUntil) {}

    /** The services that went and are not back, the last first. */
    @Transactional(readOnly = true)
    public List<Withdrawn> withdrawn() {
        return jdbc.sql("""
                        SELECT code, label, replaced_by, withdrawn_on, served_until
                          FROM catalogue.withdrawn_service
                         ORDER BY withdrawn_on DESC, code COLLATE "C"
                        """)
                .query((row, _) -> new Withdrawn(
                        ServiceCode.of(row.getString("code")),
                        row.getString("label"),
                        Optional.ofNullable(row.getString("replaced_by")).map(ServiceCode::of),
                        row.getObject("withdrawn_on", LocalDate.class),
                        row.getObject("served_until", LocalDate.class)))
                .list();
    }

    /** Whether a code was ever given, in any version: it is never given again. */
    @Transactional(readOnly = true)
    public boolean wasGiven(ServiceCode code) {
        return jdbc.sql("""
                        SELECT EXISTS (SELECT 1
                                         FROM catalogue.version v
                                         JOIN catalogue.service s ON s.edition = v.edition
                                        WHERE s.code = :code)
                        """).param("code", code.value()).query(Boolean.class).single();
    }

    private static CatalogueVersion version(ResultSet row) throws SQLException {
        return new CatalogueVersion(
                row.getInt("number"),
                row.getObject("edition", UUID.class),
                row.getObject("effective_on", LocalDate.class),
                new Decision(
                        row.getString("decided_by"),
                        row.getObject("decided_on", LocalDate.class),
                        row.getString("minutes")));
    }

    private static Service service(ResultSet row) throws SQLException {
        return new Service(
                ServiceCode.of(row.getString("code")),
                row.getString("category"),
                row.getString("subcategory"),
                row.getString("label"),
                row.getInt("level"),
                row.getInt("minutes"),
                ServiceFormat.valueOf(row.getString("format")),
                row.getInt("max_people"),
                NationalCategory.valueOf(row.getString("national_service")),
                Money.cents(row.getLong("default_price_cents")));
    }

    /** Until the transaction ends, nobody else adopts, decides or brings anything: each judges what is known. */
    void lock() {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('catalogue.version'))")
                .query((_, _) -> true)
                .single();
    }
}
