package coop.fairpass.places;

import coop.fairpass.web.Sentences;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The lists that were read, their reports, and the places that look like one. */
@Component
public class PlaceLists {

    /** What is said of a line of a file. */
    public record Line(long line, String header, boolean isRefusal, String reason, String value) {

        /** What a person reads. */
        public String sentence() {
            return Sentences.find("places", (isRefusal ? "PlaceRowReason." : "PlaceNoteReason.") + reason)
                    .orElse(reason);
        }
    }

    /** How many lines something is said of. */
    public record Count(boolean isRefusal, String reason, long lines) {

        public String sentence() {
            return new Line(0, "", isRefusal, reason, "").sentence();
        }
    }

    /** One of two that look alike. */
    public record Side(UUID id, String name, String address, String source) {}

    /** Doublon possible. */
    public record Likeness(Side listed, Side other, boolean isPlace, int score, boolean sameSiret) {}

    private static final String COLUMNS = """
            SELECT id, list, digest, format, rows_read, rows_accepted, rows_refused, created, changed, unchanged, gone,
                   proposed, unknown_columns, recorded_at
              FROM places.list_import
            """;

    /** Of a {@code likeness l}: a person has to say, unless both of the two are one place of ours already. */
    private static final String WAITS = """
             WHERE l.state = 'PROPOSED'
               AND coalesce(a.place <> CASE WHEN l.is_place THEN l.other ELSE b.place END, true)
            """;

    private final JdbcClient jdbc;

    PlaceLists(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Optional<ListImport> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> report(row))
                .optional();
    }

    /** The last ones first. */
    @Transactional(readOnly = true)
    public List<ListImport> last(int most) {
        return jdbc.sql(COLUMNS + " ORDER BY recorded_at DESC, id LIMIT :most")
                .param("most", most)
                .query((row, _) -> report(row))
                .list();
    }

    /** All that is said of the lines of a file: refusals first, then what is said of fewest lines, in their order. */
    @Transactional(readOnly = true)
    public List<Line> lines(UUID id, int most) {
        return jdbc.sql("""
                        SELECT line, header, is_refusal, reason, value
                          FROM places.list_note
                         WHERE import = :id
                         ORDER BY is_refusal DESC, count(*) OVER (PARTITION BY is_refusal, reason), reason, line, rank
                         LIMIT :most
                        """)
                .param("id", id)
                .param("most", most)
                .query((row, _) -> line(row))
                .list();
    }

    /** Columns that the format knows and does not keep, each with how many rows say something there. */
    @Transactional(readOnly = true)
    public List<Line> leftAside(UUID id) {
        return ofReason(id, PlaceNoteReason.COLUMN_NOT_KEPT);
    }

    /** How many rows were taken in and wait for a commune: nobody finds them until their list is corrected. */
    @Transactional(readOnly = true)
    public long waitingForACommune(UUID id) {
        return ofReason(id, PlaceNoteReason.COMMUNE_UNKNOWN).size();
    }

    private List<Line> ofReason(UUID id, PlaceNoteReason reason) {
        return jdbc.sql("""
                        SELECT line, header, is_refusal, reason, value
                          FROM places.list_note
                         WHERE import = :id
                           AND NOT is_refusal
                           AND reason = :reason
                         ORDER BY rank
                        """)
                .param("id", id)
                .param("reason", reason.name())
                .query((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("line"),
                row.getString("header"),
                row.getBoolean("is_refusal"),
                row.getString("reason"),
                row.getString("value"));
    }

    /** What is said of lines by reason, refusals first, the most frequent first. */
    @Transactional(readOnly = true)
    public List<Count> counts(UUID id) {
        return jdbc.sql("""
                        SELECT is_refusal, reason, count(*) AS lines
                          FROM places.list_note
                         WHERE import = :id
                           AND reason <> 'COLUMN_NOT_KEPT'
                         GROUP BY is_refusal, reason
                         ORDER BY is_refusal DESC, lines DESC, reason
                        """)
                .param("id", id)
                .query((row, _) ->
                        new Count(row.getBoolean("is_refusal"), row.getString("reason"), row.getLong("lines")))
                .list();
    }

    /** Places that look like one and wait for a person, the most alike first; those already tied wait no more. */
    @Transactional(readOnly = true)
    public List<Likeness> toDecide(int most) {
        return jdbc.sql("""
                        SELECT l.listed, a.name, concat_ws(', ', nullif(a.street, ''), a.postal_code || ' ' || a.town)
                                   AS address, a.source,
                               l.other, coalesce(b.name, p.name) AS other_name,
                               CASE WHEN l.is_place
                                    THEN concat_ws(', ', nullif(p.street, ''), p.postal_code || ' ' || p.town)
                                    ELSE concat_ws(', ', nullif(b.street, ''), b.postal_code || ' ' || b.town)
                                END AS other_address,
                               coalesce(b.source, '') AS other_source, l.is_place, l.score, l.same_siret
                          FROM places.likeness l
                          JOIN places.listed a ON a.id = l.listed
                          LEFT JOIN places.listed b ON b.id = l.other AND NOT l.is_place
                          LEFT JOIN places.place p ON p.id = l.other AND l.is_place
                        """ + WAITS + """
                         ORDER BY l.score DESC, l.listed, l.other
                         LIMIT :most
                        """)
                .param("most", most)
                .query((row, _) -> new Likeness(
                        new Side(
                                row.getObject("listed", UUID.class),
                                row.getString("name"),
                                row.getString("address"),
                                row.getString("source")),
                        new Side(
                                row.getObject("other", UUID.class),
                                row.getString("other_name"),
                                row.getString("other_address"),
                                row.getString("other_source")),
                        row.getBoolean("is_place"),
                        row.getInt("score"),
                        row.getBoolean("same_siret")))
                .list();
    }

    @Transactional(readOnly = true)
    public long countToDecide() {
        return jdbc.sql("""
                        SELECT count(*)
                          FROM places.likeness l
                          JOIN places.listed a ON a.id = l.listed
                          LEFT JOIN places.listed b ON b.id = l.other AND NOT l.is_place
                        """ + WAITS).query(Long.class).single();
    }

    private static ListImport report(ResultSet row) throws SQLException {
        return new ListImport(
                row.getObject("id", UUID.class),
                row.getString("list"),
                row.getString("digest"),
                row.getString("format"),
                row.getInt("rows_read"),
                row.getInt("rows_accepted"),
                row.getInt("rows_refused"),
                row.getInt("created"),
                row.getInt("changed"),
                row.getInt("unchanged"),
                row.getInt("gone"),
                row.getInt("proposed"),
                List.of((String[]) row.getArray("unknown_columns").getArray()),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }
}
