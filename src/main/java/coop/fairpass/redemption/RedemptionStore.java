package coop.fairpass.redemption;

import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The rows of redemptions and of the requests that made them. */
@Component
class RedemptionStore {

    /** Business days that a person has to decide on a held redemption. */
    static final int DECISION_DAYS = 10;

    /**
     * One voucher spent, or held.
     *
     * @param countsOn the day that decides its month: the service day, or the day of release; empty while held
     * @param validation the cause of its posting in the books; empty while held
     */
    record Spent(
            long voucher,
            int attempt,
            UUID request,
            int act,
            UUID provider,
            UUID place,
            UUID order,
            int lot,
            String service,
            LocalDate serviceOn,
            Optional<LocalDate> countsOn,
            Optional<UUID> validation,
            Money faceValue,
            Money price,
            Rate fee,
            Optional<UUID> mediator,
            String author,
            Optional<HoldRule> hold) {

        RedemptionId id() {
            return new RedemptionId(voucher, attempt);
        }
    }

    /** What vouchers spent together have in common: all but which one, which attempt and which service of the list. */
    private record SpentTogether(
            UUID request,
            UUID provider,
            UUID place,
            UUID order,
            int lot,
            String service,
            LocalDate serviceOn,
            Optional<LocalDate> countsOn,
            Optional<UUID> validation,
            Money faceValue,
            Money price,
            Rate fee,
            Optional<UUID> mediator,
            String author) {

        static SpentTogether of(Spent one) {
            return new SpentTogether(
                    one.request(),
                    one.provider(),
                    one.place(),
                    one.order(),
                    one.lot(),
                    one.service(),
                    one.serviceOn(),
                    one.countsOn(),
                    one.validation(),
                    one.faceValue(),
                    one.price(),
                    one.fee(),
                    one.mediator(),
                    one.author());
        }
    }

    /** A redemption as it is now. */
    record Found(Spent spent, RedemptionState state, Instant recordedAt) {}

    /** Where a redemption stands. */
    enum RedemptionState {
        ACCEPTED,
        HELD,
        CANCELLED,
        REJECTED,
        REJECTED_BLOCKED,
        REVERSED
    }

    /** A request that was already answered. */
    record Request(UUID provider, String digest, Answer answer) {

        boolean isSame(OrganisationId other, String otherDigest) {
            return provider.equals(other.value()) && digest.equals(otherDigest);
        }
    }

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;
    private final Clock clock;

    RedemptionStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Request> request(UUID id) {
        return Optional.ofNullable(requests(List.of(id)).get(id));
    }

