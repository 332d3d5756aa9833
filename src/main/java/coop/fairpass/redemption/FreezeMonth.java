package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * A month takes no more redemptions, after its last instant in Paris: what settlement counts can no longer change
 * (R-142).
 */
@Component
public class FreezeMonth {

    private final VoucherGate gate;
    private final JdbcClient jdbc;
    private final Clock clock;

    FreezeMonth(VoucherGate gate, JdbcClient jdbc, Clock clock) {
        this.gate = gate;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Freezes a month in the caller's transaction; false when the month is not over. Twice is once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean handle(YearMonth month, Actor by) {
        if (clock.instant().isBefore(Paris.endOf(month))) {
            return false;
        }
        // Redemptions under way finish first; those that come after see the month frozen.
        gate.passAlone();
        jdbc.sql("""
                        INSERT INTO redemption.frozen_month (month, frozen_at, frozen_by)
                        VALUES (:month, :at, :by)
                            ON CONFLICT (month) DO NOTHING
                        """)
                .param("month", month.atDay(1))
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .update();
        return true;
    }

    @Transactional(readOnly = true)
    public boolean isFrozen(YearMonth month) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM redemption.frozen_month WHERE month = :month)")
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
    }

    /**
     * Months that are over, hold redemptions, and are not frozen: a question to the database, not a timer. No
     * service is older than the first activation; each month is asked provider by provider, so that what was redeemed
     * in other months is not read.
     */
    @Transactional(readOnly = true)
    public List<YearMonth> waiting() {
        return jdbc.sql("""
                        SELECT m.month
                          FROM (SELECT generate_series(date_trunc('month', min(t.activated_on)::timestamp),
                                                       :last_month::timestamp, interval '1 month')::date AS month
                                  FROM orders.lot_terms t) AS m
                         WHERE NOT EXISTS (SELECT 1 FROM redemption.frozen_month f WHERE f.month = m.month)
                           AND EXISTS (
                               SELECT 1
                                 FROM directory.organisation_name o
                                CROSS JOIN LATERAL (
                                      SELECT 1
                                        FROM redemption.redemption r
                                       WHERE r.provider = o.id
                                         AND r.counts_on >= m.month AND r.counts_on < m.month + interval '1 month'
                                         AND r.state = 'ACCEPTED'
                                       LIMIT 1) AS redeemed)
                         ORDER BY m.month
                        """)
                .param(
                        "last_month",
                        YearMonth.from(Paris.today(clock)).minusMonths(1).atDay(1))
                .query((row, _) -> YearMonth.from(row.getObject(1, LocalDate.class)))
                .list();
    }
}
