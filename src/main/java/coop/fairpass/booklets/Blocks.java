package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of blocks: at most one open for a booklet. */
@Component
class Blocks {

    private final JdbcClient jdbc;
    private final Clock clock;

    Blocks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void report(BookletNumber booklet, Loss loss, Actor by) {
        jdbc.sql("""
                        INSERT INTO booklets.block (booklet, place, loss, reported_at, reported_by)
                        SELECT :booklet, 1 + count(*), :loss, :at, :by
                          FROM booklets.block
                         WHERE booklet = :booklet
                        """)
                .param("booklet", booklet.value())
                .param("loss", loss.name())
                .param("at", now())
                .param("by", by.reference())
                .update();
    }

    /** When the open block of a booklet was reported. */
    Optional<Instant> reportedAt(BookletNumber booklet) {
        return jdbc.sql("SELECT reported_at FROM booklets.block WHERE booklet = :booklet AND lifted_at IS NULL")
                .param("booklet", booklet.value())
                .query((row, _) ->
                        row.getObject("reported_at", OffsetDateTime.class).toInstant())
                .optional();
    }

    void lift(BookletNumber booklet, Actor by) {
        jdbc.sql("""
                        UPDATE booklets.block
                           SET lifted_at = :at, lifted_by = :by
                         WHERE booklet = :booklet
                           AND lifted_at IS NULL
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("booklet", booklet.value())
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
