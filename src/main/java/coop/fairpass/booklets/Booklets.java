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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The rows of booklets and of their steps. A hundred thousand booklets take a step in one statement.
 *
 * <p>Everyone locks in one order, so that nobody waits in a ring: order, {@link VoucherGate}, moves by id, booklets by
 * number.
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
                        SELECT number, holder, lot, size, generation, state, since
                          FROM booklets.booklet
                         WHERE number = :number
                        """)
                .param("number", number.value())
                .query((row, _) -> booklet(row))
                .optional();
    }

    Optional<Booklet> lock(BookletNumber number) {
        return jdbc.sql("""
                        SELECT number, holder, lot, size, generation, state, since
                          FROM booklets.booklet
                         WHERE number = :number
                           FOR UPDATE
                        """)
                .param("number", number.value())
                .query((row, _) -> booklet(row))
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
                        WITH locked AS (
                             SELECT b.number
                               FROM unnest(:firsts::bigint[], :lasts::bigint[]) AS r (first, last)
                               JOIN booklets.booklet b ON b.number BETWEEN r.first AND r.last
                              WHERE b.state = ANY (:states::text[])
                                AND (:whoever OR b.holder = :holder::uuid)
                              ORDER BY b.number
                                FOR UPDATE OF b)
                        SELECT min(number) AS first, max(number) AS last
                          FROM (SELECT number, number - row_number() OVER (ORDER BY number) AS run FROM locked) n
                         GROUP BY run
                        """)
                .param("firsts", among.firsts())
                .param("lasts", among.lasts())
                .param("states", states.stream().map(Enum::name).toArray(String[]::new))
                .param("whoever", holder.isEmpty())
                .param("holder", holder.map(OrganisationId::toString).orElse(null), java.sql.Types.VARCHAR)
                .query((row, _) -> new BookletRange(row.getLong("first"), row.getLong("last")))
                .list());
    }

    /** The booklets of a lot that stand so, in one organisation's hands. */
    BookletRanges of(int lot, BookletState state, OrganisationId holder) {
        return new BookletRanges(jdbc.sql("""
                        SELECT min(number) AS first, max(number) AS last
                          FROM (SELECT number, number - row_number() OVER (ORDER BY number) AS run
                                  FROM booklets.booklet
                                 WHERE lot = :lot
                                   AND state = :state
                                   AND holder = :holder) n
                         GROUP BY run
                        """)
                .param("lot", lot)
                .param("state", state.name())
                .param("holder", holder.value())
                .query((row, _) -> new BookletRange(row.getLong("first"), row.getLong("last")))
                .list());
    }

    private static Booklet booklet(ResultSet row) throws SQLException {
        return new Booklet(
                new BookletNumber(row.getLong("number")),
                new OrganisationId(row.getObject("holder", UUID.class)),
                row.getInt("lot"),
                row.getInt("size"),
                new Generation(row.getInt("generation")),
                BookletState.valueOf(row.getString("state")),
                row.getObject("since", LocalDate.class));
    }

    // ── Writing, in a use case's transaction ─────────────────────────────────────────────────────────────────────

    /** Draws numbers that follow each other and that nobody else has. */
    BookletRange draw(long count) {
        long last = jdbc.sql("""
                        UPDATE booklets.numbering
                           SET last_number = last_number + :count
                        RETURNING last_number
                        """).param("count", count).query(Long.class).single();
        return new BookletRange(last - count + 1, last);
    }

    /** Makes booklets of numbers that were just drawn; {@code step} says to which state (B1, B14). */
    void make(
            BookletRange range,
            LotTerms lot,
            int size,
            Generation generation,
            OrganisationId holder,
            BookletStep step,
            Actor by,
            String why) {
        jdbc.sql("""
                        INSERT INTO booklets.booklet (number, holder, lot, since, size, generation, state)
                        SELECT n, :holder, :lot, :since, :size, :generation, :state
                          FROM generate_series(:first::bigint, :last::bigint) AS n
                        """)
                .param("first", range.first())
                .param("last", range.last())
                .param("holder", holder.value())
                .param("lot", lot.code())
                .param("since", Paris.today(clock))
                .param("size", size)
                .param("generation", generation.number())
                .param("state", step.to().orElseThrow().name())
                .update();
        write(step, BookletRanges.of(range), by.reference(), by.organisation(), why);
    }

    /** Takes a step with locked booklets, which stay with who answers for them. */
    void take(BookletStep step, BookletRanges booklets, Actor by, String why) {
        take(step, booklets, Optional.empty(), by.reference(), by.organisation(), why);
    }

    /** Takes a step with locked booklets, which come into other hands. */
    void take(BookletStep step, BookletRanges booklets, OrganisationId holder, Actor by, String why) {
        take(step, booklets, Optional.of(holder), by.reference(), by.organisation(), why);
    }

    /** Takes a step that follows from a redemption. */
    void takeByRedemption(BookletStep step, BookletRanges booklets) {
        take(step, booklets, Optional.empty(), REDEMPTION, Optional.empty(), "");
    }

    private void take(
            BookletStep step,
            BookletRanges booklets,
            Optional<OrganisationId> holder,
            String by,
            Optional<OrganisationId> organisation,
            String why) {
        if (booklets.isEmpty()) {
            return;
        }
        if (step.to().isPresent()) {
            change(step, step.to().get(), booklets, holder);
        }
        write(step, booklets, by, organisation, why);
    }

    private void change(BookletStep step, BookletState to, BookletRanges booklets, Optional<OrganisationId> holder) {
        long changed = jdbc.sql("""
                        UPDATE booklets.booklet b
                           SET state = :to, since = :since,
                               holder = CASE WHEN :same_hands THEN b.holder ELSE :holder::uuid END
                          FROM unnest(:firsts::bigint[], :lasts::bigint[]) AS r (first, last)
                         WHERE b.number BETWEEN r.first AND r.last
                           AND b.state = ANY (:from::text[])
                        """)
                .param("to", to.name())
                .param("since", Paris.today(clock))
                .param("same_hands", holder.isEmpty())
                .param("holder", holder.map(OrganisationId::toString).orElse(null), java.sql.Types.VARCHAR)
                .param("firsts", booklets.firsts())
                .param("lasts", booklets.lasts())
                .param("from", step.from())
                .update();
        if (changed != booklets.count()) {
            throw new IllegalStateException("%s of %d booklets, and %d could take it: %s"
                    .formatted(step, booklets.count(), changed, booklets.french()));
        }
    }

    /** One row for each run of booklets with one holder. */
    private void write(
            BookletStep step, BookletRanges booklets, String by, Optional<OrganisationId> organisation, String why) {
        jdbc.sql("""
                        INSERT INTO booklets.step (code, first_booklet, last_booklet, holder, done_at, done_by,
                               organisation, why)
                        SELECT :code, min(n.number), max(n.number), n.holder, :at, :by, :organisation::uuid, :why
                          FROM (SELECT b.number, b.holder,
                                       b.number - row_number() OVER (PARTITION BY b.holder ORDER BY b.number) AS run
                                  FROM unnest(:firsts::bigint[], :lasts::bigint[]) AS r (first, last)
                                  JOIN booklets.booklet b ON b.number BETWEEN r.first AND r.last) n
                         GROUP BY n.holder, n.run
                         ORDER BY min(n.number)
                        """)
                .param("code", step.name())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .param(
                        "organisation",
                        organisation.map(OrganisationId::toString).orElse(null),
                        java.sql.Types.VARCHAR)
                .param("why", why)
                .param("firsts", booklets.firsts())
                .param("lasts", booklets.lasts())
                .update();
    }
}
