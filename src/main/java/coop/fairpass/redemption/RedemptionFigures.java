package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.watch.Watched;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits for a person after vouchers were redeemed: a month to freeze, a redemption held. */
@Component
class RedemptionFigures implements Watched {

    private static final List<Figure> FIGURES = List.of(
            new Figure(
                    "fairpass.month.unfrozen.age",
                    "seconds",
                    "Since the end of the month that follows the last frozen one; 0 while it runs, unknown before any"),
            new Figure("fairpass.redemption.holds", "", "Redemptions held, on which nobody has decided"),
            new Figure("fairpass.redemption.holds.age", "seconds", "Age of the oldest of them"));

    private final JdbcClient jdbc;
    private final Clock clock;

    RedemptionFigures(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Figure> figures() {
        return FIGURES;
    }

    @Override
    public List<Double> look() {
        return jdbc.sql("""
                        SELECT (SELECT max(month) FROM redemption.frozen_month) AS frozen,
                               (SELECT count(*) FROM redemption.hold WHERE decided_at IS NULL) AS held,
                               coalesce(extract(epoch FROM :now - (SELECT min(held_at) FROM redemption.hold
                                                                    WHERE decided_at IS NULL)), 0) AS held_age
                        """)
                .param("now", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((row, _) -> {
                    var frozen = row.getObject("frozen", LocalDate.class);
                    return List.of(
                            frozen == null ? Double.NaN : unfrozenSeconds(YearMonth.from(frozen)),
                            row.getDouble("held"),
                            row.getDouble("held_age"));
                })
                .single();
    }

    /** A month without a redemption is never frozen, so this asks a look, not an alarm, where nothing is redeemed. */
    private double unfrozenSeconds(YearMonth lastFrozen) {
        var end = Paris.endOf(lastFrozen.plusMonths(1));
        return Math.max(0, Duration.between(end, clock.instant()).toSeconds());
    }
}
