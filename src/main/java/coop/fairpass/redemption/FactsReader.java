package coop.fairpass.redemption;

import static java.util.Objects.requireNonNull;

import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.redemption.ActFacts.Offer;
import coop.fairpass.redemption.VoucherFacts.Known;
import coop.fairpass.redemption.VoucherFacts.Life;
import coop.fairpass.redemption.VoucherFacts.Terms;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads all that redemption decides on, for a whole list at once: one statement for services, one for vouchers. */
@Component
class FactsReader {

    /**
     * One service of a list, with what must be read about it.
     *
     * @param candidates what each presented text may stand for, nearly always one voucher
     */
    record Asked(UUID provider, UUID place, ServiceGiven given, List<List<VoucherKeys.Candidate>> candidates) {}

    private final JdbcClient jdbc;
    private final PresentedCodes codes;

    FactsReader(JdbcClient jdbc, PresentedCodes codes) {
        this.jdbc = jdbc;
        this.codes = codes;
    }

    /** Deciphers what was presented, outside any transaction. */
    Asked asked(UUID provider, UUID place, ServiceGiven given) {
        return new Asked(
                provider,
                place,
                given,
                given.presented().stream().map(codes::candidates).toList());
    }

    /** The facts of each service, in order; what a list repeats is read once. */
    List<ActFacts> services(List<Asked> asked, LocalDate today) {
        var acts = asked.stream().map(Act::of).distinct().toList();
        var read = acts(acts, today);
        var facts = new HashMap<Act, ActFacts>();
        for (int i = 0; i < acts.size(); i++) {
            facts.put(acts.get(i), read.get(i));
        }
        return asked.stream().map(one -> requireNonNull(facts.get(Act.of(one)))).toList();
    }

    /** All that the facts of a service depend on; a provider's day has a handful. */
    private record Act(UUID provider, UUID place, String service, LocalDate day, Optional<UUID> mediator) {

        static Act of(Asked one) {
            return new Act(
                    one.provider(),
                    one.place(),
                    one.given().service(),
                    one.given().day(),
                    one.given().mediator());
        }
    }

    private List<ActFacts> acts(List<Act> acts, LocalDate today) {
        return jdbc.sql("""
                        SELECT a.provider, a.place, a.service, a.day,
                               EXISTS (SELECT 1 FROM redemption.frozen_month m
                                        WHERE m.month = date_trunc('month', a.day)::date) AS is_month_frozen,
                               EXISTS (SELECT 1 FROM qualification.provider_period q
                                        WHERE q.provider = a.provider AND q.valid_from <= a.day
                                          AND (q.valid_until IS NULL OR q.valid_until > a.day)) AS is_qualified,
                               EXISTS (SELECT 1 FROM directory.payee d
                                        WHERE d.organisation = a.provider) AS is_payable,
                               p.territory_codes,
                               a.mediator IS NULL OR EXISTS (
                                   SELECT 1 FROM qualification.agreement_period g
                                    WHERE g.mediator = a.mediator AND g.place = a.place AND g.valid_from <= a.day
                                      AND (g.valid_until IS NULL OR g.valid_until > a.day)) AS mediator_agrees,
                               EXISTS (SELECT 1 FROM catalogue.service_period s
                                        WHERE s.code = a.service AND s.valid_from <= a.day
                                          AND (s.valid_until IS NULL OR s.valid_until > a.day)) AS is_service_known,
                               o.price_cents, o.is_regulated, t.rate_ppm
                          FROM unnest(:providers::uuid[], :places::uuid[], :services::text[], :days::date[],
                                      :mediators::uuid[])
                               WITH ORDINALITY AS a (provider, place, service, day, mediator, i)
                          LEFT JOIN places.place_period p
                               ON p.place = a.place AND p.provider = a.provider AND NOT p.is_hidden
                              AND p.open_from <= a.day AND (p.open_until IS NULL OR p.open_until > a.day)
                          LEFT JOIN places.offer_period o
                               ON o.place = a.place AND o.service = a.service AND o.valid_from <= a.day
                              AND (o.valid_until IS NULL OR o.valid_until > a.day)
                          LEFT JOIN LATERAL (
                               SELECT r.rate_ppm FROM tariff.downstream_fee r
                                WHERE r.valid_from <= a.day ORDER BY r.valid_from DESC LIMIT 1) t ON true
                         ORDER BY a.i
                        """)
                .param(
                        "providers",
                        texts(acts.stream().map(one -> one.provider().toString())))
                .param("places", texts(acts.stream().map(one -> one.place().toString())))
                .param("services", texts(acts.stream().map(Act::service)))
                .param("days", texts(acts.stream().map(one -> one.day().toString())))
                .param("mediators", mediators(acts))
                .query((row, _) -> service(row, today))
                .list();
    }

