package coop.fairpass.orders;

import coop.fairpass.directory.Organisations;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Movement;
import coop.fairpass.money.Money;
import coop.fairpass.orders.UsedValue.Used;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Follows the face value of an order: what came in, waits, circulates or goes back is read from the books; how much of
 * what was used is paid, from the room that pays. The two halves are counted apart, so that their sum proves something
 * (R-211).
 */
@Component
public class MoneyOfOrders {

    private record Moved(Account account, Movement movement, Money amount) {}

    private static final Set<Movement> CALLS = Set.of(Movement.M02, Movement.M12);

    private final Organisations organisations;
    private final ObjectProvider<UsedValue> usedValue;
    private final JdbcClient jdbc;

    MoneyOfOrders(Organisations organisations, ObjectProvider<UsedValue> usedValue, JdbcClient jdbc) {
        this.organisations = organisations;
        this.usedValue = usedValue;
        this.jdbc = jdbc;
    }

    /** Where the money of an order is now; empty until it is signed. */
    @Transactional(readOnly = true)
    public Optional<OrderMoney> of(VoucherOrder order) {
        if (order.number().isEmpty()) {
            return Optional.empty();
        }
        var moved = moved(OrderDocuments.accountOf(organisations.get(order.payer()), order)
                .code());
        var calls = in(moved, Account.PAYER_CALLS);
        // A funded order that was cancelled is no longer called, but what came in for it is.
        var called =
                sum(calls.stream().filter(one -> CALLS.contains(one.movement())).toList());
        var received = sum(calls.stream()
                        .filter(one -> !CALLS.contains(one.movement()))
                        .toList())
                .negated();
        var toCome = called.minus(received);
        var back = in(moved, Account.OWED_TO_PAYERS);
        var returns = in(moved, Account.RETURNED_TRANSFERS);
        return Optional.of(new OrderMoney(
                called,
                received,
                owed(moved, Account.CALLED_NOT_ACTIVE).minus(toCome),
                owed(moved, Account.IN_CIRCULATION),
                usedValue.stream().findFirst().map(told -> told.of(order.id())).orElse(Used.NOTHING),
                owed(moved, Account.OWED_TO_PAYERS),
                of(back, Movement.M41).plus(sum(returns)),
                of(back, Movement.M42),
                sum(returns).negated()));
    }

    private static List<Moved> in(List<Moved> moved, Account account) {
        return moved.stream().filter(one -> one.account() == account).toList();
    }

    private static Money of(List<Moved> moved, Movement movement) {
        return sum(moved.stream().filter(one -> one.movement() == movement).toList());
    }

    private static Money owed(List<Moved> moved, Account account) {
        return sum(in(moved, account)).negated();
    }

    private static Money sum(List<Moved> moved) {
        return moved.stream().map(Moved::amount).collect(Money.sum());
    }

    private List<Moved> moved(String code) {
        return jdbc.sql("""
                        SELECT l.account, l.movement, sum(l.amount_cents)::bigint AS cents
                          FROM ledger.line l
                         WHERE l.auxiliary IN (SELECT auxiliary FROM ledger.balance WHERE auxiliary_code = :code)
                         GROUP BY l.account, l.movement
                        """)
                .param("code", code)
                .query((row, _) -> new Moved(
                        Account.of(row.getInt("account")),
                        Movement.valueOf(row.getString("movement")),
                        Money.cents(row.getLong("cents"))))
                .list();
    }
}
