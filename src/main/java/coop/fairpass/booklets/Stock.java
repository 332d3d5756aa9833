package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who holds how many booklets, since when, and what is on its way; each asks about its own. */
@Component
public class Stock {

    /** Days without a hand-over after which an agent is listed. */
    static final int IDLE_DAYS = 30;

    /** Booklets of one lot in one organisation's stock. */
    public record Held(
            LotId lot,
            String orderNumber,
            int lotPlace,
            BookletRanges booklets,
            long vouchers,
            boolean isActive,
            LocalDate stopOn,
            LocalDate lastDay) {}

    /** Stock not handed over, by who holds it and for how many days. */
    public record Dormant(OrganisationId holder, String name, long days, long booklets) {}

    /** A move, what of it is still on its way, and the differences nobody has explained. */
    public record Travelling(
            Move move, String senderName, String receiverName, BookletRanges open, List<Incident> gaps) {
        public Travelling {
            gaps = List.copyOf(gaps);
        }
    }

    /** What an agent hands over. */
    public record AgentActivity(UUID person, String name, Optional<LocalDate> lastHandOver, long last30Days) {}

    private final Lots lots;
    private final Moves moves;
    private final Incidents incidents;
    private final Orders orders;
    private final People people;
    private final JdbcClient jdbc;
    private final Clock clock;

    Stock(Lots lots, Moves moves, Incidents incidents, Orders orders, People people, JdbcClient jdbc, Clock clock) {
        this.lots = lots;
        this.moves = moves;
        this.incidents = incidents;
        this.orders = orders;
        this.people = people;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** An organisation's stock, by lot; nothing to who is neither of it nor of the cooperative. */
    @Transactional(readOnly = true)
    public List<Held> of(OrganisationId holder, Actor by) {
        if (!by.isOf(holder) && !by.isOfTheCooperative()) {
            return List.of();
        }
        Map<Integer, List<BookletRange>> runs = new LinkedHashMap<>();
        Map<Integer, Long> vouchers = new HashMap<>();
        jdbc.sql("""
                        SELECT lot, first_booklet, last_booklet, booklets * size AS vouchers
                          FROM booklets.span_facts
                         WHERE holder = :holder
                           AND state = 'IN_STOCK'
                         ORDER BY lot, first_booklet
                        """).param("holder", holder.value()).query(row -> {
            runs.computeIfAbsent(row.getInt("lot"), _ -> new ArrayList<>()).add(Booklets.range(row));
            vouchers.merge(row.getInt("lot"), row.getLong("vouchers"), Long::sum);
        });
        return runs.entrySet().stream()
                .map(entry ->
                        held(lots.get(entry.getKey()), entry.getValue(), vouchers.getOrDefault(entry.getKey(), 0L)))
                .toList();
    }

    private static Held held(LotTerms lot, List<BookletRange> runs, long vouchers) {
        return new Held(
                lot.id(),
                lot.orderNumber(),
                lot.place(),
                new BookletRanges(runs),
                vouchers,
                lot.isActive(),
                lot.stopOn(),
                lot.lastDay());
    }

    /** Where the stock of an order sleeps, the longest first, for its payer and the cooperative. */
    @Transactional(readOnly = true)
    public List<Dormant> dormant(OrderId order, Actor by) {
        if (orders.find(order, by).isEmpty()) {
            return List.of();
        }
        var today = Paris.today(clock);
        return jdbc.sql("""
                        SELECT b.holder, o.legal_name, b.since, sum(b.booklets) AS booklets
                          FROM orders.lot_terms t
                          JOIN booklets.span_facts b ON b.lot = t.code
                          JOIN directory.organisation_name o ON o.id = b.holder
                         WHERE t.voucher_order = :order
                           AND b.state = 'IN_STOCK'
                         GROUP BY b.holder, o.legal_name, b.since
                         ORDER BY b.since, o.legal_name, b.holder
                        """)
                .param("order", order.value())
                .query((row, _) -> new Dormant(
                        new OrganisationId(row.getObject("holder", UUID.class)),
                        row.getString("legal_name"),
                        ChronoUnit.DAYS.between(row.getObject("since", LocalDate.class), today),
                        row.getLong("booklets")))
                .list();
    }

    /** What is on its way to or from an organisation, the latest first. */
    @Transactional(readOnly = true)
    public List<Travelling> travelling(OrganisationId organisation, Actor by) {
        if (!by.isOf(organisation) && !by.isOfTheCooperative()) {
            return List.of();
        }
        return jdbc
                .sql("""
                        SELECT m.id, m.kind, m.sender, m.receiver, m.sent_at, m.completed_at, s.legal_name AS sender_name,
                               r.legal_name AS receiver_name
                          FROM booklets.move m
                          JOIN directory.organisation_name s ON s.id = m.sender
                          JOIN directory.organisation_name r ON r.id = m.receiver
                         WHERE (m.sender = :organisation OR m.receiver = :organisation)
                           AND (m.completed_at IS NULL
                                OR EXISTS (SELECT 1
                                             FROM booklets.incident i
                                            WHERE i.move = m.id
                                              AND i.closed_at IS NULL))
                         ORDER BY m.sent_at DESC, m.id
                        """)
                .param("organisation", organisation.value())
                .query((row, _) -> new Travelling(
                        Moves.move(row),
                        row.getString("sender_name"),
                        row.getString("receiver_name"),
                        BookletRanges.NONE,
                        List.of()))
                .list()
                .stream()
                .map(found -> new Travelling(
                        found.move(),
                        found.senderName(),
                        found.receiverName(),
                        moves.open(found.move().id()),
                        incidents.openOf(found.move().id())))
                .toList();
    }

    /** The agents of a distributor, those who handed nothing over for thirty days first. */
    @Transactional(readOnly = true)
    public List<AgentActivity> agents(OrganisationId distributor, Actor by) {
        boolean mayAsk = by.isOfTheCooperative() || (by.isOf(distributor) && by.has(Role.DISTRIBUTOR_MANAGER));
        if (!mayAsk) {
            return List.of();
        }
        Map<String, AgentActivity> active = new HashMap<>();
        jdbc.sql("""
                        SELECT agent, max(handed_over_on) AS last,
                               count(*) FILTER (WHERE handed_over_on > :since) AS recent
                          FROM booklets.hand_over
                         WHERE distributor = :distributor
                         GROUP BY agent
                        """)
                .param("since", Paris.today(clock).minusDays(IDLE_DAYS))
                .param("distributor", distributor.value())
                .query(row -> {
                    active.put(
                            row.getString("agent"),
                            new AgentActivity(
                                    new UUID(0, 0),
                                    "",
                                    Optional.of(row.getObject("last", LocalDate.class)),
                                    row.getLong("recent")));
                });
        return people.seatsIn(distributor).stream()
                .filter(seat -> seat.roles().contains(Role.DISTRIBUTOR_AGENT))
                .map(seat -> {
                    var known = Optional.ofNullable(active.get(seat.actor().reference()));
                    return new AgentActivity(
                            seat.person(),
                            seat.name(),
                            known.flatMap(AgentActivity::lastHandOver),
                            known.map(AgentActivity::last30Days).orElse(0L));
                })
                .sorted((a, b) -> Long.compare(a.last30Days(), b.last30Days()))
                .toList();
    }
}
