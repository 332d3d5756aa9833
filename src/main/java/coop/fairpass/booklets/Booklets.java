package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Carnets : how they stand, and their steps. Neighbours that stand alike share a row, a span, which is cut where a step
 * is taken by some of them only (docs/decisions/0015): a hundred thousand booklets take a step as one.
 *
 * <p>Everyone locks in one order, so that nobody waits in a ring: order, {@link VoucherGate}, moves by id, booklets by
 * number. Who locks a booklet locks the span it is in, and has it to itself until the transaction ends.
 */
@Component
class Booklets {

    /** Of whoever redeems, as the author of a step. */
    private static final String REDEMPTION = "redemption";

    private final JdbcClient jdbc;
    private final Clock clock;

    Booklets(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    Optional<Booklet> find(BookletNumber number) {
        return jdbc.sql("""
                        SELECT holder, lot, size, generation, state, since
                          FROM booklets.spans_of(:number::int8multirange)
                        """)
                .param("number", BookletRanges.of(number).multirange())
                .query((row, _) -> booklet(number, row))
                .optional();
    }

    Optional<Booklet> lock(BookletNumber number) {
        return jdbc.sql("""
                        SELECT holder, lot, size, generation, state, since
                          FROM booklets.lock_spans(:number::int8multirange, :states::text[], NULL)
                        """)
                .param("number", BookletRanges.of(number).multirange())
                .param("states", names(EnumSet.allOf(BookletState.class)))
                .query((row, _) -> booklet(number, row))
                .optional();
    }

    /** Locks those of some booklets that stand so, whoever holds them, and gives them. */
    BookletRanges lock(BookletRanges among, BookletState state) {
        return lock(among, EnumSet.of(state), Optional.empty());
    }

    /** Locks those of some booklets that stand so and are held by one organisation, and gives them. */
    BookletRanges lock(BookletRanges among, BookletState state, OrganisationId holder) {
        return lock(among, EnumSet.of(state), Optional.of(holder));
    }

    BookletRanges lock(BookletRanges among, Set<BookletState> states, Optional<OrganisationId> holder) {
        return new BookletRanges(jdbc.sql("""
                                SELECT first_booklet, last_booklet
                                  FROM booklets.lock_spans(:among::int8multirange, :states::text[], :holder::uuid)
                                """)
                        .param("among", among.multirange())
                        .param("states", names(states))
                        .param("holder", holder.map(OrganisationId::toString).orElse(null), java.sql.Types.VARCHAR)
                        .query((row, _) -> range(row))
                        .list())
                .and(among);
    }

    /** Locks those of some booklets that stand so, and first the moves on which some of them travel, to end these. */
    BookletRanges lockWithMoves(BookletRanges among, Set<BookletState> states) {
        return new BookletRanges(jdbc.sql("""
                                SELECT first_booklet, last_booklet
                                  FROM booklets.lock_spans_and_moves(:among::int8multirange, :states::text[])
                                """)
                        .param("among", among.multirange())
                        .param("states", names(states))
                        .query((row, _) -> range(row))
                        .list())
                .and(among);
    }

    /** The booklets of a lot that stand so, in one organisation's hands. */
    BookletRanges of(int lot, BookletState state, OrganisationId holder) {
        return new BookletRanges(jdbc.sql("""
                        SELECT first_booklet, last_booklet
                          FROM booklets.span
                         WHERE lot = :lot
                           AND state = :state
                           AND holder = :holder
                        """)
                .param("lot", lot)
                .param("state", state.name())
                .param("holder", holder.value())
                .query((row, _) -> range(row))
                .list());
    }

    private static Booklet booklet(BookletNumber number, ResultSet row) throws SQLException {
        return new Booklet(
                number,
                new OrganisationId(row.getObject("holder", UUID.class)),
                row.getInt("lot"),
                row.getInt("size"),
                new Generation(row.getInt("generation")),
                BookletState.valueOf(row.getString("state")),
                row.getObject("since", LocalDate.class));
    }

    /** A span's booklets. */
    static BookletRange range(ResultSet row) throws SQLException {
        return new BookletRange(row.getLong("first_booklet"), row.getLong("last_booklet"));
    }

    private static String[] names(Set<BookletState> states) {
        return states.stream().map(Enum::name).toArray(String[]::new);
    }

    // ── Writing, in a use case's transaction ─────────────────────────────────────────────────────────────────────

    /**
     * Makes booklets of numbers that follow each other and that nobody else has; {@code step} says to which state (B1,
     * B14).
     */
    BookletRange make(
            long count,
            LotTerms lot,
            int size,
            Generation generation,
            OrganisationId holder,
            BookletStep step,
            Actor by,
            String why) {
        long first = jdbc.sql("""
                        SELECT booklets.make_span(:count, :holder, :lot, :since, :size, :generation, :state)
                        """)
                .param("count", count)
                .param("holder", holder.value())
                .param("lot", lot.code())
                .param("since", Paris.today(clock))
                .param("size", size)
                .param("generation", generation.number())
                .param("state", step.to().orElseThrow().name())
                .query(Long.class)
                .single();
        var made = new BookletRange(first, first + count - 1);
        write(step, BookletRanges.of(made), by.reference(), by.organisation(), why);
        return made;
    }

    /** Booklets of one lot, whatever their state, belong to another from now on. */
    void follow(BookletRange range, int from, int to) {
        var moved = BookletRanges.of(range);
        lock(moved, EnumSet.allOf(BookletState.class), Optional.empty());
        cut(moved);
        jdbc.sql("""
                        UPDATE booklets.span
                           SET lot = :to
                         WHERE first_booklet BETWEEN :first AND :last
                           AND lot = :from
                        """)
                .param("to", to)
                .param("first", range.first())
                .param("last", range.last())
                .param("from", from)
                .update();
    }

    /** Takes a step with locked booklets, which stay with who answers for them. */
    void take(BookletStep step, BookletRanges booklets, Actor by, String why) {
        take(step, booklets, Paris.today(clock), by, why);
    }

    /** The same, of a day that is not the day on which it is written. */
    void take(BookletStep step, BookletRanges booklets, LocalDate since, Actor by, String why) {
        take(step, booklets, since, Optional.empty(), by.reference(), by.organisation(), why);
    }

    /** Takes a step with locked booklets, which come into other hands. */
    void take(BookletStep step, BookletRanges booklets, OrganisationId holder, Actor by, String why) {
        take(step, booklets, Paris.today(clock), Optional.of(holder), by.reference(), by.organisation(), why);
    }

    /** Takes a step that follows from a redemption. */
    void takeByRedemption(BookletStep step, BookletRanges booklets) {
        take(step, booklets, Paris.today(clock), Optional.empty(), REDEMPTION, Optional.empty(), "");
    }

    private void take(
            BookletStep step,
            BookletRanges booklets,
            LocalDate since,
            Optional<OrganisationId> holder,
            String by,
            Optional<OrganisationId> organisation,
            String why) {
        if (booklets.isEmpty()) {
            return;
        }
        if (step.to().isPresent()) {
            change(step, step.to().get(), booklets, since, holder);
        }
        write(step, booklets, by, organisation, why);
    }

    private void change(
            BookletStep step,
            BookletState to,
            BookletRanges booklets,
            LocalDate since,
            Optional<OrganisationId> holder) {
        if (to.isHandedOver()) {
            cutEach(booklets);
        } else {
            cut(booklets);
        }
        long changed = jdbc.sql("""
                        WITH changed AS (
                            UPDATE booklets.span s
                               SET state = :to, since = :since,
                                   holder = CASE WHEN :same_hands THEN s.holder ELSE :holder::uuid END
                              FROM unnest(:booklets::int8multirange) AS taken (range)
                             WHERE s.first_booklet BETWEEN lower(taken.range) AND upper(taken.range) - 1
                               AND s.state = ANY (:from::text[])
                            RETURNING s.last_booklet - s.first_booklet + 1 AS booklets)
                        SELECT coalesce(sum(booklets), 0) FROM changed
                        """)
                .param("to", to.name())
                .param("since", since)
                .param("same_hands", holder.isEmpty())
                .param("holder", holder.map(OrganisationId::toString).orElse(null), java.sql.Types.VARCHAR)
                .param("booklets", booklets.multirange())
                .param("from", step.from())
                .query(Long.class)
                .single();
        if (changed != booklets.count()) {
            throw new IllegalStateException("%s of %d booklets, and %d could take it: %s"
                    .formatted(step, booklets.count(), changed, booklets.french()));
        }
    }

    /** From now on no span of locked booklets reaches out of these ranges. */
    private void cut(BookletRanges booklets) {
        cut(booklets.runs().stream().flatMapToLong(range -> LongStream.of(range.first(), range.last() + 1)));
    }

    /** From now on each of these locked booklets is a span of its own. */
    private void cutEach(BookletRanges booklets) {
        cut(LongStream.concat(booklets.numbers(), booklets.runs().stream().mapToLong(range -> range.last() + 1)));
    }

    private void cut(LongStream numbers) {
        jdbc.sql("SELECT booklets.cut(:numbers::bigint[])")
                .param("numbers", numbers.boxed().toArray(Long[]::new))
                .query((_, _) -> 0)
                .single();
    }

    /** One row for each run of booklets with one holder. */
    private void write(
            BookletStep step, BookletRanges booklets, String by, Optional<OrganisationId> organisation, String why) {
        jdbc.sql("""
                        INSERT INTO booklets.step (code, first_booklet, last_booklet, holder, done_at, done_by,
                               organisation, why)
                        SELECT :code, lower(run), upper(run) - 1, held.holder, :at, :by, :organisation::uuid, :why
                          FROM (SELECT s.holder,
                                       range_agg(int8range(s.first_booklet, s.last_booklet, '[]'))
                                       * :booklets::int8multirange AS runs
                                  FROM booklets.spans_of(:booklets::int8multirange) s
                                 GROUP BY s.holder) AS held
                         CROSS JOIN LATERAL unnest(held.runs) AS run
                         ORDER BY lower(run)
                        """)
                .param("code", step.name())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .param(
                        "organisation",
                        organisation.map(OrganisationId::toString).orElse(null),
                        java.sql.Types.VARCHAR)
                .param("why", why)
                .param("booklets", booklets.multirange())
                .update();
    }
}
