package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.Documents.Listed;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.FundingShares.FundingEvent;
import coop.fairpass.orders.OrderView.Act;
import coop.fairpass.orders.OrderView.Funder;
import coop.fairpass.orders.OrderView.LotRow;
import coop.fairpass.orders.OrderView.Piece;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers what the page of an order shows to a reader: only what it may see, and only acts it may do now. */
@Component
class OrderViews {

    private final Orders orders;
    private final OrderProgress progress;
    private final MoneyOfOrders moneyOfOrders;
    private final Receivables receivables;
    private final Documents documents;
    private final FundingShares fundingShares;
    private final ConfirmEndStep confirmEndStep;
    private final Organisations organisations;
    private final ObjectProvider<TargetPublics> publics;
    private final WindDown windDown;
    private final CancellationAsks asks;
    private final Clock clock;

    OrderViews(
            Orders orders,
            OrderProgress progress,
            MoneyOfOrders moneyOfOrders,
            Receivables receivables,
            Documents documents,
            FundingShares fundingShares,
            ConfirmEndStep confirmEndStep,
            Organisations organisations,
            ObjectProvider<TargetPublics> publics,
            WindDown windDown,
            CancellationAsks asks,
            Clock clock) {
        this.orders = orders;
        this.progress = progress;
        this.moneyOfOrders = moneyOfOrders;
        this.receivables = receivables;
        this.documents = documents;
        this.fundingShares = fundingShares;
        this.confirmEndStep = confirmEndStep;
        this.organisations = organisations;
        this.publics = publics;
        this.windDown = windDown;
        this.asks = asks;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    OrderView of(VoucherOrder order, Actor reader) {
        var lots = orders.lots(order.id());
        var confirmations = confirmEndStep.of(order.id());
        var given =
                confirmations.stream().map(ConfirmEndStep.Confirmation::step).toList();
        return new OrderView(
                order,
                windDown.isOn(),
                nameOf(order),
                said(order.need().restrictions().audiences()),
                progress.way(order),
                progress.expected(order, reader),
                moneyOfOrders.of(order),
                pieces(order, lots),
                rows(order, lots),
                fundersOf(order),
                confirmations,
                Stream.of(EndStep.values())
                        .filter(step -> !given.contains(step) && mayConfirm(order, step, reader))
                        .toList(),
                orders.history(order.id()),
                asks.open(order.id()),
                reader,
                acts(order, lots, reader));
    }

    String nameOf(VoucherOrder order) {
        return organisations.find(order.payer()).map(Organisation::legalName).orElse("");
    }

    private String said(List<String> audiences) {
        return publics.stream()
                .findFirst()
                .map(told -> told.said(audiences))
                .orElseGet(() -> String.join(", ", audiences));
    }

    // ── Documents ────────────────────────────────────────────────────────────────────────────────────────────────

    /** What was issued about an order and its lots, addressed to its payer. */
    List<Piece> pieces(VoucherOrder order, List<Lot> lots) {
        var asked = receivables.of(order.id()).stream()
                .collect(Collectors.toMap(Receivable::document, Function.identity()));
        return listed(order, lots).stream()
                .sorted(Comparator.comparing(Listed::issuedOn))
                .map(listed -> piece(listed, Optional.ofNullable(asked.get(listed.number()))))
                .toList();
    }

    private List<Listed> listed(VoucherOrder order, List<Lot> lots) {
        return Stream.concat(
                        documents.about(order.id().value()).stream(),
                        lots.stream().flatMap(lot -> documents.about(lot.id().value()).stream()))
                .filter(listed -> listed.party().equals(order.payer()))
                .toList();
    }

    /** Whether a number is that of a document of the order, for who asks for its file. */
    boolean isOf(VoucherOrder order, String number) {
        return listed(order, orders.lots(order.id())).stream()
                .anyMatch(listed -> listed.number().equals(number));
    }

    private Piece piece(Listed listed, Optional<Receivable> receivable) {
        return new Piece(
                listed.number(),
                Pieces.said(listed.kind(), listed.number()),
                listed.issuedOn(),
                receivable.map(Receivable::dueOn),
                receivable.map(Receivable::total),
                receivable.map(Receivable::received),
                receivable.map(Receivable::open),
                receivable.filter(Receivable::isCancelled).isPresent(),
                receivable.map(Receivable::reference).orElse(""),
                Pieces.isInvoice(listed.kind()));
    }

    // ── Lots ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /** Lots are funded in their order; one that is active has used its part of the money. */
    private List<LotRow> rows(VoucherOrder order, List<Lot> lots) {
        if (order.terms().isEmpty()) {
            return List.of();
        }
        var faceValue = order.signedTerms().faceValue();
        var free = receivables.available(order, lots).max(Money.ZERO);
        var rows = new ArrayList<LotRow>();
        for (var lot : lots) {
            var face = lot.face(faceValue);
            if (lot.isActive()) {
                rows.add(new LotRow(lot, face, true, Money.ZERO, lot.booklets()));
            } else {
                var given = lot.goods() == Lot.Goods.CANCELLED ? Money.ZERO : free.min(face);
                rows.add(new LotRow(
                        lot,
                        face,
                        given.equals(face),
                        face.minus(given),
                        given.wholeTimes(faceValue.times(lot.bookletSize()))));
                free = free.minus(given);
            }
        }
        return rows;
    }

    // ── Co-funders ───────────────────────────────────────────────────────────────────────────────────────────────

    private List<Funder> fundersOf(VoucherOrder order) {
        var today = Paris.today(clock);
        return fundingShares.of(order.id()).stream()
                .map(share -> new Funder(
                        share.funder().value().toString(),
                        organisations
                                .find(share.funder())
                                .map(Organisation::legalName)
                                .orElse(""),
                        share,
                        fundingShares.total(order.id(), share.funder(), FundingEvent.CALLED, today),
                        fundingShares.total(order.id(), share.funder(), FundingEvent.RECEIVED, today)))
                .toList();
    }

    // ── Acts ─────────────────────────────────────────────────────────────────────────────────────────────────────

    private boolean mayConfirm(VoucherOrder order, EndStep step, Actor reader) {
        var dates = order.need().endDates();
        LocalDate from = step == EndStep.STOP ? dates.alertOn() : dates.stopOn();
        return reader.isOf(order.payer())
                && reader.has(Role.PAYER_BUYER)
                && (order.state() == OrderState.RUNNING || order.state() == OrderState.ENDING)
                && !Paris.today(clock).isBefore(from);
    }

    private Set<Act> acts(VoucherOrder order, List<Lot> lots, Actor reader) {
        var acts = EnumSet.noneOf(Act.class);
        var state = order.state();
        boolean buys = (reader.isOf(order.payer()) && reader.has(Role.PAYER_BUYER)) || reader.has(Role.COOP_SALES);
        boolean isSigned = order.number().isPresent();
        boolean counts = reader.isOf(order.payer()) && reader.has(Role.PAYER_ACCOUNTANT);
        boolean sells = reader.has(Role.COOP_SALES);
        boolean issues = !windDown.isOn();
        add(acts, Act.EDIT_NEED, issues && buys && state == OrderState.DRAFT);
        add(acts, Act.SEE_QUOTES, state != OrderState.DRAFT || sells);
        add(acts, Act.SEND_QUOTE, issues && sells && state == OrderState.DRAFT);
        add(acts, Act.FRAME, issues && sells && state == OrderState.ORDERED);
        add(acts, Act.SEE_PROOFS, hasProofs(state));
        add(acts, Act.SEE_STOCK, lots.stream().anyMatch(lot -> lot.goods() == Lot.Goods.RECEIVED));
        boolean gaveUpALot = lots.stream().anyMatch(lot -> lot.goods() == Lot.Goods.CANCELLED);
        add(acts, Act.SEE_END, isSigned && (hasEnd(state) || gaveUpALot));
        add(acts, Act.SET_SHARES, issues && buys && (state == OrderState.DRAFT || state == OrderState.QUOTED));
        add(acts, Act.RECORD_FUNDING, isSigned && (buys || counts));
        add(
                acts,
                Act.RECORD_MANDATE,
                isSigned && !state.isFinal() && ((buys && !sells) || counts || reader.has(Role.TREASURER)));
        add(acts, Act.CANCEL, buys && mayCancel(state) && lots.stream().noneMatch(Lot::isActive));
        add(acts, Act.CANCEL_TOGETHER, buys);
        add(acts, Act.ACTIVATE, issues && sells && OrderStep.O12_ACTIVATED.isPossibleFrom(state));
        add(acts, Act.SPLIT, issues && isSigned && !state.isFinal() && (buys || counts));
        return acts;
    }

    private static void add(Set<Act> acts, Act act, boolean may) {
        if (may) {
            acts.add(act);
        }
    }

    private static boolean hasProofs(OrderState state) {
        return switch (state) {
            case DRAFT, QUOTED, LAPSED, ORDERED -> false;
            case FRAMED,
                    IN_PROOF,
                    IN_PRODUCTION,
                    SHIPPED,
                    DELIVERED,
                    RUNNING,
                    ENDING,
                    EXPIRED,
                    IN_RECONCILIATION,
                    DISPUTED,
                    RECONCILED,
                    CLOSED,
                    CANCELLED -> true;
        };
    }

    /** Whether something may be owed back, or counted together. */
    private static boolean hasEnd(OrderState state) {
        return switch (state) {
            case ENDING, EXPIRED, IN_RECONCILIATION, DISPUTED, RECONCILED, CLOSED, CANCELLED -> true;
            case DRAFT, QUOTED, LAPSED, ORDERED, FRAMED, IN_PROOF, IN_PRODUCTION, SHIPPED, DELIVERED, RUNNING -> false;
        };
    }

    private static boolean mayCancel(OrderState state) {
        return OrderStep.O21_CANCELLED_BEFORE_PRODUCTION.isPossibleFrom(state)
                || OrderStep.O22_CANCELLED_IN_PRODUCTION.isPossibleFrom(state);
    }
}
