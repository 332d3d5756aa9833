package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siret;
import coop.fairpass.invoicing.ActivationCertificatePrint;
import coop.fairpass.invoicing.DocumentSeries;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Parties;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.Movements;
import coop.fairpass.ledger.Movements.Cause;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import coop.fairpass.money.Money;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Plural;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A lot's vouchers begin to circulate: only when its whole face value is booked on the segregated account and its
 * booklets are acknowledged (O12, M11, R-024).
 */
@Component
public class ActivateLot {

    public record Command(LotId lot, Actor by) {}

    public sealed interface Outcome {
        record Activated(Lot lot) implements Outcome {}

        /**
         * The order's money does not cover this lot: what is missing, and the whole booklets it would cover.
         */
        record NotFunded(Money missing, long bookletsFunded) implements Outcome {}

        record Refused(OrderReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Receivables receivables;
    private final Organisations organisations;
    private final Ledger ledger;
    private final SegregatedFunds funds;
    private final Documents documents;
    private final Parties parties;
    private final Notices notices;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final WindDown windDown;
    private final Clock clock;

    ActivateLot(
            Orders orders,
            Receivables receivables,
            Organisations organisations,
            Ledger ledger,
            SegregatedFunds funds,
            Documents documents,
            Parties parties,
            Notices notices,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            WindDown windDown,
            Clock clock) {
        this.orders = orders;
        this.receivables = receivables;
        this.organisations = organisations;
        this.ledger = ledger;
        this.funds = funds;
        this.documents = documents;
        this.parties = parties;
        this.notices = notices;
        this.events = events;
        this.jdbc = jdbc;
        this.windDown = windDown;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!OrderStep.O12_ACTIVATED.isAllowedTo(command.by())) {
            return new Outcome.Refused(OrderReason.NOT_ALLOWED);
        }
        var found = orders.lot(command.lot());
        if (found.isEmpty()) {
            return new Outcome.Refused(OrderReason.UNKNOWN_LOT);
        }
        var order = orders.lock(found.get().order()).orElseThrow();
        var lot = orders.lot(command.lot()).orElseThrow();
        if (lot.isActive()) {
            return new Outcome.Activated(lot);
        }
        if (lot.goods() != Lot.Goods.RECEIVED) {
            return new Outcome.Refused(OrderReason.LOT_NOT_RECEIVED);
        }
        if (!OrderStep.O12_ACTIVATED.isPossibleFrom(order.state())) {
            return new Outcome.Refused(OrderReason.NOT_POSSIBLE_NOW);
        }
        if (Paris.today(clock).isAfter(order.need().endDates().validUntil())) {
            return new Outcome.Refused(OrderReason.VALIDITY_OVER);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(OrderReason.WIND_DOWN);
        }
        var faceValue = order.signedTerms().faceValue();
        var available = receivables.available(order, orders.lots(order.id()));
        var wanted = lot.face(faceValue);
        if (available.isLessThan(wanted)) {
            return new Outcome.NotFunded(
                    wanted.minus(available), available.max(Money.ZERO).wholeTimes(faceValue.times(lot.bookletSize())));
        }
        return switch (funds.check()) {
            case Standing.Stopped(var _, var _) -> new Outcome.Refused(OrderReason.COVERAGE_INCIDENT);
            case Standing.Covered(var coverage) ->
                coverage.sweepable(Money.ZERO).isNegative()
                        ? new Outcome.Refused(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT)
                        : activate(order, lot, wanted, command.by());
        };
    }

    private Outcome activate(VoucherOrder order, Lot lot, Money face, Actor by) {
        var today = Paris.today(clock);
        var payer = organisations.get(order.payer());
        mark(lot, today, by);
        ledger.post(Movements.vouchersActivated(
                new Cause(lot.id().value(), today, order.signedNumber()),
                OrderDocuments.accountOf(payer, order),
                face));
        orders.take(order, OrderStep.O12_ACTIVATED, by, "lot " + lot.place());
        var lastDay = order.need().endDates().toleranceEndsOn();
        notices.tell(
                order.payer(),
                "lot-active/" + lot.id(),
                "Vos chèques sont activés",
                "Commande %s, lot %d : %s chèques sont utilisables. Dernier jour accepté : %s."
                        .formatted(
                                order.signedNumber(),
                                lot.place(),
                                Plural.number(lot.vouchers()),
                                Paris.french(lastDay)));
        var certified = orders.lot(lot.id()).orElseThrow();
        documents.keep(certificate(order, certified, payer, today), lot.id().value(), order.payer());
        events.publishEvent(new LotActivated(order.id(), lot.id(), order.signedNumber(), lot.vouchers(), lastDay));
        return new Outcome.Activated(certified);
    }

    /** Certificat d'activation : the serials that became usable, and the money booked behind them. */
    private ActivationCertificatePrint certificate(VoucherOrder order, Lot lot, Organisation payer, LocalDate on) {
        var range = lot.range().orElseThrow(() -> new IllegalStateException("an active lot has no booklets"));
        var receipts = receivables
                .of(order.id(), Receivables.Receivable.Kind.FACE)
                .map(call -> receivables.receipts(call.document()))
                .orElse(List.of());
        return new ActivationCertificatePrint(
                documents.take(DocumentSeries.CA, on),
                on,
                parties.seller(),
                parties.buyer(payer, order.need().references().siret().map(Siret::digits)),
                OrderDocuments.referencesOf(order),
                order.signedTerms().faceValue(),
                List.of(new ActivationCertificatePrint.Lot(
                        "Lot " + lot.place(),
                        lot.booklets(),
                        lot.vouchers(),
                        "carnet n° " + range.first(),
                        "carnet n° " + range.last())),
                receipts.stream()
                        .map(receipt -> new ActivationCertificatePrint.Receipt(
                                receipt.receivedOn(),
                                receipt.entry().map(UUID::toString).orElse("imputation d’un avoir"),
                                receipt.amount()))
                        .toList(),
                on,
                order.need().endDates().validUntil(),
                order.need().endDates().toleranceEndsOn());
    }

    private void mark(Lot lot, LocalDate on, Actor by) {
        jdbc.sql("""
                        UPDATE orders.lot
                           SET activated_on = :on, activated_at = :at, activated_by = :by
                         WHERE id = :id
                        """)
                .param("on", on)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by.reference())
                .param("id", lot.id().value())
                .update();
    }
}