    private static ActFacts service(ResultSet row, LocalDate today) throws SQLException {
        var codes = row.getArray("territory_codes");
        long price = row.getLong("price_cents");
        var offer = row.wasNull()
                ? Optional.<Offer>empty()
                : Optional.of(new Offer(Money.cents(price), row.getBoolean("is_regulated")));
        long rate = row.getLong("rate_ppm");
        var fee = row.wasNull() ? Optional.<Rate>empty() : Optional.of(Rate.ppm(rate));
        return new ActFacts(
                row.getObject("provider", UUID.class),
                row.getObject("place", UUID.class),
                today,
                row.getString("service"),
                row.getObject("day", LocalDate.class),
                row.getBoolean("is_month_frozen"),
                row.getBoolean("is_qualified"),
                row.getBoolean("is_payable"),
                codes != null,
                codes == null ? Set.of() : Set.copyOf(texts(codes)),
                row.getBoolean("mediator_agrees"),
                row.getBoolean("is_service_known"),
                offer,
                fee);
    }

    /** The facts of each service's vouchers, in order, as the database knows them. */
    List<List<VoucherFacts>> vouchers(List<Asked> asked, LocalDate today) {
        record There(UUID place, LocalDate day) {}
        var wanted = new ArrayList<Wanted>();
        var theres = new LinkedHashMap<There, Integer>();
        int key = 0;
        for (var one : asked) {
            int there =
                    theres.computeIfAbsent(new There(one.place(), one.given().day()), _ -> theres.size());
            for (var candidates : one.candidates()) {
                for (var candidate : candidates) {
                    wanted.add(new Wanted(key, there, candidate));
                }
                key++;
            }
        }
        record Row(int key, Sighted sighted) {}
        List<Row> rows = wanted.isEmpty()
                ? List.of()
                : jdbc.sql("""
                        SELECT c.key, c.booklet * 16 + c.rank AS number, b.lot, b.state, b.distributor, b.withdrawn_on,
                               b.replaced_at, c.rank = ANY (b.replaced_ranks) AS is_replaced,
                               b.blocked_at IS NOT NULL AS is_blocked,
                               r.state AS spent_state, r.attempt, r.provider AS spent_by, r.service_on AS spent_on,
                               (SELECT count(*) FROM redemption.redemption x
                                 WHERE x.voucher BETWEEN c.booklet * 16 AND c.booklet * 16 + 15
                                   AND x.place = (:places::uuid[])[c.there]
                                   AND x.service_on = (:days::date[])[c.there]
                                   AND x.state IN ('ACCEPTED', 'HELD')) AS redeemed_today
                          FROM unnest(:keys::int[], :theres::int[], :generations::int[], :booklets::bigint[],
                                      :ranks::int[])
                               AS c (key, there, generation, booklet, rank)
                          JOIN LATERAL booklets.booklet_facts(c.booklet) b
                               ON b.generation = c.generation AND c.rank <= b.size
                          LEFT JOIN LATERAL (
                               SELECT x.state, x.attempt, x.provider, x.service_on FROM redemption.redemption x
                                WHERE x.voucher = c.booklet * 16 + c.rank
                                ORDER BY x.attempt DESC LIMIT 1) r ON true
                        """)
                        .param("keys", numbers(wanted, Wanted::key))
                        .param("theres", numbers(wanted, one -> one.there() + 1))
                        .param(
                                "generations",
                                numbers(
                                        wanted,
                                        one -> one.candidate().generation().number()))
                        .param(
                                "booklets",
                                wanted.stream()
                                        .map(one -> one.candidate()
                                                .number()
                                                .booklet()
                                                .value())
                                        .toArray(Long[]::new))
                        .param(
                                "ranks",
                                numbers(wanted, one -> one.candidate().number().rank()))
                        .param(
                                "places",
                                texts(theres.keySet().stream()
                                        .map(there -> there.place().toString())))
                        .param(
                                "days",
                                texts(theres.keySet().stream()
                                        .map(there -> there.day().toString())))
                        .query((row, _) -> new Row(row.getInt("key"), sighted(row)))
                        .list();
        var terms = terms(rows.stream().map(row -> row.sighted().lot()).collect(Collectors.toSet()));
        Map<Integer, Known> known = new HashMap<>();
        for (var row : rows) {
            var of = terms.get(row.sighted().lot());
            if (of != null) {
                known.put(row.key(), row.sighted().known(of, today));
            }
        }
        return arranged(asked, known);
    }

