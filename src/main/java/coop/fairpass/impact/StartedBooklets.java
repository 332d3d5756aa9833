package coop.fairpass.impact;

import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Of the booklets that a distributor handed over and that still serve: those begun, and those that sleep (§15, U6). */
@Component
class StartedBooklets {

    /** Days after which a booklet that was handed over and never used is dormant. */
    static final int DORMANT_DAYS = 30;

    /** The most lines that a page shows. */
    static final int MOST = 200;

    /**
     * @param started of those handed over, with one voucher used at the least
     * @param dormant handed over thirty days ago or more, and none used
     */
    record Counted(Ratio started, long dormant) {}

    /** One booklet that sleeps. */
    record Dormant(BookletNumber booklet, LocalDate handedOverOn, LocalDate lastDay) {}

    private static final String HELD = """
            SELECT f.first_booklet AS booklet, f.handed_over_on, t.tolerance_ends_on,
                   EXISTS (SELECT 1
                             FROM redemption.spent s
                            WHERE s.voucher BETWEEN f.first_booklet * 16 AND f.last_booklet * 16 + 15
                              AND s.state IN ('ACCEPTED', 'HELD', 'REVERSED')) AS is_started
              FROM booklets.span_facts f
              JOIN orders.lot_terms t ON t.code = f.lot
             WHERE f.distributor = :distributor
               AND f.state = 'HANDED_OVER'
               AND t.redeemable_until > :today
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    StartedBooklets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    Counted of(OrganisationId distributor) {
        var today = Paris.today(clock);
        return jdbc.sql("""
                        SELECT count(*) AS handed_over, count(*) FILTER (WHERE is_started) AS started,
                               count(*) FILTER (WHERE NOT is_started AND handed_over_on <= :since) AS dormant
                          FROM (%s) AS held
                        """.formatted(HELD))
                .param("distributor", distributor.value())
                .param("today", today)
                .param("since", today.minusDays(DORMANT_DAYS))
                .query((row, _) -> new Counted(
                        new Ratio(row.getLong("started"), row.getLong("handed_over")), row.getLong("dormant")))
                .single();
    }

    /** Those that sleep, the one that ends first at the head. */
    @Transactional(readOnly = true)
    List<Dormant> dormantOf(OrganisationId distributor) {
        var today = Paris.today(clock);
        return jdbc.sql("""
                        SELECT booklet, handed_over_on, tolerance_ends_on
                          FROM (%s) AS held
                         WHERE NOT is_started
                           AND handed_over_on <= :since
                         ORDER BY tolerance_ends_on, handed_over_on, booklet
                         LIMIT :most
                        """.formatted(HELD))
                .param("distributor", distributor.value())
                .param("today", today)
                .param("since", today.minusDays(DORMANT_DAYS))
                .param("most", MOST)
                .query((row, _) -> new Dormant(
                        new BookletNumber(row.getLong("booklet")),
                        row.getObject("handed_over_on", LocalDate.class),
                        row.getObject("tolerance_ends_on", LocalDate.class)))
                .list();
    }
}
