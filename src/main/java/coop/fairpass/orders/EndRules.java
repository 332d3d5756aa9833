package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rule of the six end dates in force today: the data decides, not the program. */
@Component
class EndRules {

    private final JdbcClient jdbc;
    private final Clock clock;

    EndRules(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What a need described today is given; what was described before keeps its own dates. */
    EndRule inForce() {
        return jdbc.sql("""
                        SELECT alert_months_before, stop_day_of_month, stop_days_before, acknowledge_day_of_month,
                               acknowledge_days_before, tolerance_months, reconcile_days_after
                          FROM orders.end_rule
                         WHERE valid_from <= :today
                         ORDER BY valid_from DESC
                         LIMIT 1
                        """)
                .param("today", Paris.today(clock))
                .query((row, _) -> new EndRule(
                        row.getInt("alert_months_before"),
                        row.getInt("stop_day_of_month"),
                        row.getInt("stop_days_before"),
                        row.getInt("acknowledge_day_of_month"),
                        row.getInt("acknowledge_days_before"),
                        row.getInt("tolerance_months"),
                        row.getInt("reconcile_days_after")))
                .optional()
                .orElse(EndRule.FIRST);
    }
}
