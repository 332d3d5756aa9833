package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Booklets that end without having been handed over (B15, V15). */
@Component
class Withdrawals {

    private final Booklets booklets;
    private final Moves moves;
    private final JdbcClient jdbc;
    private final Clock clock;

    Withdrawals(Booklets booklets, Moves moves, JdbcClient jdbc, Clock clock) {
        this.booklets = booklets;
        this.moves = moves;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Withdraws locked booklets.
     *
     * @param act one for all that are withdrawn together
     * @param on from this day they are worth nothing
     */
    void withdraw(BookletRanges withdrawn, UUID act, LocalDate on, Actor by, String why) {
        jdbc.sql("""
                        INSERT INTO booklets.withdrawal (first_booklet, last_booklet, act, withdrawn_on, recorded_at,
                               done_by, why)
                        SELECT r.first, r.last, :act, :on, :at, :by, :why
                          FROM unnest(:firsts::bigint[], :lasts::bigint[]) AS r (first, last)
                        """)
                .param("act", act)
                .param("on", on)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("why", why)
                .param("firsts", withdrawn.firsts())
                .param("lasts", withdrawn.lasts())
                .update();
        booklets.take(BookletStep.B15_WITHDRAWN, withdrawn, on, by, why);
        moves.end(withdrawn, Moves.Ending.WITHDRAWN, by);
    }

    /** Who held the booklets that an act withdrew, of which lot, how many. */
    record Withdrawn(OrganisationId holder, int lot, long booklets) {}

    /** What an act withdrew; nothing when it is unknown. */
    List<Withdrawn> of(UUID act) {
        return jdbc.sql("""
                        SELECT s.holder, s.lot, sum(s.booklets) AS booklets
                          FROM booklets.withdrawal w
                          JOIN booklets.span_facts s ON s.first_booklet BETWEEN w.first_booklet AND w.last_booklet
                         WHERE w.act = :act
                         GROUP BY s.holder, s.lot
                        """)
                .param("act", act)
                .query((row, _) -> new Withdrawn(
                        new OrganisationId(row.getObject("holder", UUID.class)),
                        row.getInt("lot"),
                        row.getLong("booklets")))
                .list();
    }
}
