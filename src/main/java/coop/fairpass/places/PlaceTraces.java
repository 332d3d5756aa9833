package coop.fairpass.places;

import coop.fairpass.calendar.Paris;
import coop.fairpass.privacy.Forgets;
import coop.fairpass.privacy.Kept;
import coop.fairpass.privacy.Traces;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What passers-by and lists say of people: forgotten in time, and sooner when somebody asks. */
@Component
class PlaceTraces implements Forgets, Traces {

    private final JdbcClient jdbc;

    PlaceTraces(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "places: forget the words of signals, complaints and claims, and what lists said";
    }

    @Override
    public Set<Kept> kinds() {
        return Set.of(Kept.SIGNAL, Kept.COMPLAINT, Kept.PLACE_CLAIM, Kept.LISTED_PLACE, Kept.LIST_NOTE);
    }

    @Override
    public void forget(Kept kind, LocalDate limit) {
        switch (kind) {
            case SIGNAL -> jdbc.sql("""
                            UPDATE places.signal
                               SET words = '', answer = ''
                             WHERE answered_at < :limit AND (words <> '' OR answer <> '')
                            """).param("limit", start(limit)).update();
            case COMPLAINT -> jdbc.sql("""
                            UPDATE places.complaint
                               SET words = '', answer = ''
                             WHERE answered_at < :limit AND (words <> '' OR answer <> '')
                            """).param("limit", start(limit)).update();
            case PLACE_CLAIM -> jdbc.sql("""
                            UPDATE places.claim
                               SET words = '', reason = ''
                             WHERE decided_at < :limit AND (words <> '' OR reason <> '')
                            """).param("limit", start(limit)).update();
            case LISTED_PLACE -> jdbc.sql("""
                            UPDATE places.listed
                               SET telephone = NULL, email = NULL, more = '{}'
                             WHERE gone_on < :limit
                               AND (num_nonnulls(telephone, email) > 0 OR more <> '{}')
                            """).param("limit", limit).update();
            case LIST_NOTE -> jdbc.sql("""
                            DELETE FROM places.list_note n
                             USING places.list_import i
                             WHERE i.id = n.import AND i.recorded_at < :limit
                            """).param("limit", start(limit)).update();
            default -> throw new IllegalArgumentException("not forgotten here: " + kind);
        }
    }

    @Override
    public String room() {
        return "places";
    }

    @Override
    public List<Trace> find(String text) {
        return jdbc.sql("""
                        SELECT id, words, '' AS refusal, 'SIGNAL' AS kind
                          FROM places.signal
                         WHERE strpos(lower(words || ' ' || answer), lower(:text)) > 0
                         UNION ALL
                        SELECT id, words, '', 'COMPLAINT'
                          FROM places.complaint
                         WHERE strpos(lower(words || ' ' || answer), lower(:text)) > 0
                         UNION ALL
                        SELECT id, words, '', 'PLACE_CLAIM'
                          FROM places.claim
                         WHERE strpos(lower(concat_ws(' ', words, reason)), lower(:text)) > 0
                         UNION ALL
                        SELECT id, name || ', ' || town, '', 'LISTED_PLACE'
                          FROM places.listed
                         WHERE strpos(lower(concat_ws(' ', telephone, email, more::text)), lower(:text)) > 0
                         UNION ALL
                        SELECT p.id, p.name || ', ' || p.town,
                               'PUBLISHED',
                               'PLACE'
                          FROM places.place p
                          LEFT JOIN places.presentation s ON s.place = p.id
                         WHERE strpos(lower(concat_ws(' ', p.telephone, p.email, s.other_emails::text, s.summary,
                                                      s.detail)), lower(:text)) > 0
                         ORDER BY 2
                         LIMIT 50
                        """)
                .param("text", text)
                .query((row, _) -> new Trace(
                        Kept.valueOf(row.getString("kind")),
                        room(),
                        row.getObject("id", UUID.class),
                        row.getString("words"),
                        row.getString("refusal").isEmpty() ? "" : published()))
                .list();
    }

    private static String published() {
        return Language.say(
                "C’est l’adresse d’accueil que la structure publie : elle la change dans « Mes lieux ».",
                "It is the address that the organisation publishes: it changes it in “My places”.");
    }

    /**
     * The words of a signal, a complaint or a claim go, its answer too; of a listed place, how it is reached, until its
     * list says so again.
     */
    @Override
    public boolean erase(UUID id, String by) {
        int erased = 0;
        for (var sql : List.of(
                "UPDATE places.signal SET words = '', answer = '' WHERE id = :id",
                "UPDATE places.complaint SET words = '', answer = '' WHERE id = :id",
                "UPDATE places.claim SET words = '', reason = left(reason, 0) WHERE id = :id",
                "UPDATE places.listed SET telephone = NULL, email = NULL, more = '{}' WHERE id = :id")) {
            erased += jdbc.sql(sql).param("id", id).update();
        }
        return erased > 0;
    }

    private static OffsetDateTime start(LocalDate day) {
        return Paris.startOf(day).atOffset(ZoneOffset.UTC);
    }
}
