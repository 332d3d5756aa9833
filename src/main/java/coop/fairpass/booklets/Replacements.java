package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of replacements: which booklet took over which vouchers of which. */
@Component
class Replacements {

    private final JdbcClient jdbc;
    private final Clock clock;

    Replacements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Rank 1 of the new booklet takes over the first of {@code ranks} of the lost one, and so on. */
    void add(Replacement replacement, Actor by) {
        jdbc.sql("""
                        INSERT INTO booklets.replacement (booklet, id, replaced_by, ranks, replaced_at, done_by)
                        VALUES (:lost, :id, :new, :ranks::smallint[], :at, :by)
                        """)
                .param("lost", replacement.lost().value())
                .param("id", replacement.id())
                .param("new", replacement.replacedBy().value())
                .param("ranks", replacement.ranks().toArray(Integer[]::new))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
    }

    Optional<Replacement> askedAs(UUID id) {
        return jdbc.sql("SELECT id, booklet, replaced_by, ranks FROM booklets.replacement WHERE id = :id")
                .param("id", id)
                .query((row, _) -> replacement(row))
                .optional();
    }

    boolean isReplacement(BookletNumber booklet) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM booklets.replacement WHERE replaced_by = :booklet)")
                .param("booklet", booklet.value())
                .query(Boolean.class)
                .single();
    }

    private static Replacement replacement(ResultSet row) throws SQLException {
        return new Replacement(
                row.getObject("id", UUID.class),
                new BookletNumber(row.getLong("booklet")),
                new BookletNumber(row.getLong("replaced_by")),
                ranks(row));
    }

    private static List<Integer> ranks(ResultSet row) throws SQLException {
        return Arrays.stream((Short[]) row.getArray("ranks").getArray())
                .map(Short::intValue)
                .toList();
    }
}
