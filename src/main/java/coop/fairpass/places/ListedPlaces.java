package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.territory.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The places that lists of others know, as their last file says them. */
@Component
public class ListedPlaces {

    private static final String SELECT = """
            SELECT l.id, l.source, l.source_id, l.list, l.siret, l.name, l.street, l.postal_code, l.town, l.commune,
                   l.latitude, l.longitude, l.telephone, l.email, l.hours, l.updated_on, l.more, l.gone_on, l.place,
                   i.recorded_at
              FROM places.listed l
              JOIN places.list_import i ON i.id = l.last_import
            """;

    private final JdbcClient jdbc;

    ListedPlaces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<ListedPlace> find(UUID id) {
        return jdbc.sql(SELECT + " WHERE l.id = :id")
                .param("id", id)
                .query((row, _) -> listed(row))
                .optional();
    }

    /** Those of a commune that lists still have and nobody answers for, by name. */
    @Transactional(readOnly = true)
    public List<ListedPlace> unheldIn(InseeCode commune, int most) {
        return jdbc.sql(SELECT + """
                         WHERE l.commune = :commune
                           AND l.place IS NULL
                           AND l.gone_on IS NULL
                         ORDER BY l.name, l.id
                         LIMIT :most
                        """)
                .param("commune", commune.value())
                .param("most", most)
                .query((row, _) -> listed(row))
                .list();
    }

    /** How many these are, without reading them. */
    @Transactional(readOnly = true)
    public long countUnheldIn(InseeCode commune) {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM places.listed
                         WHERE commune = :commune
                           AND place IS NULL
                           AND gone_on IS NULL
                        """).param("commune", commune.value()).query(Long.class).single();
    }

    /** Under which ids lists know a place of ours. */
    @Transactional(readOnly = true)
    public List<ListedPlace> of(PlaceId place) {
        return jdbc.sql(SELECT + " WHERE l.place = :place ORDER BY l.list, l.source, l.source_id")
                .param("place", place.value())
                .query((row, _) -> listed(row))
                .list();
    }

    /** A listed place that is about to be claimed or given. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<ListedPlace> lock(UUID id) {
        return jdbc.sql(SELECT + " WHERE l.id = :id FOR UPDATE OF l")
                .param("id", id)
                .query((row, _) -> listed(row))
                .optional();
    }

    private static ListedPlace listed(ResultSet row) throws SQLException {
        var latitude = row.getObject("latitude", Double.class);
        var longitude = row.getObject("longitude", Double.class);
        var readOn =
                Paris.dayOf(row.getObject("recorded_at", OffsetDateTime.class).toInstant());
        var updatedOn = Optional.ofNullable(row.getObject("updated_on", LocalDate.class));
        return new ListedPlace(
                row.getObject("id", UUID.class),
                row.getString("source"),
                row.getString("source_id"),
                row.getString("list"),
                Optional.ofNullable(row.getString("siret")).map(Siret::of),
                row.getString("name"),
                row.getString("street"),
                PostalCode.of(row.getString("postal_code")),
                row.getString("town"),
                Optional.ofNullable(row.getString("commune")).map(InseeCode::of),
                latitude == null || longitude == null ? Optional.empty() : Optional.of(new Point(latitude, longitude)),
                Optional.ofNullable(row.getString("telephone")).map(Telephone::of),
                Optional.ofNullable(row.getString("email")),
                row.getString("hours"),
                said(JsonMapper.shared().readTree(row.getString("more")), updatedOn.orElse(readOn)),
                readOn,
                Optional.ofNullable(row.getObject("gone_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("place", UUID.class)).map(PlaceId::new));
    }

    /** What {@link ImportPlaceList} kept under the names of the standard. */
    private static Presentation said(JsonNode more, LocalDate updatedOn) {
        return new Presentation(
                text(more, "complement_adresse"),
                texts(more, "autres_courriels"),
                text(more, "site_web"),
                text(more, "presentation_resume"),
                text(more, "presentation_detail"),
                texts(more, "typologie"),
                text(more, "structure_parente"),
                texts(more, "itinerance"),
                texts(more, "publics_specifiquement_adresses"),
                texts(more, "prise_en_charge_specifique"),
                texts(more, "langues"),
                texts(more, "dispositif_programmes_nationaux"),
                texts(more, "formations_labels"),
                texts(more, "autres_formations_labels"),
                texts(more, "modalites_acces"),
                texts(more, "modalites_accompagnement"),
                text(more, "fiche_acces_libre"),
                text(more, "prise_rdv"),
                updatedOn,
                List.of());
    }

    private static String text(JsonNode more, String name) {
        return more.path(name).asString("");
    }

    private static List<String> texts(JsonNode more, String name) {
        return StreamSupport.stream(more.path(name).spliterator(), false)
                .map(value -> value.asString(""))
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
