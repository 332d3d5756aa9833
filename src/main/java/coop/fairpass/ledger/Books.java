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
}