    private static List<List<VoucherFacts>> arranged(List<Asked> asked, Map<Integer, Known> known) {
        var all = new ArrayList<List<VoucherFacts>>();
        int key = 0;
        for (var one : asked) {
            var ofService = new ArrayList<VoucherFacts>();
            for (int i = 0; i < one.candidates().size(); i++) {
                var voucher = known.get(key++);
                ofService.add(voucher == null ? new VoucherFacts.Unknown() : voucher);
            }
            all.add(ofService);
        }
        return all;
    }

    /** What was frozen for each lot. */
    private Map<Integer, LotFacts> terms(Set<Integer> lots) {
        if (lots.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<Integer, LotFacts>();
        jdbc.sql("""
                        SELECT t.voucher_order, t.code AS lot, t.goods, t.activated_on, t.face_cents, t.first_day,
                               t.valid_until, t.tolerance_ends_on, t.perimeter, t.perimeter_label, t.service_path,
                               t.path_label, t.is_regulated, t.vouchers_per_service, t.refuses_own_distributor,
                               EXISTS (SELECT 1 FROM redemption.ended_order e
                                        WHERE e.voucher_order = t.voucher_order) AS has_ended
                          FROM orders.lot_terms t
                         WHERE t.code = ANY (:lots)
                        """).param("lots", lots.toArray(Integer[]::new)).query(row -> {
            found.put(row.getInt("lot"), lot(row));
        });
        return found;
    }

    private static LotFacts lot(ResultSet row) throws SQLException {
        var activatedOn = Optional.ofNullable(row.getObject("activated_on", LocalDate.class));
        return new LotFacts(
                new Terms(
                        row.getObject("voucher_order", UUID.class),
                        row.getInt("lot"),
                        Money.cents(row.getLong("face_cents")),
                        activatedOn.orElse(LocalDate.MAX),
                        row.getObject("first_day", LocalDate.class),
                        row.getObject("tolerance_ends_on", LocalDate.class),
                        row.getBoolean("has_ended"),
                        Set.copyOf(texts(row.getArray("perimeter"))),
                        row.getString("perimeter_label"),
                        texts(row.getArray("service_path")),
                        row.getString("path_label"),
                        row.getBoolean("is_regulated"),
                        row.getInt("vouchers_per_service"),
                        row.getBoolean("refuses_own_distributor")),
                activatedOn.isPresent(),
                row.getString("goods").equals("CANCELLED"),
                row.getObject("valid_until", LocalDate.class));
    }

    private static Sighted sighted(ResultSet row) throws SQLException {
        return new Sighted(
                row.getLong("number"),
                row.getInt("lot"),
                row.getString("state"),
                Optional.ofNullable(row.getObject("distributor", UUID.class)),
                Optional.ofNullable(row.getObject("withdrawn_on", LocalDate.class)),
                Optional.ofNullable(
                        row.getBoolean("is_replaced") ? row.getObject("replaced_at", OffsetDateTime.class) : null),
                row.getBoolean("is_blocked"),
                Optional.ofNullable(row.getString("spent_state")),
                row.getInt("attempt"),
                Optional.ofNullable(row.getObject("spent_by", UUID.class)),
                Optional.ofNullable(row.getObject("spent_on", LocalDate.class)),
                row.getInt("redeemed_today"));
    }

    /** What a lot's order froze, and where the lot stands. */
    private record LotFacts(Terms terms, boolean isActive, boolean isCancelled, LocalDate validUntil) {}

    /** One voucher as its booklet and its last attempt say. */
    private record Sighted(
            long number,
            int lot,
            String state,
            Optional<UUID> distributor,
            Optional<LocalDate> withdrawnOn,
            Optional<OffsetDateTime> replacedAt,
            boolean isBlocked,
            Optional<String> spentState,
            int attempt,
            Optional<UUID> spentBy,
            Optional<LocalDate> spentOn,
            int redeemedToday) {

        private static final Set<String> ENDED = Set.of("CANCELLED", "REJECTED", "REVERSED");

        Known known(LotFacts lot, LocalDate today) {
            return new Known(
                    number,
                    life(lot, today),
                    spentState
                            .map(last -> attempt + (ENDED.contains(last) ? 1 : 0))
                            .orElse(0),
                    lot.terms(),
                    distributor,
                    isNotHandedOver(),
                    redeemedToday);
        }

        /**
         * Where a voucher stands, from facts and the clock: stock that was never handed over is withdrawn from the day
         * after its validity, whether or not a nightly task has said so.
         */
        private Life life(LotFacts lot, LocalDate today) {
            switch (spentState.orElse("")) {
                case "ACCEPTED" -> {
                    return new Life.Redeemed(spentBy.orElseThrow(), spentOn.orElseThrow());
                }
                case "HELD" -> {
                    return new Life.Held();
                }
                case "REJECTED_BLOCKED" -> {
                    return new Life.Blocked();
                }
                default -> {
                    // never spent, or given back: the voucher stands where its booklet stands
                }
            }
            if (state.equals("CANCELLED") || state.equals("WITHDRAWN")) {
                return new Life.Withdrawn(withdrawnOn);
            }
            if (replacedAt.isPresent()) {
                return new Life.Replaced(replacedAt.get().toInstant());
            }
            if (!lot.isActive()) {
                return lot.isCancelled() ? new Life.Withdrawn(withdrawnOn) : new Life.NotActive();
            }
            if (isBlocked || state.equals("MISSING")) {
                return new Life.Blocked();
            }
            if (isNotHandedOver() && today.isAfter(lot.validUntil())) {
                return new Life.Withdrawn(Optional.of(lot.validUntil().plusDays(1)));
            }
            return new Life.Usable();
        }

        /** In stock, or on its way from one stock to another. */
        private boolean isNotHandedOver() {
            return state.equals("IN_STOCK") || state.equals("IN_TRANSIT");
        }
    }

    /** One number that a presented text may stand for, and where and when it was presented. */
    private record Wanted(int key, int there, VoucherKeys.Candidate candidate) {}

    private static Integer[] numbers(List<Wanted> wanted, ToIntFunction<Wanted> number) {
        return wanted.stream().mapToInt(number).boxed().toArray(Integer[]::new);
    }

    private static String[] texts(java.util.stream.Stream<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    @SuppressWarnings("NullAway") // SQL arrays say absence with null
    private static String[] mediators(List<Act> acts) {
        return acts.stream()
                .map(one -> one.mediator().map(UUID::toString).orElse(null))
                .toArray(String[]::new);
    }
}
