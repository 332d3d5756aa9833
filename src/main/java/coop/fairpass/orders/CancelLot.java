package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.Receivables.Receivable;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A lot that never became active is given up alone while its order goes on: both sides agree to it (O22), or the last
 * day of use passes (V14). A credit note takes it out of the funds call: what was not paid is no longer owed (M12),
 * what was is owed back (M13). The fee stays due: the booklets were made.
 */
@Component
public class CancelLot {

    public record Command(LotId lot, String why, Actor by) {}

    public sealed interface Outcome {
        record Cancelled(Lot lot, Money givenBack) implements Outcome {}

        /** The other side has to agree. */
        record Asked(Lot lot) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Organisations organisations;
    private final Receivables receivables;
    private final OrderDocuments documents;
    private final GivenBack givenBack;
    private final CancellationAsks asks;
    private final Notices notices;
    private final Ledger ledger;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    CancelLot(
            Orders orders,
            Organisations organisations,
            Receivables receivables,
            OrderDocuments documents,
            GivenBack givenBack,
            CancellationAsks asks,
            Notices notices,
            Ledger ledger,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.orders = orders;
        this.organisations = organisations;
        this.receivables = receivables;
        this.documents = documents;
        this.givenBack = givenBack;
        this.asks = asks;
        this.notices = notices;
        this.ledger = ledger;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var found = orders.lot(command.lot());
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_LOT);
        }
        var order = orders.lock(found.get().order()).orElseThrow();
        if (!by.isOf(order.payer()) && !by.isOfTheCooperative()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_LOT);
        }
        if (!OrderStep.O22_CANCELLED_IN_PRODUCTION.isAllowedTo(by)) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var lot = orders.lot(command.lot()).orElseThrow();
        if (lot.goods() == Lot.Goods.CANCELLED) {
            return new Outcome.Cancelled(lot, paidFor(lot));
        }
        var refusal = refusal(order.state(), lot, orders.lots(order.id()));
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        return asks.isAgreed(order, Optional.of(lot), command.why(), by)
                ? cancel(order, lot, command.why(), by)
                : new Outcome.Asked(lot);
    }

    /**
     * Lots that can never be used: their order’s last day of use is past.
     *
     * @return what is refused waits: the money is not where it must be
     */
    @Transactional
    public Outcome afterValidity(LotId id) {
        var order = orders.lock(orders.lot(id).orElseThrow().order()).orElseThrow();
        var lot = orders.lot(id).orElseThrow();
        if (lot.goods() == Lot.Goods.CANCELLED || lot.isActive()) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        return cancel(order, lot, "jamais activé avant la fin de validité", Actor.CLOCK);
    }

    /** Lots that were neither activated nor cancelled when the last day of use of their order passed. */
    @Transactional(readOnly = true)
    List<LotId> neverActive(LocalDate today) {
        return jdbc.sql("""
                        SELECT l.id
                          FROM orders.lot l
                          JOIN orders.voucher_order o ON o.id = l.voucher_order
                         WHERE l.activated_on IS NULL
                           AND l.goods <> 'CANCELLED'
                           AND o.valid_until < :today
                           AND o.state IN ('RUNNING', 'ENDING', 'EXPIRED', 'IN_RECONCILIATION', 'DISPUTED',
                                           'RECONCILED')
                         ORDER BY l.code
                        """)
                .param("today", today)
                .query((row, _) -> new LotId(row.getObject("id", UUID.class)))
                .list();
    }

    /** Why a lot that is not cancelled cannot be given up alone, whoever asks: a page does not offer it either. */
    static Optional<OrderReason> refusal(OrderState state, Lot lot, List<Lot> all) {
        if (lot.isActive()) {
            return Optional.of(OrderReason.LOT_ALREADY_ACTIVE);
        }
        if (state != OrderState.DELIVERED && state != OrderState.RUNNING && state != OrderState.ENDING) {
            return Optional.of(OrderReason.NOT_POSSIBLE_NOW);
        }
        boolean isTheLast =
                all.stream().noneMatch(other -> !other.id().equals(lot.id()) && other.goods() != Lot.Goods.CANCELLED);
        return isTheLast ? Optional.of(OrderReason.CANCEL_THE_WHOLE_ORDER) : Optional.empty();
    }

    private Outcome cancel(VoucherOrder order, Lot lot, String why, Actor by) {
        var call = receivables.of(order.id(), Receivable.Kind.FACE).orElseThrow();
        var face = lot.face(order.signedTerms().faceValue());
        var unpaid = face.min(call.open());
        var paid = face.minus(unpaid);
        var uncovered = givenBack.uncovered(call, paid);
        if (uncovered.isPresent()) {
            return new Outcome.Refused(uncovered.get());
        }
        var today = Paris.today(clock);
        var account = OrderDocuments.accountOf(organisations.get(order.payer()), order);
        var credit = documents.creditLot(order, call, lot, today);
        var number = credit.number().toString();
        var cause = new Cause(OrderDocuments.idOf(credit), today, number);
        if (unpaid.isPositive()) {
            ledger.post(Movements.unpaidCallCancelled(cause, account, unpaid));
        }
        if (paid.isPositive()) {
            ledger.post(Movements.fundedOrderCancelled(cause, account, paid));
        }
        asks.end(lot, by);
        jdbc.sql("UPDATE orders.lot SET goods = 'CANCELLED' WHERE id = :lot")
                .param("lot", lot.id().value())
                .update();
        jdbc.sql("""
                        INSERT INTO orders.lot_cancellation (lot, document, credit_note, unpaid_cents, paid_cents,
                               done_at, done_by, why)
                        VALUES (:lot, :document, :credit_note, :unpaid, :paid, :at, :by, :why)
                        """)
                .param("lot", lot.id().value())
                .param("document", call.document())
                .param("credit_note", number)
                .param("unpaid", unpaid.cents())
                .param("paid", paid.cents())
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("why", why)
                .update();
        events.publishEvent(new LotCancelled(lot.id(), lot.code(), order.signedNumber(), lot.place()));
        notices.tell(
                order.payer(),
                "lot-cancelled/" + lot.id(),
                "Un lot de votre commande est annulé",
                "Commande %s, lot %d : l’avoir %s le reprend. %s"
                        .formatted(
                                order.signedNumber(),
                                lot.place(),
                                number,
                                paid.isPositive()
                                        ? "%s vous sont dus : demandez un remboursement, ou payez-en une autre commande."
                                                .formatted(paid.french())
                                        : "Ce qui n’était pas payé n’est plus dû."));
        return new Outcome.Cancelled(orders.lot(lot.id()).orElseThrow(), paid);
    }

    private Money paidFor(Lot lot) {
        return jdbc.sql("SELECT paid_cents FROM orders.lot_cancellation WHERE lot = :lot")
                .param("lot", lot.id().value())
                .query((row, _) -> Money.cents(row.getLong("paid_cents")))
                .optional()
                .orElse(Money.ZERO);
    }
}