    /** Those of some requests that were already answered. */
    Map<UUID, Request> requests(Collection<UUID> ids) {
        var found = new HashMap<UUID, Request>();
        jdbc.sql("""
                        SELECT id, provider, encode(digest, 'hex') AS digest, answer
                          FROM redemption.request
                         WHERE id = ANY (:ids::uuid[])
                        """)
                .param("ids", ids.stream().map(UUID::toString).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getObject("id", UUID.class),
                            new Request(
                                    row.getObject("provider", UUID.class),
                                    row.getString("digest"),
                                    JSON.readValue(row.getString("answer"), Answer.class)));
                });
        return found;
    }

    /**
     * Makes the transaction wait, when it commits, until all that it read is as durable as what it would have written:
     * on a primary that has just lost its standbys, what another transaction wrote can be read before it is on a second
     * disk, and to answer it would be to acknowledge it.
     */
    void makeCertain() {
        jdbc.sql("SELECT pg_logical_emit_message(true, 'fairpass', ''::text)")
                .query((_, _) -> 0)
                .single();
    }

    /** Keeps answers; fewer than given when another transaction has just answered one of the ids. */
    int keep(Collection<Request> answered) {
        if (answered.isEmpty()) {
            return 0;
        }
        // In the order of ids, so that two transactions that answer the same ones never wait for each other in a ring.
        var ordered = answered.stream()
                .sorted(Comparator.comparing(one -> one.answer().request()))
                .toList();
        return jdbc.sql("""
                        INSERT INTO redemption.request (id, provider, digest, recorded_at, answer)
                        SELECT r.id, r.provider, decode(r.digest, 'hex'), :at, r.answer
                          FROM unnest(:ids::uuid[], :providers::uuid[], :digests::text[], :answers::text[])
                               AS r (id, provider, digest, answer)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("ids", texts(ordered, one -> one.answer().request()))
                .param("providers", texts(ordered, Request::provider))
                .param("digests", texts(ordered, Request::digest))
                .param("answers", texts(ordered, one -> JSON.writeValueAsString(one.answer())))
                .param("at", now())
                .update();
    }

    /** Writes redemptions, all in one statement; fewer than given when another transaction spent one of them. */
    int insert(List<Spent> spent) {
        if (spent.isEmpty()) {
            return 0;
        }
        // In the order of vouchers, so that two lists that share some never wait for each other in a ring.
        var ordered =
                spent.stream().sorted(Comparator.comparingLong(Spent::voucher)).toList();
        // What the vouchers of a provider's day have in common is sent, and read by the database, once.
        var groups = new LinkedHashMap<SpentTogether, Integer>();
        var inGroup = ordered.stream()
                .map(one -> groups.computeIfAbsent(SpentTogether.of(one), _ -> groups.size() + 1))
                .toArray(Integer[]::new);
        var common = List.copyOf(groups.keySet());
        int written = jdbc.sql("""
                        INSERT INTO redemption.redemption (voucher, attempt, request, act, provider, place,
                               voucher_order, lot, service, service_on, counts_on, validation, face_cents, price_cents,
                               fee_ppm, mediator, author, state, recorded_at)
                        SELECT s.voucher, s.attempt, g.request, s.act, g.provider, g.place, g.voucher_order, g.lot,
                               g.service, g.service_on, g.counts_on, g.validation, g.face_cents, g.price_cents,
                               g.fee_ppm, g.mediator, g.author,
                               CASE WHEN g.validation IS NULL THEN 'HELD' ELSE 'ACCEPTED' END, :at
                          FROM unnest(:vouchers::bigint[], :attempts::int[], :acts::int[], :groups::int[])
                               WITH ORDINALITY AS s (voucher, attempt, act, i, place_in_list)
                          JOIN unnest(:requests::uuid[], :providers::uuid[], :places::uuid[], :orders::uuid[],
                                      :lots::int[], :services::text[], :days::date[], :counts_on::date[],
                                      :validations::uuid[], :faces::int[], :prices::int[], :fees::int[],
                                      :mediators::uuid[], :authors::text[])
                               WITH ORDINALITY
                               AS g (request, provider, place, voucher_order, lot, service, service_on, counts_on,
                                     validation, face_cents, price_cents, fee_ppm, mediator, author, i)
                               ON g.i = s.i
                         ORDER BY s.place_in_list
                            ON CONFLICT (voucher, attempt) DO NOTHING
                        """)
                .param("vouchers", ordered.stream().map(Spent::voucher).toArray(Long[]::new))
                .param("attempts", ordered.stream().map(Spent::attempt).toArray(Integer[]::new))
                .param("acts", ordered.stream().map(Spent::act).toArray(Integer[]::new))
                .param("groups", inGroup)
                .param("requests", texts(common, SpentTogether::request))
                .param("providers", texts(common, SpentTogether::provider))
                .param("places", texts(common, SpentTogether::place))
                .param("orders", texts(common, SpentTogether::order))
                .param("lots", common.stream().map(SpentTogether::lot).toArray(Integer[]::new))
                .param("services", texts(common, SpentTogether::service))
                .param("days", texts(common, SpentTogether::serviceOn))
                .param("counts_on", optionalTexts(common, SpentTogether::countsOn))
                .param("validations", optionalTexts(common, SpentTogether::validation))
                .param("faces", cents(common, SpentTogether::faceValue))
                .param("prices", cents(common, SpentTogether::price))
                .param(
                        "fees",
                        common.stream()
                                .map(one -> Math.toIntExact(one.fee().partsPerMillion()))
                                .toArray(Integer[]::new))
                .param("mediators", optionalTexts(common, SpentTogether::mediator))
                .param("authors", texts(common, SpentTogether::author))
                .param("at", now())
                .update();
        hold(ordered.stream().filter(one -> one.hold().isPresent()).toList());
        return written;
    }

    private void hold(List<Spent> held) {
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO redemption.hold (voucher, attempt, rule, held_at, decide_by)
                        SELECT h.voucher, h.attempt, h.rule, :at, :by
                          FROM unnest(:vouchers::bigint[], :attempts::int[], :rules::text[])
                               AS h (voucher, attempt, rule)
                            ON CONFLICT (voucher, attempt) DO NOTHING
                        """)
                .param("vouchers", held.stream().map(Spent::voucher).toArray(Long[]::new))
                .param("attempts", held.stream().map(Spent::attempt).toArray(Integer[]::new))
                .param("rules", texts(held, one -> one.hold().map(Enum::name).orElse("")))
                .param("at", now())
                .param("by", BusinessDays.after(Paris.today(clock), DECISION_DAYS))
                .update();
    }

    /** Locks one redemption for the caller's transaction. */
    Optional<Found> lock(RedemptionId id) {
        return jdbc.sql("""
                        SELECT r.*, h.rule
                          FROM redemption.redemption r
                          LEFT JOIN redemption.hold h ON h.voucher = r.voucher AND h.attempt = r.attempt
                         WHERE r.voucher = :voucher AND r.attempt = :attempt
                           FOR UPDATE OF r
                        """)
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .query((row, _) -> found(row))
                .optional();
    }

    /** A redemption came to an end: cancelled, rejected or reversed. */
    void end(RedemptionId id, RedemptionState state) {
        jdbc.sql("UPDATE redemption.redemption SET state = :state WHERE voucher = :voucher AND attempt = :attempt")
                .param("state", state.name())
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .update();
    }

    /** A held redemption is accepted: it counts on the day of release, under that posting. */
    void accept(RedemptionId id, LocalDate countsOn, UUID validation) {
        jdbc.sql("""
                        UPDATE redemption.redemption
                           SET state = 'ACCEPTED', counts_on = :counts_on, validation = :validation
                         WHERE voucher = :voucher AND attempt = :attempt
                        """)
                .param("counts_on", countsOn)
                .param("validation", validation)
                .param("voucher", id.voucher())
                .param("attempt", id.attempt())
                .update();
    }

    /** Whether a month takes nothing more. */
    boolean isFrozen(LocalDate day) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM redemption.frozen_month WHERE month = :month)")
                .param("month", day.withDayOfMonth(1))
                .query(Boolean.class)
                .single();
    }

    static Found found(ResultSet row) throws SQLException {
        return new Found(
                new Spent(
                        row.getLong("voucher"),
                        row.getInt("attempt"),
                        row.getObject("request", UUID.class),
                        row.getInt("act"),
                        row.getObject("provider", UUID.class),
                        row.getObject("place", UUID.class),
                        row.getObject("voucher_order", UUID.class),
                        row.getInt("lot"),
                        row.getString("service"),
                        row.getObject("service_on", LocalDate.class),
                        Optional.ofNullable(row.getObject("counts_on", LocalDate.class)),
                        Optional.ofNullable(row.getObject("validation", UUID.class)),
                        Money.cents(row.getLong("face_cents")),
                        Money.cents(row.getLong("price_cents")),
                        Rate.ppm(row.getLong("fee_ppm")),
                        Optional.ofNullable(row.getObject("mediator", UUID.class)),
                        row.getString("author"),
                        Optional.ofNullable(row.getString("rule")).map(HoldRule::valueOf)),
                RedemptionState.valueOf(row.getString("state")),
                row.getObject("recorded_at", OffsetDateTime.class).toInstant());
    }

    private static <T> String[] texts(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).map(Object::toString).toArray(String[]::new);
    }

    @SuppressWarnings("NullAway") // SQL arrays say absence with null
    private static <T> String[] optionalTexts(List<T> rows, Function<T, Optional<?>> value) {
        return rows.stream()
                .map(one -> value.apply(one).map(Object::toString).orElse(null))
                .toArray(String[]::new);
    }

    private static Integer[] cents(List<SpentTogether> rows, Function<SpentTogether, Money> amount) {
        return rows.stream()
                .map(one -> Math.toIntExact(amount.apply(one).cents()))
                .toArray(Integer[]::new);
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
