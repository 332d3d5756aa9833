package coop.fairpass.qualification;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PlaceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The agreements between mediators and places. */
@Component
public class Agreements {

    private static final String COLUMNS = """
        SELECT id, mediator, place, paid, services, valid_from, valid_until, place_signed_on, mediator_signed_on,
               ended_on
          FROM qualification.agreement
        """;

    private final JdbcClient jdbc;

    Agreements(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<Agreement> find(AgreementId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id.value())
                .query((row, _) -> agreement(row))
                .optional();
    }

    /** Those of a place, ended ones included, the latest first. */
    @Transactional(readOnly = true)
    public List<Agreement> of(PlaceId place) {
        return jdbc.sql(COLUMNS + " WHERE place = :place ORDER BY valid_from DESC, id")
                .param("place", place.value())
                .query((row, _) -> agreement(row))
                .list();
    }

    /** Those of a mediator, ended ones included, the latest first. */
    @Transactional(readOnly = true)
    public List<Agreement> ofMediator(UUID mediator) {
        return jdbc.sql(COLUMNS + " WHERE mediator = :mediator ORDER BY valid_from DESC, id")
                .param("mediator", mediator)
                .query((row, _) -> agreement(row))
                .list();
    }

    /** An agreement with the name of its place. */
    public record Named(String place, Agreement agreement) {}

    /** Those of the places of an organisation and those that pay it, ended ones included, by place and day. */
    @Transactional(readOnly = true)
    public List<Named> concerning(OrganisationId organisation) {
        return jdbc.sql("""
            SELECT a.*, p.name
              FROM qualification.agreement a
              JOIN places.place_period p ON p.place = a.place
             WHERE p.provider = :organisation
                OR a.paid = :organisation
             ORDER BY p.name, a.valid_from, a.id
            """)
                .param("organisation", organisation.value())
                .query((row, _) -> new Named(row.getString("name"), agreement(row)))
                .list();
    }

    /** Why somebody ended an agreement, which the other side reads; empty when nobody did. */
    @Transactional(readOnly = true)
    public Optional<String> endReason(AgreementId id) {
        return jdbc.sql("SELECT end_reason FROM qualification.agreement WHERE id = :id AND end_reason IS NOT NULL")
                .param("id", id.value())
                .query(String.class)
                .optional();
    }

    /** An agreement that is about to change. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Agreement> lock(AgreementId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, _) -> agreement(row))
                .optional();
    }

    private static Agreement agreement(ResultSet row) throws SQLException {
        return new Agreement(
                new AgreementId(row.getObject("id", UUID.class)),
                new Agreement.Terms(
                        row.getObject("mediator", UUID.class),
                        new PlaceId(row.getObject("place", UUID.class)),
                        new OrganisationId(row.getObject("paid", UUID.class)),
                        Arrays.stream((String[]) row.getArray("services").getArray())
                                .map(ServiceCode::of)
                                .collect(Collectors.toSet()),
                        row.getObject("valid_from", LocalDate.class),
                        day(row, "valid_until")),
                day(row, "place_signed_on"),
                day(row, "mediator_signed_on"),
                day(row, "ended_on"));
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }
}
