package coop.fairpass.expiry;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar does at the end of orders: joint statements on their day, credit for what was rejected afterwards.
 */
@Component
class ExpiryDueDates implements DailyTask {

    private final Orders orders;
    private final JointStatements jointStatements;
    private final CreditUnused creditUnused;
    private final TransactionTemplate transaction;

    ExpiryDueDates(
            Orders orders,
            JointStatements jointStatements,
            CreditUnused creditUnused,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.jointStatements = jointStatements;
        this.creditUnused = creditUnused;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "expiry: joint statements and late credits";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public void run(LocalDate today) {
        for (var order : orders.in(OrderState.EXPIRED)) {
            if (!today.isBefore(order.need().endDates().reconcileOn())) {
                transaction.executeWithoutResult(_ -> jointStatements.produceFirst(order.id()));
            }
        }
        for (var order : creditUnused.withSomethingLeft()) {
            transaction.executeWithoutResult(_ -> creditUnused.supplement(order));
        }
    }
}
