package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.invoicing.VatOnReceipts;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Quote.QuoteState;
import coop.fairpass.orders.Receivables.Receivable;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An order is given up before any lot is active; what was issued is reversed by documents that name the first ones
 * (O21, O22, R-012). What was not paid is no longer owed (M12); face value already paid is owed back (M13); a fee
 * already paid is credited for refund (M14). Once production has begun, the fee stays due and both sides agree: the
 * first to say so asks, and the order is given up when the other says so too.
 */
@Component
public class CancelOrder {

    public record Command(OrderId order, String why, Actor by) {}

    public sealed interface Outcome {
        record Cancelled(VoucherOrder order) implements Outcome {}

        /** Production has begun: the other side has to agree. */
        record Asked(VoucherOrder order) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Quotes quotes;
    private final Organisations organisations;
    private final Receivables receivables;
    private final OrderDocuments documents;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final GivenBack givenBack;
    private final CancellationAsks asks;
    private final JdbcClient jdbc;
    private final Clock clock;

    CancelOrder(
            Orders orders,
            Quotes quotes,
            Organisations organisations,
            Receivables receivables,
            OrderDocuments documents,
            Ledger ledger,
            ApplicationEventPublisher events,
            GivenBack givenBack,
            CancellationAsks asks,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.organisations = organisations;
        this.receivables = receivables;
        this.documents = documents;
        this.ledger = ledger;
        this.events = events;
        this.givenBack = givenBack;
        this.asks = asks;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var found = orders.lock(command.order());
        if (found.isEmpty() || !(by.isOf(found.get().payer()) || by.isOfTheCooperative())) {
            return new Outcome.Refused(OrderReason.UNKNOWN_ORDER);
        }
        var order = found.get();
        if (!OrderStep.O21_CANCELLED_BEFORE_PRODUCTION.isAllowedTo(by)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        if (order.state() == OrderState.CANCELLED) {
            return new Outcome.Cancelled(order);
        }
        boolean beforeProduction = OrderStep.O21_CANCELLED_BEFORE_PRODUCTION.isPossibleFrom(order.state());
        if (!beforeProduction && !OrderStep.O22_CANCELLED_IN_PRODUCTION.isPossibleFrom(order.state())) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (orders.lots(order.id()).stream().anyMatch(Lot::isActive)) {
            return new Outcome.Refused(OrderReason.A_LOT_IS_ACTIVE);
        }
        if (!beforeProduction && !asks.isAgreed(order, Optional.empty(), command.why(), by)) {
            return new Outcome.Asked(order);
        }
        var uncovered = receivables
                .of(order.id(), Receivable.Kind.FACE)
                .flatMap(call -> givenBack.uncovered(call, call.kept()));
        if (uncovered.isPresent()) {
            return new Outcome.Refused(uncovered.get());
        }
        asks.endAll(order.id(), by);
        var today = Paris.today(clock);
        var payer = organisations.get(order.payer());
        for (var receivable : receivables.of(order.id())) {
            switch (receivable.kind()) {
                case FACE -> reverseFace(order, payer, receivable, today);
                case FEE -> {
                    if (beforeProduction) {
                        reverseFee(order, payer, receivable, today);
                    }
                }
            }
        }
        quotes.last(order.id())
                .filter(quote -> quote.state() == QuoteState.SENT)
                .ifPresent(quote -> quotes.mark(quote, QuoteState.SUPERSEDED));
        order.number()
                .ifPresent(number -> orders.lots(order.id()).stream()
                        .filter(lot -> lot.goods() != Lot.Goods.CANCELLED)
                        .forEach(lot ->
                                events.publishEvent(new LotCancelled(lot.id(), lot.code(), number, lot.place()))));
        jdbc.sql("UPDATE orders.lot SET goods = 'CANCELLED' WHERE voucher_order = :order")
                .param("order", order.id().value())
                .update();
        orders.take(
                order,
                beforeProduction ? OrderStep.O21_CANCELLED_BEFORE_PRODUCTION : OrderStep.O22_CANCELLED_IN_PRODUCTION,
                by,
                command.why());
        return new Outcome.Cancelled(orders.get(order.id()));
    }

    private void reverseFace(VoucherOrder order, Organisation payer, Receivable call, LocalDate today) {
        var account = OrderDocuments.accountOf(payer, order);
        var credit = documents.creditFace(order, call, today);
        var cause =
                new Cause(OrderDocuments.idOf(credit), today, credit.number().toString());
        if (call.open().isPositive()) {
            ledger.post(Movements.unpaidCallCancelled(cause, account, call.open()));
        }
        if (call.kept().isPositive()) {
            ledger.post(Movements.fundedOrderCancelled(cause, account, call.kept()));
        }
        receivables.cancel(call, credit.number().toString());
    }

    private void reverseFee(VoucherOrder order, Organisation payer, Receivable fee, LocalDate today) {
        var account = OrderDocuments.accountOf(payer);
        var credit = documents.creditFee(order, fee, today);
        var cause =
                new Cause(OrderDocuments.idOf(credit), today, credit.number().toString());
        // The VAT that receipts made due is collected; the rest still waits.
        var vatDue = VatOnReceipts.dueWith(fee.received(), Money.ZERO, fee.total(), fee.vat());
        if (fee.received().isPositive()) {
            ledger.post(
                    Movements.paidFeeCancelled(cause, account, fee.received().minus(vatDue), vatDue));
        }
        if (fee.open().isPositive()) {
            var vatPending = fee.vat().minus(vatDue);
            ledger.post(Movements.unpaidFeeCancelled(cause, account, fee.open().minus(vatPending), vatPending));
        }
        receivables.cancel(fee, credit.number().toString());
    }
}
