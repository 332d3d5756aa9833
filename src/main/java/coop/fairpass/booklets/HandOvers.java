package coop.fairpass.booklets;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Remises : booklets that left the distribution network for a person who is never named. */
@Component
public class HandOvers {

    private final JdbcClient jdbc;
    private final Clock clock;

    HandOvers(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A voucher was redeemed from booklets that nobody recorded as handed over: they are, by inference, and count apart
     * as data quality (B8, R-078).
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void infer(Set<Long> booklets, LocalDate on) {
        if (booklets.isEmpty()) {
            return;
        }
        var numbers = booklets.stream().sorted().toArray(Long[]::new);
        jdbc.sql("""
                        INSERT INTO booklets.hand_over (booklet, handed_over_on, recorded_at, distributor, agent, audience,
                               channel, is_inferred)
                        SELECT b.number, :on, :at, b.holder, 'redemption', 'NOT_TOLD', 'UNKNOWN', true
                          FROM booklets.booklet b
                         WHERE b.number = ANY (:numbers::bigint[])
                           AND b.state IN ('IN_STOCK', 'IN_TRANSIT')
                            ON CONFLICT (booklet) DO NOTHING
                        """)
                .param("on", on)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("numbers", numbers)
                .update();
        jdbc.sql("""
                        UPDATE booklets.booklet SET state = 'HANDED_OVER'
                         WHERE number = ANY (:numbers::bigint[]) AND state IN ('IN_STOCK', 'IN_TRANSIT')
                        """).param("numbers", numbers).update();
    }
}
