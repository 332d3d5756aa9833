package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Balances and reports as they were known at an instant for a day: the same question always has the same answer,
 * whatever was posted since.
 */
@Component
public class Books {

    /**
     * One line of the trial balance.
     *
     * @param third the code of the third party, empty for an account without
     * @param debit all that was debited, positive
     * @param credit all that was credited, positive
     */
    public record BalanceLine(
            Account account, Optional<String> third, Optional<String> label, Money debit, Money credit) {

        /** Debit positive. */
        public Money balance() {
            return debit.minus(credit);
        }
    }

    /** Balance générale : every account that ever moved, third parties apart. */
    public record TrialBalance(LocalDate through, List<BalanceLine> lines) {

        public TrialBalance {
            lines = List.copyOf(lines);
        }

        public Money totalDebit() {
            return lines.stream().map(BalanceLine::debit).collect(Money.sum());
        }

        public Money totalCredit() {
            return lines.stream().map(BalanceLine::credit).collect(Money.sum());
        }

        /** The balance of an account over all its third parties; debit positive. */
        public Money balance(Account account) {
            return lines.stream()
                    .filter(line -> line.account() == account)
                    .map(BalanceLine::balance)
                    .collect(Money.sum());
        }
    }

    /** What each line of an order's own account means for its position; ledger.line is l. */
    static final String POSITION = """
            coalesce(-sum(l.amount_cents) FILTER (
                WHERE l.account = 411200 AND l.movement IN ('M03', 'M07', 'M09', 'M42')), 0)::bigint AS funded,
            coalesce(-sum(l.amount_cents) FILTER (WHERE l.account IN (411200, 467110)), 0)::bigint AS held,
            coalesce(-sum(l.amount_cents) FILTER (WHERE l.account = 467120), 0)::bigint AS circulating,
            coalesce(sum(l.amount_cents) FILTER (
                WHERE (l.account = 467120 AND l.movement IN ('M20', 'M21', 'M31', 'M37'))
                   OR (l.account = 467400 AND l.movement IN ('M37', 'M43'))), 0)::bigint AS used,
            coalesce(-sum(l.amount_cents) FILTER (WHERE l.account IN (467400, 467900)), 0)::bigint AS to_refund,
            coalesce(sum(l.amount_cents) FILTER (
                WHERE (l.account = 467400 AND l.movement = 'M41')
                   OR (l.account = 467900 AND l.movement IN ('M28', 'M29'))), 0)::bigint AS refunded,
            coalesce(sum(l.amount_cents) FILTER (
                WHERE l.account = 467400 AND l.movement = 'M42'), 0)::bigint AS set_off
            """;

    private final JdbcClient jdbc;

    Books(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What counts up to {@code through}, itself included, as it was recorded before {@code knownBefore}. */
    @Transactional(readOnly = true)
    public TrialBalance trialBalance(LocalDate through, Instant knownBefore) {
        return new TrialBalance(
                through,
                jdbc.sql("""
                                SELECT l.account, a.code, a.label,
                                       coalesce(sum(l.amount_cents) FILTER (WHERE l.amount_cents > 0), 0)::bigint,
                                       coalesce(-sum(l.amount_cents) FILTER (WHERE l.amount_cents < 0), 0)::bigint
                                  FROM ledger.line l
                                  LEFT JOIN ledger.auxiliary a ON a.id = l.auxiliary
                                 WHERE l.effective_on <= :through
                                   AND l.recorded_at < :known_before
                                 GROUP BY l.account, a.code, a.label
                                 ORDER BY l.account, a.code
                                """)
                        .param("through", through)
                        .param("known_before", OffsetDateTime.ofInstant(knownBefore, ZoneOffset.UTC))
                        .query((row, _) -> new BalanceLine(
                                Account.of(row.getInt(1)),
                                Optional.ofNullable(row.getString(2)),
                                Optional.ofNullable(row.getString(3)),
                                Money.cents(row.getLong(4)),
                                Money.cents(row.getLong(5))))
                        .list());
    }

    /**
     * Where the face value of an order is, at the end of a day, as it was recorded before {@code knownBefore}.
     */
    @Transactional(readOnly = true)
    public OrderPosition position(Auxiliary.OrderAccount order, LocalDate through, Instant knownBefore) {
        return jdbc.sql("SELECT " + POSITION + """
                          FROM ledger.line l
                          JOIN ledger.auxiliary a ON a.id = l.auxiliary
                         WHERE a.code = :code
                           AND l.effective_on <= :through
                           AND l.recorded_at < :known_before
                        """)
                .param("code", order.code())
                .param("through", through)
                .param("known_before", OffsetDateTime.ofInstant(knownBefore, ZoneOffset.UTC))
                .query((row, _) -> new OrderPosition(
                        through,
                        Money.cents(row.getLong("funded")),
                        Money.cents(row.getLong("held")),
                        Money.cents(row.getLong("circulating")),
                        Money.cents(row.getLong("used")),
                        Money.cents(row.getLong("to_refund")),
                        Money.cents(row.getLong("refunded")),
                        Money.cents(row.getLong("set_off"))))
                .single();
    }
}
