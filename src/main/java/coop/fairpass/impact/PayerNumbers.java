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
import coop.fairpass.web.Language;
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
                    Language.say("Vos commandes", "Your orders"),
                    List.of(
                            new Figure(Language.say(open), Language.say("en cours", "under way"), "/commandes"),
                            new Figure(
                                    Language.say(own.size()),
                                    Language.say(
                                            Plural.words(
                                                    own.size(),
                                                    "commande ou projet en tout",
                                                    "commandes et projets en tout"),
                                            Plural.englishWords(
                                                    own.size(),
                                                    "order or project in all",
                                                    "orders and projects in all")),
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
        // As the order's own page counts them: those that a person looks at are apart.
        var unused = order.signedTerms()
                .faceValue()
                .times(Math.max(0, funnel.activated() - funnel.redeemed() - funnel.held()));
        var dates = order.need().endDates();
        return List.of(
                new Panel(
                        rank,
                        OrderView.titleOf(order),
                        List.of(
                                new Figure(
                                        funnel.usage().percent(),
                                        Language.say(
                                                        "des chèques activés sont utilisés : %s sur %s",
                                                        "of the vouchers activated are used: %s of %s")
                                                .formatted(
                                                        Language.say(funnel.redeemed()),
                                                        Language.say(funnel.activated())),
                                        path + "/usage"),
                                new Figure(
                                        Language.say(inStock),
                                        Language.say(
                                                Plural.words(
                                                        inStock, "carnet pas encore remis", "carnets pas encore remis"),
                                                Plural.englishWords(
                                                        inStock,
                                                        "booklet not handed over yet",
                                                        "booklets not handed over yet")),
                                        path + "/stock"),
                                new Figure(
                                        Language.say(unused),
                                        Language.say(
                                                "de chèques actifs, pas encore utilisés",
                                                "of active vouchers, not used yet"),
                                        path + "#argent")),
                        List.of(funnelOf(order, funnel)),
                        List.of(Language.say("Comptés le %s.%s", "Counted on %s.%s")
                                .formatted(
                                        Language.sayLong(funnel.asOf()),
                                        funnel.held() == 0
                                                ? ""
                                                : " "
                                                        + Language.say(
                                                                Plural.of(funnel.held(), "chèque est", "chèques sont")
                                                                        + " en vérification, à part.",
                                                                Plural.english(
                                                                                funnel.held(),
                                                                                "voucher is",
                                                                                "vouchers are")
                                                                        + " being checked, apart.")))),
                new Panel(
                        rank + 1,
                        OrderView.titleOf(order) + Language.say(", semaine après semaine", ", week after week"),
                        List.of(new Figure(
                                Language.say(dates.validUntil()),
                                Language.say("fin de validité", "validity end"),
                                path)),
                        List.of(weeks(order)),
                        List.of(Language.say(
                                        "Un service rendu est encore accepté jusqu’au %s.",
                                        "A service that was given is still accepted until %s.")
                                .formatted(Language.sayLong(dates.toleranceEndsOn())))));
    }

    private Chart funnelOf(VoucherOrder order, Funnel funnel) {
        long delivered = orders.lots(order.id()).stream()
                .filter(lot -> lot.goods() == Lot.Goods.RECEIVED)
                .mapToLong(Lot::vouchers)
                .sum();
        return new Bars(
                Language.say("De la commande à l’usage, en chèques", "From order to use, in vouchers"),
                Chart.Unit.COUNT,
                Language.say("Étape", "Step"),
                List.of(
                        new Bar(Language.say("Commandés", "Ordered"), funnel.ordered(), "none"),
                        new Bar(Language.say("Livrés aux accueils", "Delivered to desks"), delivered, "paid"),
                        new Bar(
                                Language.say("Remis à des personnes", "Handed over to people"),
                                funnel.booklets().vouchersHandedOver(),
                                "owed"),
                        new Bar(
                                Language.say("De carnets commencés", "Of booklets started"),
                                funnel.booklets().vouchersStarted(),
                                "owed"),
                        new Bar(Language.say("Utilisés", "Used"), funnel.redeemed(), "keep")));
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
            marks.add(new Columns.Mark(Weeks.after(today, first, last), Language.say("aujourd’hui", "today")));
        }
        marks.add(new Columns.Mark(Weeks.after(until, first, last), Language.say("fin de validité", "validity end")));
        return new Columns(
                Language.say("Chèques utilisés par semaine", "Vouchers used each week"),
                Chart.Unit.COUNT,
                Language.say("Semaine", "Week"),
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
