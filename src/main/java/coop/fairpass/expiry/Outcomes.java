package coop.fairpass.expiry;

import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.orders.OrderId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What became of every activated voucher of an order, from facts. */
@Component
public class Outcomes {

    /** What became of a voucher. A replaced one lives on in its replacement, and counts there. */
    public enum VoucherOutcome {
        REDEEMED,
        HELD,
        BLOCKED,
        REPLACED,
        WITHDRAWN,
        EXPIRED;

        /** True for what goes back to the payer. */
        public boolean isUnused() {
            return this == BLOCKED || this == WITHDRAWN || this == EXPIRED;
        }
    }

    /** Vouchers of one lot that ended the same way, with their serials. */
    public record Line(int lot, VoucherOutcome outcome, long vouchers, String serials) {}

    private record Row(int lot, VoucherOutcome outcome, long voucher) {}

    private final JdbcClient jdbc;

    Outcomes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One line for each lot and outcome. */
    @Transactional(readOnly = true)
    public List<Line> of(OrderId order) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        jdbc.sql("""
                        SELECT t.place, one.number * 16 + printed.rank AS voucher,
                               CASE WHEN r.state = 'ACCEPTED' THEN 'REDEEMED'
                                    WHEN r.state = 'HELD' THEN 'HELD'
                                    WHEN printed.rank = ANY (b.replaced_ranks) THEN 'REPLACED'
                                    WHEN b.state = 'WITHDRAWN' THEN 'WITHDRAWN'
                                    WHEN r.state = 'REJECTED_BLOCKED' OR b.blocked_at IS NOT NULL
                                         OR b.state = 'MISSING' THEN 'BLOCKED'
                                    ELSE 'EXPIRED' END AS outcome
                          FROM orders.lot_terms t
                          JOIN booklets.span_facts b ON b.lot = t.code
                         CROSS JOIN LATERAL generate_series(b.first_booklet, b.last_booklet) AS one (number)
                         CROSS JOIN LATERAL generate_series(1, b.size::int) AS printed (rank)
                          LEFT JOIN LATERAL (
                               SELECT s.state FROM redemption.spent s
                                WHERE s.voucher = one.number * 16 + printed.rank ORDER BY s.attempt DESC LIMIT 1) r ON true
                         WHERE t.voucher_order = :order
                           AND t.activated_on IS NOT NULL
                         ORDER BY t.place, outcome, voucher
                        """).param("order", order.value()).query(row -> {
            var one = new Row(
                    row.getInt("place"), VoucherOutcome.valueOf(row.getString("outcome")), row.getLong("voucher"));
            groups.computeIfAbsent(one.lot() + " " + one.outcome(), _ -> new ArrayList<>())
                    .add(one);
        });
        return groups.values().stream()
                .map(group -> new Line(
                        group.getFirst().lot(),
                        group.getFirst().outcome(),
                        group.size(),
                        serials(group.stream().map(Row::voucher).toList())))
                .toList();
    }

    /** Serials as people read them, runs of ranks of one booklet together: {@code 0000 123 455-01 à 07}. */
    static String serials(List<Long> vouchers) {
        var text = new StringBuilder();
        int i = 0;
        while (i < vouchers.size()) {
            int last = i;
            while (last + 1 < vouchers.size() && vouchers.get(last + 1) == vouchers.get(last) + 1) {
                last++;
            }
            if (!text.isEmpty()) {
                text.append(" ; ");
            }
            text.append(new VoucherNumber(vouchers.get(i)).serial());
            if (last > i) {
                text.append(" à %02d".formatted(new VoucherNumber(vouchers.get(last)).rank()));
            }
            i = last + 1;
        }
        return text.toString();
    }
}
