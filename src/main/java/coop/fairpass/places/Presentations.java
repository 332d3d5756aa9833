package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What places say of themselves. */
@Component
public class Presentations {

    private final JdbcClient jdbc;
    private final Clock clock;

    Presentations(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Presentation> find(PlaceId place) {
        return jdbc.sql("""
                        SELECT complement, other_emails, website, summary, detail, typologies, parent, moves, publics, care, languages,
                               programmes, labels, other_labels, access_ways, support_ways, access_sheet, booking,
                               updated_on
                          FROM places.presentation
                         WHERE place = :place
                        """)
                .param("place", place.value())
                .query((row, _) -> presentation(row, stops(place)))
                .optional();
    }

    /** Those of the places of a provider that are {@linkplain Presentation#isItinerant() itinerant}. */
    @Transactional(readOnly = true)
    public Set<PlaceId> itinerantOf(OrganisationId provider) {
        return jdbc.sql("""
                        SELECT p.id
                          FROM places.place p
                          JOIN places.presentation s ON s.place = p.id
                         WHERE p.provider = :provider
                           AND (:itinerant = ANY (s.moves)
                                OR EXISTS (SELECT 1 FROM places.stop t WHERE t.place = p.id))
                        """)
                .param("provider", provider.value())
                .param("itinerant", Presentation.ITINERANT)
                .query((row, _) -> new PlaceId(row.getObject("id", UUID.class)))
                .set();
    }

    private List<Presentation.Stop> stops(PlaceId place) {
        return jdbc.sql("""
                        SELECT address, commune, hours
                          FROM places.stop
                         WHERE place = :place
                         ORDER BY rank
                        """)
                .param("place", place.value())
                .query((row, _) -> new Presentation.Stop(
                        row.getString("address"), row.getString("commune"), row.getString("hours")))
                .list();
    }

    static Presentation presentation(ResultSet row, List<Presentation.Stop> stops) throws SQLException {
        return new Presentation(
                row.getString("complement"),
                strings(row.getArray("other_emails")),
                row.getString("website"),
                row.getString("summary"),
                row.getString("detail"),
                strings(row.getArray("typologies")),
                row.getString("parent"),
                strings(row.getArray("moves")),
                strings(row.getArray("publics")),
                strings(row.getArray("care")),
                strings(row.getArray("languages")),
                strings(row.getArray("programmes")),
                strings(row.getArray("labels")),
                strings(row.getArray("other_labels")),
                strings(row.getArray("access_ways")),
                strings(row.getArray("support_ways")),
                row.getString("access_sheet"),
                row.getString("booking"),
                row.getObject("updated_on", LocalDate.class),
                stops);
    }

    /** None for NULL too, which is what gathering no row gives. */
    static List<String> strings(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }

    /** Writes what a place says, in the place of what it said. Stops stand at the centres of their communes. */
    @Transactional(propagation = Propagation.MANDATORY)
    void write(PlaceId place, Presentation said, Actor by) {
        jdbc.sql("""
                        INSERT INTO places.presentation AS known
                               (place, complement, other_emails, website, summary, detail, typologies, parent, moves, publics, care,
                               languages, programmes, labels, other_labels, access_ways, support_ways, access_sheet,
                               booking, updated_on, recorded_at, recorded_by)
                        VALUES (:place, :complement, :other_emails, :website, :summary, :detail, :typologies, :parent, :moves,
                               :publics, :care, :languages, :programmes, :labels, :other_labels, :access_ways,
                               :support_ways, :access_sheet, :booking, :updated_on, :recorded_at, :recorded_by)
                            ON CONFLICT (place) DO UPDATE
                           SET (complement, other_emails, website, summary, detail, typologies, parent, moves, publics, care,
                               languages, programmes, labels, other_labels, access_ways, support_ways, access_sheet,
                               booking, updated_on, recorded_at, recorded_by)
                               = (excluded.complement, excluded.other_emails, excluded.website, excluded.summary, excluded.detail,
                               excluded.typologies, excluded.parent, excluded.moves, excluded.publics, excluded.care,
                               excluded.languages, excluded.programmes, excluded.labels, excluded.other_labels,
                               excluded.access_ways, excluded.support_ways, excluded.access_sheet, excluded.booking,
                               excluded.updated_on, excluded.recorded_at, excluded.recorded_by)
                        """)
                .param("place", place.value())
                .param("complement", said.complement())
                .param("other_emails", array(said.otherEmails()))
                .param("website", said.website())
                .param("summary", said.summary())
                .param("detail", said.detail())
                .param("typologies", array(said.typologies()))
                .param("parent", said.parent())
                .param("moves", array(said.moves()))
                .param("publics", array(said.publics()))
                .param("care", array(said.care()))
                .param("languages", array(said.languages()))
                .param("programmes", array(said.programmes()))
                .param("labels", array(said.labels()))
                .param("other_labels", array(said.otherLabels()))
                .param("access_ways", array(said.accessWays()))
                .param("support_ways", array(said.supportWays()))
                .param("access_sheet", said.accessSheet())
                .param("booking", said.booking())
                .param("updated_on", said.updatedOn())
                .param("recorded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("recorded_by", by.reference())
                .update();
        jdbc.sql("DELETE FROM places.stop WHERE place = :place")
                .param("place", place.value())
                .update();
        jdbc.sql("""
                        INSERT INTO places.stop (place, rank, address, commune, latitude, longitude, hours)
                        SELECT :place, s.rank, s.address, coalesce(k.commune, s.commune), c.latitude, c.longitude,
                               s.hours
                          FROM unnest(:addresses::text[], :communes::text[], :hours::text[]) WITH ORDINALITY
                               AS s (address, commune, hours, rank)
                          LEFT JOIN territory.known_code k ON k.code = s.commune
                          LEFT JOIN territory.current_commune c ON c.code = k.commune
                        """)
                .param("place", place.value())
                .param(
                        "addresses",
                        array(said.stops().stream()
                                .map(Presentation.Stop::address)
                                .toList()))
                .param(
                        "communes",
                        array(said.stops().stream()
                                .map(Presentation.Stop::commune)
                                .toList()))
                .param(
                        "hours",
                        array(said.stops().stream()
                                .map(Presentation.Stop::hours)
                                .toList()))
                .update();
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }
}
