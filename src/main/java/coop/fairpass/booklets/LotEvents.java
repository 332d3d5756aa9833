package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.LotActivated;
import coop.fairpass.orders.LotCancelled;
import coop.fairpass.orders.SplitLot.LotSplit;
import coop.fairpass.web.Plural;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What happens to booklets when something happens to their lot, in the transaction in which it happens. */
@Component
class LotEvents {

    private record Held(OrganisationId holder, long booklets, long vouchers) {}

    private final Lots lots;
    private final Booklets booklets;
    private final LotReceipt receipt;
    private final Notices notices;
    private final JdbcClient jdbc;

    LotEvents(Lots lots, Booklets booklets, LotReceipt receipt, Notices notices, JdbcClient jdbc) {
        this.lots = lots;
        this.booklets = booklets;
        this.receipt = receipt;
        this.notices = notices;
        this.jdbc = jdbc;
    }

    /** Those who hold booklets of a lot are told that they may hand them over. */
    @EventListener
    void tell(LotActivated activated) {
        var lot = lots.find(activated.lot()).orElseThrow();
        for (var held : stock(lot.code())) {
            notices.tell(
                    held.holder(),
                    "lot-active/" + activated.lot() + "/stock",
                    "Vos carnets peuvent être remis",
                    ("Commande %s : %s de votre stock, %s, peuvent servir. Remettez-les avant le %s."
                                    + " Dernier jour accepté : %s.")
                            .formatted(
                                    activated.orderNumber(),
                                    Plural.of(held.booklets(), "carnet", "carnets"),
                                    Plural.of(held.vouchers(), "chèque", "chèques"),
                                    Paris.french(lot.stopOn()),
                                    Paris.french(activated.lastUsableDay())));
        }
    }

    /**
     * Those who hold booklets of a lot that is given up are told which ones, at once; the calendar takes them out of
     * the stock ({@link BookletDueDates}).
     */
    @EventListener
    void tell(LotCancelled cancelled) {
        heldOf(cancelled.code())
                .forEach((holder, held) -> notices.tell(
                        holder,
                        "lot-cancelled/" + cancelled.lot() + "/stock",
                        "Des carnets de votre stock ne valent plus rien",
                        ("Commande %s, lot %d : il est annulé. %s : %s. Ne les remettez à personne, ils ne seront"
                                        + " acceptés nulle part ; détruisez-les.")
                                .formatted(
                                        cancelled.orderNumber(),
                                        cancelled.place(),
                                        Plural.of(held.count(), "carnet", "carnets"),
                                        held.french())));
    }

    private Map<OrganisationId, BookletRanges> heldOf(int lot) {
        var held = new LinkedHashMap<OrganisationId, BookletRanges>();
        jdbc.sql("""
                        SELECT holder, first_booklet, last_booklet
                          FROM booklets.span
                         WHERE lot = :lot
                           AND state = 'IN_STOCK'
                         ORDER BY holder, first_booklet
                        """).param("lot", lot).query(row -> {
            held.merge(
                    new OrganisationId(row.getObject("holder", UUID.class)),
                    BookletRanges.of(Booklets.range(row)),
                    BookletRanges::plus);
        });
        return held;
    }

    private List<Held> stock(int lot) {
        return jdbc.sql("""
                        SELECT holder, sum(booklets) AS booklets, sum(booklets * size) AS vouchers
                          FROM booklets.span_facts
                         WHERE lot = :lot
                           AND state = 'IN_STOCK'
                         GROUP BY holder
                         ORDER BY holder
                        """)
                .param("lot", lot)
                .query((row, _) -> new Held(
                        new OrganisationId(row.getObject("holder", UUID.class)),
                        row.getLong("booklets"),
                        row.getLong("vouchers")))
                .list();
    }

    /** Booklets follow their lot; one of the two parts may by now be wholly received. */
    @EventListener
    void follow(LotSplit split) {
        if (split.moved().isEmpty()) {
            return;
        }
        var range = BookletRange.of(split.moved().get());
        booklets.follow(range, split.from(), split.to());
        booklets.take(
                BookletStep.LOT_SPLIT,
                BookletRanges.of(range),
                Actor.CLOCK,
                "du lot %d au lot %d".formatted(split.from(), split.to()));
        receipt.check(List.of(lots.get(split.from()), lots.get(split.to())), Actor.CLOCK);
    }
}
