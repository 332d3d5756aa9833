package coop.fairpass.booklets;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Orders;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar does to booklets: stock that was not handed over is withdrawn the day after its validity, what is
 * missing is given up after ten days, and what a cancelled lot leaves is cancelled (B15, V14, R-044). Expiry itself is
 * no step: it is read from the calendar.
 */
@Component
class BookletDueDates implements DailyTask {

    static final int MISSING_DAYS = 10;

    private static final EnumSet<BookletState> NOT_HANDED_OVER =
            EnumSet.of(BookletState.IN_STOCK, BookletState.IN_TRANSIT);
    private static final EnumSet<BookletState> NOT_OUT_YET = EnumSet.of(
            BookletState.GENERATED,
            BookletState.PRINTED,
            BookletState.IN_TRANSIT,
            BookletState.IN_STOCK,
            BookletState.MISSING);

    private final Orders orders;
    private final VoucherGate gate;
    private final Lots lots;
    private final Booklets booklets;
    private final Moves moves;
    private final Withdrawals withdrawals;
    private final TransactionTemplate transaction;
    private final JdbcClient jdbc;

    BookletDueDates(
            Orders orders,
            VoucherGate gate,
            Lots lots,
            Booklets booklets,
            Moves moves,
            Withdrawals withdrawals,
            TransactionTemplate transaction,
            JdbcClient jdbc) {
        this.orders = orders;
        this.gate = gate;
        this.lots = lots;
        this.booklets = booklets;
        this.moves = moves;
        this.withdrawals = withdrawals;
        this.transaction = transaction;
        this.jdbc = jdbc;
    }

    @Override
    public String name() {
        return "booklets: stock and losses that come to their end";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public void run(LocalDate today) {
        for (int lot : withStockAfterValidity(today)) {
            transaction.executeWithoutResult(_ -> withdrawStock(lot));
        }
        for (int lot : withLossesSince(today.minusDays(MISSING_DAYS))) {
            transaction.executeWithoutResult(_ -> giveUp(lot, today));
        }
        for (int lot : cancelledWithBooklets()) {
            transaction.executeWithoutResult(_ -> cancel(lot));
        }
    }

    private List<Integer> withStockAfterValidity(LocalDate today) {
        return jdbc.sql("""
                        SELECT t.code
                          FROM orders.lot_terms t
                         WHERE t.valid_until < :today
                           AND t.activated_on IS NOT NULL
                           AND EXISTS (SELECT 1
                                         FROM booklets.span s
                                        WHERE s.lot = t.code
                                          AND s.state IN ('IN_STOCK', 'IN_TRANSIT'))
                         ORDER BY t.code
                        """).param("today", today).query(Integer.class).list();
    }

    private void withdrawStock(int code) {
        var stock = lock(code, NOT_HANDED_OVER);
        var from = lots.get(code).validUntil().plusDays(1);
        withdrawals.withdraw(stock, UUID.randomUUID(), from, Actor.CLOCK, "fin de validité");
    }

    private List<Integer> withLossesSince(LocalDate day) {
        return jdbc.sql("""
                        SELECT DISTINCT lot
                          FROM booklets.span
                         WHERE state = 'MISSING'
                           AND since <= :day
                         ORDER BY lot
                        """).param("day", day).query(Integer.class).list();
    }

    private void giveUp(int code, LocalDate today) {
        lock(code, EnumSet.noneOf(BookletState.class));
        var lost = booklets.lock(missingSince(code, today.minusDays(MISSING_DAYS)), BookletState.MISSING);
        var why = "manquants depuis %d jours".formatted(MISSING_DAYS);
        if (lots.get(code).isActive()) {
            withdrawals.withdraw(lost, UUID.randomUUID(), today, Actor.CLOCK, why);
        } else {
            booklets.take(BookletStep.V14_CANCELLED, lost, Actor.CLOCK, why);
        }
    }

    private BookletRanges missingSince(int lot, LocalDate day) {
        return new BookletRanges(jdbc.sql("""
                        SELECT first_booklet, last_booklet
                          FROM booklets.span
                         WHERE lot = :lot
                           AND state = 'MISSING'
                           AND since <= :day
                        """)
                .param("lot", lot)
                .param("day", day)
                .query((row, _) -> Booklets.range(row))
                .list());
    }

    private List<Integer> cancelledWithBooklets() {
        return jdbc.sql("""
                        SELECT t.code
                          FROM orders.lot_terms t
                         WHERE t.goods = 'CANCELLED'
                           AND EXISTS (SELECT 1
                                         FROM booklets.span s
                                        WHERE s.lot = t.code
                                          AND s.state IN ('GENERATED', 'PRINTED', 'IN_TRANSIT', 'IN_STOCK', 'MISSING'))
                         ORDER BY t.code
                        """).query(Integer.class).list();
    }

    private void cancel(int code) {
        var left = lock(code, NOT_OUT_YET);
        booklets.take(BookletStep.V14_CANCELLED, left, Actor.CLOCK, "lot annulé");
        moves.end(left, Moves.Ending.CANCELLED, Actor.CLOCK);
    }

    /** In the order in which everyone locks. */
    private BookletRanges lock(int code, EnumSet<BookletState> states) {
        var lot = lots.get(code);
        orders.lock(lot.order());
        gate.passAlone();
        return booklets.lockWithMoves(BookletRanges.of(lot.range().orElseThrow()), states);
    }
}
