package coop.fairpass.expiry;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.expiry.Credits.Refund;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderState;
import coop.fairpass.orders.Orders;
import java.time.LocalDate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar does at the end of orders: joint statements on their day, credit for what was rejected afterwards,
 * refunds that did not leave in time.
 */
@Component
class ExpiryDueDates implements DailyTask {

    private final Orders orders;
    private final JointStatements jointStatements;
    private final CreditUnused creditUnused;
    private final Credits credits;
    private final Organisations organisations;
    private final Notices notices;
    private final TransactionTemplate transaction;

    ExpiryDueDates(
            Orders orders,
            JointStatements jointStatements,
            CreditUnused creditUnused,
            Credits credits,
            Organisations organisations,
            Notices notices,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.jointStatements = jointStatements;
        this.creditUnused = creditUnused;
        this.credits = credits;
        this.organisations = organisations;
        this.notices = notices;
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
        for (var refund : credits.lateOn(today)) {
            transaction.executeWithoutResult(_ -> tellLate(refund));
        }
        for (var order : creditUnused.withSomethingLeft()) {
            transaction.executeWithoutResult(_ -> creditUnused.supplement(order));
        }
    }

    private void tellLate(Refund refund) {
        var order = orders.get(refund.order());
        var text = "Commande %s : le remboursement de %s, demandé le %s, n’est pas parti dans les %d jours."
                .formatted(
                        order.signedNumber(),
                        refund.amount().french(),
                        Paris.french(refund.requestedOn()),
                        Credits.REFUND_DAYS);
        Stream.concat(organisations.cooperative().map(Organisation::id).stream(), Stream.of(order.payer()))
                .forEach(
                        told -> notices.tell(told, "refund-late/" + refund.id(), "Un remboursement a du retard", text));
    }
}
