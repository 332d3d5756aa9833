package coop.fairpass.settlement;

import coop.fairpass.redemption.FreezeMonth;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which months are over and not settled: a question to the facts, so that a missed task stays visible. */
@Component
class MonthsToSettle {

    /** A month that waits: to be frozen, or frozen with statements still to make. */
    record Waiting(YearMonth month, boolean isFrozen, LocalDate dueOn) {}

    private final FreezeMonth freezeMonth;
    private final MonthCount count;
    private final JdbcClient jdbc;

    MonthsToSettle(FreezeMonth freezeMonth, MonthCount count, JdbcClient jdbc) {
        this.freezeMonth = freezeMonth;
        this.count = count;
        this.jdbc = jdbc;
    }

    /** The months that wait, the oldest first. */
    @Transactional(readOnly = true)
    public List<Waiting> all() {
        var frozen = jdbc.sql("SELECT month FROM redemption.closed_month ORDER BY month")
                .query((row, _) -> YearMonth.from(row.getObject(1, LocalDate.class)))
                .list();
        return Stream.concat(
                        frozen.stream()
                                .filter(count::isWaiting)
                                .map(month -> new Waiting(month, true, SettleMonth.dueOn(month))),
                        freezeMonth.waiting().stream()
                                .map(month -> new Waiting(month, false, SettleMonth.dueOn(month))))
                .sorted(Comparator.comparing(Waiting::month))
                .toList();
    }
}
