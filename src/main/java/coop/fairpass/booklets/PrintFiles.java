package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of printing files: that they were taken, written to the end, acknowledged. Never what they held. */
@Component
class PrintFiles {

    /** What a printer says it made. */
    record Made(long booklets, String fingerprint) {}

    /**
     * The printing file that is in force for a range.
     *
     * @param fingerprint of the list in clear; empty until it was written to the end
     * @param made what the printer acknowledged
     */
    record Taken(
            UUID id,
            BookletRange range,
            String takenBy,
            Optional<String> fingerprint,
            Optional<Made> made,
            boolean isGapExplained) {

        boolean isAsMade() {
            return made.equals(fingerprint.map(written -> new Made(range.count(), written)));
        }

        /** Acknowledged otherwise than made, and nobody said why. */
        boolean hasOpenGap() {
            return made.isPresent() && !isAsMade() && !isGapExplained;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    PrintFiles(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The file that holds the codes of a range; a lot that came of a split is in the file of the lot it came from. */
    Optional<Taken> of(BookletRange range) {
        return jdbc.sql("""
                        SELECT id, first_booklet, last_booklet, downloaded_by, fingerprint, booklets_made, fingerprint_made,
                               gap_explained_at
                          FROM booklets.print_file
                         WHERE reopened_at IS NULL
                           AND first_booklet <= :last
                           AND last_booklet >= :first
                        """)
                .param("first", range.first())
                .param("last", range.last())
                .query((row, _) -> taken(row))
                .optional();
    }

    void take(UUID id, BookletRange range, String certificateDigest, Actor by) {
        jdbc.sql("""
                        INSERT INTO booklets.print_file (id, first_booklet, last_booklet, certificate_digest, downloaded_at,
                               downloaded_by)
                        VALUES (:id, :first, :last, :certificate, :at, :by)
                        """)
                .param("id", id)
                .param("first", range.first())
                .param("last", range.last())
                .param("certificate", certificateDigest)
                .param("at", now())
                .param("by", by.reference())
                .update();
    }

    void written(UUID id, String fingerprint) {
        jdbc.sql("""
                        UPDATE booklets.print_file
                           SET written_at = :at, fingerprint = :fingerprint
                         WHERE id = :id
                        """)
                .param("at", now())
                .param("fingerprint", fingerprint)
                .param("id", id)
                .update();
    }

    void reopen(UUID id, String why, Actor by) {
        jdbc.sql("""
                        UPDATE booklets.print_file
                           SET reopened_at = :at, reopened_by = :by, reopened_because = :why
                         WHERE id = :id
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("why", why)
                .param("id", id)
                .update();
    }

    void acknowledge(UUID id, Made made, Actor by) {
        jdbc.sql("""
                        UPDATE booklets.print_file
                           SET acknowledged_at = :at, acknowledged_by = :by, booklets_made = :booklets,
                               fingerprint_made = :fingerprint
                         WHERE id = :id
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("booklets", made.booklets())
                .param("fingerprint", made.fingerprint())
                .param("id", id)
                .update();
    }

    void explain(UUID id, String explanation, Actor by) {
        jdbc.sql("""
                        UPDATE booklets.print_file
                           SET gap_explained_at = :at, gap_explained_by = :by, gap_explanation = :explanation
                         WHERE id = :id
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("explanation", explanation)
                .param("id", id)
                .update();
    }

    private static Taken taken(ResultSet row) throws SQLException {
        long made = row.getLong("booklets_made");
        var acknowledged =
                row.wasNull() ? Optional.<Made>empty() : Optional.of(new Made(made, row.getString("fingerprint_made")));
        return new Taken(
                row.getObject("id", UUID.class),
                new BookletRange(row.getLong("first_booklet"), row.getLong("last_booklet")),
                row.getString("downloaded_by"),
                Optional.ofNullable(row.getString("fingerprint")),
                acknowledged,
                row.getObject("gap_explained_at") != null);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
