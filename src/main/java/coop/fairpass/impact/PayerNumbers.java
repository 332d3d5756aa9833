package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.OrderView;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Columns;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import coop.fairpass.web.Weeks;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What a payer lives by: what became of the vouchers of each live order, week after week until their end. */
@Component
class PayerNumbers implements LivesBy {

    /** Orders shown whole; the others are in their list. */
    private static final int MOST = 3;

    private static final int RANK = 20;

    private final Funnels funnels;
    private final Orders orders;
    private final JdbcClient jdbc;
    private final Clock clock;

    PayerNumbers(Funnels funnels, Orders orders, JdbcClient jdbc, Clock clock) {
        this.funnels = funnels;
        this.orders = orders;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT) || actor.isOfTheCooperative()) {
            return List.of();
        }
        var own = orders.visibleTo(actor);
        var panels = new ArrayList<Panel>();
        own.stream()
                .filter(order -> isLive(order.state()))
                .limit(MOST)
                .forEach(order -> panels.addAll(panels(order, actor, RANK + panels.size())));
        if (panels.isEmpty() && !own.isEmpty()) {
            long open = own.stream().filter(order -> !order.state().isFinal()).count();
            panels.add(new Panel(
                    RANK + panels.size(),
                    "Vos commandes",
                    List.of(
                            new Figure(Plural.number(open), Plural.words(open, "en cours", "en cours"), "/commandes"),
                            new Figure(
                                    Plural.number(own.size()),
                                    Plural.words(
                                            own.size(), "commande ou projet en tout", "commandes et projets en tout"),
                                    "/commandes")),
                    List.of(),
                    List.of()));
        }
        return panels;
    }

    private static boolean isLive(OrderState state) {
        return switch (state) {
            case DELIVERED, RUNNING, ENDING, EXPIRED, IN_RECONCILIATION, DISPUTED -> true;
            case DRAFT,
                    QUOTED,
                    LAPSED,
                    ORDERED,
                    FRAMED,
                    IN_PROOF,
                    IN_PRODUCTION,
                    SHIPPED,
                    RECONCILED,
                    CLOSED,
                    CANCELLED -> false;
        };
    }

    private List<Panel> panels(VoucherOrder order, Actor actor, int rank) {
        var path = "/commandes/" + order.id();
        var funnel = funnels.of(order.id(), actor).orElseThrow().whole();
        long inStock = funnel.booklets().inStock();
        var unused = order.signedTerms().faceValue().times(Math.max(0, funnel.activated() - funnel.redeemed()));
        var dates = order.need().endDates();
        return List.of(
                new Panel(
                        rank,
                        OrderView.titleOf(order),
                        List.of(
                                new Figure(
                                        funnel.usage().percent(),
                                        "des chèques activés sont utilisés : %s sur %s"
                                                .formatted(
                                                        Plural.number(funnel.redeemed()),
                                                        Plural.number(funnel.activated())),
                                        path + "#argent"),
                                new Figure(
                                        Plural.number(inStock),
                                        Plural.words(inStock, "carnet pas encore remis", "carnets pas encore remis"),
                                        path + "/stock"),
                                new Figure(
                                        unused.french(), "de chèques actifs, pas encore utilisés", path + "#argent")),
                        List.of(funnelOf(order, funnel)),
                        List.of("Comptés le %s.%s"
                                .formatted(
                                        Paris.frenchLong(funnel.asOf()),
                                        funnel.held() == 0
                                                ? ""
                                                : " %s en vérification, à part."
                                                        .formatted(Plural.of(
                                                                funnel.held(), "chèque est", "chèques sont"))))),
                new Panel(
                        rank + 1,
                        OrderView.titleOf(order) + ", semaine après semaine",
                        List.of(new Figure(Paris.french(dates.validUntil()), "fin de validité", path)),
                        List.of(weeks(order)),
                        List.of("Un service rendu est encore accepté jusqu’au %s."
                                .formatted(Paris.frenchLong(dates.toleranceEndsOn())))));
    }

    private Chart funnelOf(VoucherOrder order, Funnel funnel) {
        long delivered = orders.lots(order.id()).stream()
                .filter(lot -> lot.goods() == Lot.Goods.RECEIVED)
                .mapToLong(Lot::vouchers)
                .sum();
        return new Bars(
                "De la commande à l’usage, en chèques",
                Chart.Unit.COUNT,
                "Étape",
                List.of(
                        new Bar("Commandés", funnel.ordered(), "none"),
                        new Bar("Livrés aux accueils", delivered, "paid"),
                        new Bar("Remis à des personnes", funnel.booklets().vouchersHandedOver(), "owed"),
                        new Bar("De carnets commencés", funnel.booklets().vouchersStarted(), "owed"),
                        new Bar("Utilisés", funnel.redeemed(), "keep")));
    }

    private Chart weeks(VoucherOrder order) {
        var today = Paris.today(clock);
        var until = order.need().endDates().validUntil();
        var counted = counted(order);
        var first = orders.lots(order.id()).stream()
                .flatMap(lot -> lot.activatedOn().stream())
                .min(Comparator.naturalOrder())
                .orElse(order.need().firstDay());
        var last = until.isAfter(today) ? until : lastOf(counted, until, today);
        var marks = new ArrayList<Columns.Mark>();
        if (today.isBefore(until)) {
            marks.add(new Columns.Mark(Weeks.after(today, first, last), "aujourd’hui"));
        }
        marks.add(new Columns.Mark(Weeks.after(until, first, last), "fin de validité"));
        return new Columns(
                "Chèques utilisés par semaine",
                Chart.Unit.COUNT,
                "Semaine",
                Weeks.columns(first, last, counted),
                marks);
    }

    /** After its end an order is drawn until the last week in which it was used, or today's if that comes first. */
    private static LocalDate lastOf(Map<LocalDate, Long> counted, LocalDate until, LocalDate today) {
        var last = counted.keySet().stream().max(Comparator.naturalOrder()).orElse(until);
        return last.isBefore(until) ? until : last.isAfter(today) ? today : last;
    }

    /** Booklets that were handed over stand alone, so that theirs are read by their numbers, and no others. */
    private Map<LocalDate, Long> counted(VoucherOrder order) {
        Map<LocalDate, Long> counted = new HashMap<>();
        jdbc.sql("""
                        SELECT date_trunc('week', s.service_on)::date AS week, count(*) AS vouchers
                          FROM orders.lot_terms t
                          JOIN booklets.span_facts f ON f.lot = t.code AND f.handed_over_on IS NOT NULL
                          JOIN redemption.spent s
                            ON s.voucher BETWEEN f.first_booklet * 16 AND f.last_booklet * 16 + 15
                         WHERE t.voucher_order = :order
                           AND s.state = 'ACCEPTED'
                         GROUP BY 1
                        """).param("order", order.id().value(), java.sql.Types.OTHER).query(row -> {
            counted.put(row.getObject("week", LocalDate.class), row.getLong("vouchers"));
        });
        return counted;
    }
}
