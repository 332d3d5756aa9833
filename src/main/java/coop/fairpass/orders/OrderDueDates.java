package coop.fairpass.orders;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.Quote.QuoteState;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar does to orders: quotes lapse, orders come to their end and expire, payers are reminded (O4, O14,
 * O15), lots that were never active are given back (V14).
 */
@Component
class OrderDueDates implements DailyTask {

    private static final int FIRST_REMINDER_DAYS = 2;
    private static final int SECOND_REMINDER_DAYS = 5;

    private final Orders orders;
    private final Quotes quotes;
    private final Organisations organisations;
    private final ConfirmEndStep confirmations;
    private final CancelLot cancelLot;
    private final Notices notices;
    private final TransactionTemplate transaction;

    OrderDueDates(
            Orders orders,
            Quotes quotes,
            Organisations organisations,
            ConfirmEndStep confirmations,
            CancelLot cancelLot,
            Notices notices,
            TransactionTemplate transaction) {
        this.orders = orders;
        this.quotes = quotes;
        this.organisations = organisations;
        this.confirmations = confirmations;
        this.cancelLot = cancelLot;
        this.notices = notices;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "orders: what the calendar ends";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void run(LocalDate today) {
        for (var quote : quotes.lapsedOn(today)) {
            transaction.executeWithoutResult(_ -> lapse(quote));
        }
        for (var order : orders.in(OrderState.RUNNING)) {
            if (!today.isBefore(order.need().endDates().alertOn())) {
                transaction.executeWithoutResult(_ -> comeToEnd(order.id()));
            }
        }
        for (var lot : cancelLot.neverActive(today)) {
            cancelLot.afterValidity(lot);
        }
        for (var order : orders.in(OrderState.DELIVERED)) {
            if (today.isAfter(order.need().endDates().validUntil())) {
                transaction.executeWithoutResult(_ -> tellNeverUsed(order));
            }
        }
        for (var order : orders.in(OrderState.ENDING)) {
            transaction.executeWithoutResult(_ -> remind(order, today));
            if (!today.isBefore(order.need().endDates().redeemableUntil())) {
                transaction.executeWithoutResult(_ -> expire(order.id()));
            }
        }
    }

    /** No lot was ever active: only both sides can give up the order, and they are told that its time is over. */
    private void tellNeverUsed(VoucherOrder order) {
        var title = "Une commande n’a jamais été activée";
        var text =
                "Commande %s : la fin de validité est passée. Annulez-la : ce qui a été payé pour les chèques est rendu."
                        .formatted(order.signedNumber());
        notices.tell(order.payer(), "never-used/" + order.id(), title, text);
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(cooperative.id(), "never-used/" + order.id(), title, text));
    }

    private void lapse(Quote quote) {
        var order = orders.lock(quote.order()).orElseThrow();
        var last = quotes.last(order.id()).orElseThrow();
        if (last.state() == QuoteState.SENT && OrderStep.O4_LAPSED.isPossibleFrom(order.state())) {
            quotes.mark(last, QuoteState.LAPSED);
            orders.take(order, OrderStep.O4_LAPSED, Actor.CLOCK, last.number());
        }
    }

    private void comeToEnd(OrderId id) {
        var order = orders.lock(id).orElseThrow();
        if (OrderStep.O14_ENDING.isPossibleFrom(order.state())) {
            orders.take(order, OrderStep.O14_ENDING, Actor.CLOCK, "");
            var dates = order.need().endDates();
            notices.tell(
                    order.payer(),
                    "order-ending/" + id,
                    "Votre commande arrive à son terme",
                    "Commande %s : fin de validité le %s. Regardez les carnets non remis : les remises cessent le %s."
                            .formatted(
                                    order.signedNumber(),
                                    Paris.french(dates.validUntil()),
                                    Paris.french(dates.stopOn())));
        }
    }

    /** A confirmation is asked for on its day, then again after 2 and 5 days of silence. */
    private void remind(VoucherOrder order, LocalDate today) {
        var dates = order.need().endDates();
        ask(order, EndStep.STOP, dates.stopOn(), today);
        ask(order, EndStep.ACKNOWLEDGE, dates.acknowledgeOn(), today);
    }

    private void ask(VoucherOrder order, EndStep step, LocalDate from, LocalDate today) {
        if (today.isBefore(from) || confirmations.of(order.id()).stream().anyMatch(done -> done.step() == step)) {
            return;
        }
        int round = !today.isBefore(from.plusDays(SECOND_REMINDER_DAYS))
                ? 2
                : !today.isBefore(from.plusDays(FIRST_REMINDER_DAYS)) ? 1 : 0;
        for (int asked = 0; asked <= round; asked++) {
            notices.tell(
                    order.payer(),
                    "confirm-%s/%s/%d".formatted(step.name().toLowerCase(java.util.Locale.ROOT), order.id(), asked),
                    asked == 0 ? "Une confirmation est attendue" : "Rappel : une confirmation est attendue",
                    ConfirmEndStep.textOf(step, order));
        }
    }

    private void expire(OrderId id) {
        var order = orders.lock(id).orElseThrow();
        if (OrderStep.O15_EXPIRED.isPossibleFrom(order.state())) {
            orders.take(order, OrderStep.O15_EXPIRED, Actor.CLOCK, "");
        }
    }
}
