package coop.fairpass.booklets;

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
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remises : the rows of hand-overs, recorded by agents or inferred from redemptions. */
@Component
public class HandOvers {

    private static final String COLUMNS = """
            SELECT booklet, id, handed_over_on, distributor, audience, channel, is_inferred, late_record
              FROM booklets.hand_over
            """;

    private final Booklets booklets;
    private final Moves moves;
    private final JdbcClient jdbc;
    private final Clock clock;

    HandOvers(Booklets booklets, Moves moves, JdbcClient jdbc, Clock clock) {
        this.booklets = booklets;
        this.moves = moves;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Vouchers were redeemed from booklets that nobody recorded as handed over, in stock or on their way: they are, by
     * inference, and count apart as data quality (B8, R-078).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void infer(Set<Long> numbers, LocalDate on) {
        if (numbers.isEmpty()) {
            return;
        }
        var redeemed =
                BookletRanges.ofNumbers(numbers.stream().map(BookletNumber::new).toList());
        var inferred = booklets.lockWithMoves(redeemed, EnumSet.of(BookletState.IN_STOCK, BookletState.IN_TRANSIT));
        booklets.takeByRedemption(BookletStep.B8_INFERRED, inferred);
        jdbc.sql("""
                        INSERT INTO booklets.hand_over (booklet, id, handed_over_on, recorded_at, distributor, agent,
                               audience, channel, is_inferred)
                        SELECT s.first_booklet, gen_random_uuid(), :on, :at, s.holder, 'redemption', 'NOT_TOLD',
                               'UNKNOWN', true
                          FROM booklets.spans_of(:inferred::int8multirange) s
                        """)
                .param("on", on)
                .param("at", now())
                .param("inferred", inferred.multirange())
                .update();
        moves.end(inferred, Moves.Ending.HANDED_OVER, "redemption");
    }

    Optional<HandOver> of(BookletNumber booklet) {
        return jdbc.sql(COLUMNS + " WHERE booklet = :booklet")
                .param("booklet", booklet.value())
                .query((row, _) -> handOver(row))
                .optional();
    }

    Optional<HandOver> askedAs(UUID request) {
        return jdbc.sql(COLUMNS + " WHERE id = :request OR late_record = :request")
                .param("request", request)
                .query((row, _) -> handOver(row))
                .optional();
    }

    void record(HandOver handOver, Actor agent) {
        jdbc.sql("""
                        INSERT INTO booklets.hand_over (booklet, id, handed_over_on, recorded_at, distributor, agent,
                               audience, channel, is_inferred)
                        VALUES (:booklet, :id, :on, :at, :distributor, :agent, :audience, :channel, false)
                        """)
                .param("booklet", handOver.booklet().value())
                .param("id", handOver.id())
                .param("on", handOver.on())
                .param("at", now())
                .param("distributor", handOver.distributor().value())
                .param("agent", agent.reference())
                .param("audience", handOver.audience().name())
                .param("channel", handOver.channel().name())
                .update();
    }

    /** An inferred hand-over is told after all. */
    void tellLate(BookletNumber booklet, UUID request, Audience audience, Channel channel, Actor agent) {
        jdbc.sql("""
                        UPDATE booklets.hand_over
                           SET audience = :audience, channel = :channel, late_record = :request,
                               late_recorded_at = :at, late_recorded_by = :agent
                         WHERE booklet = :booklet
                        """)
                .param("audience", audience.name())
                .param("channel", channel.name())
                .param("request", request)
                .param("at", now())
                .param("agent", agent.reference())
                .param("booklet", booklet.value())
                .update();
    }

    private static HandOver handOver(ResultSet row) throws SQLException {
        return new HandOver(
                row.getObject("id", UUID.class),
                new BookletNumber(row.getLong("booklet")),
                row.getObject("handed_over_on", LocalDate.class),
                new OrganisationId(row.getObject("distributor", UUID.class)),
                Audience.valueOf(row.getString("audience")),
                Channel.valueOf(row.getString("channel")),
                row.getBoolean("is_inferred"),
                Optional.ofNullable(row.getObject("late_record", UUID.class)));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
