package coop.fairpass.orders;

import coop.fairpass.calendar.BusinessDays;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.Expected.Who;
import coop.fairpass.orders.Orders.Taken;
import coop.fairpass.orders.Proofs.Proof;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.web.Language;
import coop.fairpass.winddown.WindDown;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Reads where an order stands on its way, and what it waits for, with the deadlines of domain §7.1. */
@Component
class OrderProgress {

    private static final int QUOTE_DAYS = 5;
    private static final int FRAMING_DAYS = 15;
    private static final int PROOF_DAYS = 3;
    private static final int PRINTING_DAYS = 10;
    private static final int DELIVERY_DAYS = 7;
    private static final int OVERSEAS_DELIVERY_DAYS = 14;

    private final Orders orders;
    private final Quotes quotes;
    private final Proofs proofs;
    private final Receivables receivables;
    private final ConfirmEndStep confirmations;
    private final Organisations organisations;
    private final WindDown windDown;
    private final Clock clock;

    OrderProgress(
            Orders orders,
            Quotes quotes,
            Proofs proofs,
            Receivables receivables,
            ConfirmEndStep confirmations,
            Organisations organisations,
            WindDown windDown,
            Clock clock) {
        this.orders = orders;
        this.quotes = quotes;
        this.proofs = proofs;
        this.receivables = receivables;
        this.confirmations = confirmations;
        this.organisations = organisations;
        this.windDown = windDown;
        this.clock = clock;
    }

    /** The way of an order, from its quote to its end. */
    List<WayStep> way(VoucherOrder order) {
        var history = orders.history(order.id());
        var reached = order.state() == OrderState.CANCELLED || order.state() == OrderState.LAPSED
                ? history.reversed().stream()
                        .filter(taken -> taken.to() == order.state())
                        .findFirst()
                        .map(Taken::from)
                        .orElse(OrderState.DRAFT)
                : order.state();
        var steps = new ArrayList<WayStep>();
        for (var mark : Mark.values()) {
            boolean done = rank(reached) >= rank(mark.from);
            boolean first = steps.stream().allMatch(WayStep::isDone);
            steps.add(new WayStep(
                    Language.say(mark.french, mark.english),
                    done ? dayOf(mark == Mark.ACTIVE ? history : history.reversed(), mark.code) : Optional.empty(),
                    done,
                    !done && first && !order.state().isFinal()));
        }
        return steps;
    }

    /** The day of the first such step, in the order in which they are given. */
    private static Optional<LocalDate> dayOf(List<Taken> history, String code) {
        return history.stream()
                .filter(taken -> taken.code().equals(code))
                .findFirst()
                .map(taken -> Paris.dayOf(taken.at()));
    }

    private enum Mark {
        QUOTE("Devis envoyé", "Quote sent", OrderState.QUOTED, "O2"),
        SIGNED("Devis signé : c’est une commande", "Quote signed: it is an order", OrderState.ORDERED, "O5"),
        FRAMED("Cadrage terminé", "Framing done", OrderState.FRAMED, "O6"),
        PROOF("Bon à tirer approuvé", "Proof approved", OrderState.IN_PRODUCTION, "O9"),
        SHIPPED("Premiers carnets expédiés", "First booklets shipped", OrderState.SHIPPED, "O10"),
        DELIVERED("Premiers carnets reçus", "First booklets received", OrderState.DELIVERED, "O11"),
        ACTIVE("Premiers chèques activés", "First vouchers activated", OrderState.RUNNING, "O12"),
        EXPIRED("Fin de l’usage", "End of use", OrderState.EXPIRED, "O15"),
        RECONCILED(
                "Bilan accepté des deux côtés", "Joint statement agreed by both sides", OrderState.RECONCILED, "O19"),
        CLOSED("Commande close", "Order closed", OrderState.CLOSED, "O20");

        private final String french;
        private final String english;
        private final OrderState from;
        private final String code;

        Mark(String french, String english, OrderState from, String code) {
            this.french = french;
            this.english = english;
            this.from = from;
            this.code = code;
        }
    }

    private static int rank(OrderState state) {
        return switch (state) {
            case DRAFT, LAPSED, CANCELLED -> 0;
            case QUOTED -> 1;
            case ORDERED -> 2;
            case FRAMED -> 3;
            case IN_PROOF -> 4;
            case IN_PRODUCTION -> 5;
            case SHIPPED -> 6;
            case DELIVERED -> 7;
            case RUNNING -> 8;
            case ENDING -> 9;
            case EXPIRED -> 10;
            case IN_RECONCILIATION, DISPUTED -> 11;
            case RECONCILED -> 12;
            case CLOSED -> 13;
        };
    }

    /** What an order waits for on the clock's day, the most urgent first. */
    @Transactional(readOnly = true)
    List<Expected> expected(VoucherOrder order, Actor reader) {
        var expected = new ArrayList<Expected>();
        var today = Paris.today(clock);
        var page = "/commandes/" + order.id();
        var since = orders.history(order.id()).reversed().stream()
                .findFirst()
                .map(taken -> Paris.dayOf(taken.at()))
                .orElse(today);
        boolean isStopped = windDown.isOn();
        if (isStopped && isBeforeUse(order.state())) {
            return stopped(order, reader);
        }
        switch (order.state()) {
            case DRAFT ->
                expected.add(make(
                        order,
                        reader,
                        Who.SALES,
                        Language.say("Envoyer le devis", "Send the quote"),
                        due(since, QUOTE_DAYS),
                        page + "/devis"));
            case QUOTED ->
                quotes.last(order.id())
                        .ifPresent(quote -> expected.add(make(
                                order,
                                reader,
                                Who.BUYER,
                                Language.say("Répondre au devis ", "Answer quote ") + quote.number(),
                                Optional.of(quote.lapsesOn()),
                                page + "/devis")));
            case ORDERED ->
                expected.add(make(
                        order,
                        reader,
                        Who.SALES,
                        Language.say(
                                "Cadrer la commande : textes, logos, dates, adresses",
                                "Frame the order: texts, logos, dates, addresses"),
                        due(since, FRAMING_DAYS),
                        page + "/cadrage"));
            case FRAMED ->
                expected.add(make(
                        order,
                        reader,
                        Who.PRODUCTION,
                        Language.say("Envoyer le bon à tirer", "Send the proof"),
                        due(since, PROOF_DAYS),
                        page + "/bon-a-tirer"));
            case IN_PROOF ->
                proofs.last(order.id()).ifPresent(proof -> expected.add(proof(order, reader, proof, since)));
            case IN_PRODUCTION ->
                expected.add(make(
                        order,
                        reader,
                        Who.PRODUCTION,
                        Language.say("Fabriquer et expédier les carnets", "Make and ship the booklets"),
                        due(since, PRINTING_DAYS),
                        "/carnets"));
            case SHIPPED ->
                expected.add(make(
                        order,
                        reader,
                        Who.DISTRIBUTORS,
                        Language.say("Compter les carnets à l’arrivée", "Count the booklets on arrival"),
                        due(since, deliveryDays(order)),
                        "/carnets"));
            case RUNNING, ENDING -> confirmations(order, reader, today, expected);
            case EXPIRED ->
                expected.add(make(
                        order,
                        reader,
                        Who.CONTROLLER,
                        Language.say("Établir l’état contradictoire", "Draw up the joint statement"),
                        Optional.of(order.need().endDates().reconcileOn()),
                        page + "/bilan"));
            case IN_RECONCILIATION ->
                expected.add(make(
                        order,
                        reader,
                        Who.BUYER,
                        Language.say(
                                "Accepter ou contester l’état contradictoire", "Accept or dispute the joint statement"),
                        Optional.empty(),
                        page + "/bilan"));
            case DISPUTED ->
                expected.add(make(
                        order,
                        reader,
                        Who.CONTROLLER,
                        Language.say("Répondre aux lignes contestées", "Answer the disputed lines"),
                        Optional.empty(),
                        page + "/bilan"));
            case RECONCILED ->
                expected.add(make(
                        order,
                        reader,
                        Who.TREASURER,
                        Language.say(
                                "Rendre l’avoir s’il est encore dû, puis clore",
                                "Refund the credit note if still owed, then close"),
                        Optional.empty(),
                        page + "/bilan"));
            case LAPSED, DELIVERED, CLOSED, CANCELLED -> {
                // Nothing but what money and lots below still wait for.
            }
        }
        payments(order, reader, isStopped, expected);
        if (!isStopped) {
            activations(order, reader, since, expected);
        }
        return expected.stream()
                .sorted(Comparator.comparing(one -> one.dueOn().orElse(LocalDate.MAX)))
                .toList();
    }

    /** Whether nothing of the order can be in use yet. */
    private static boolean isBeforeUse(OrderState state) {
        return state == OrderState.DRAFT
                || OrderStep.O21_CANCELLED_BEFORE_PRODUCTION.isPossibleFrom(state)
                || OrderStep.O22_CANCELLED_IN_PRODUCTION.isPossibleFrom(state);
    }

    /** Nothing new is issued: an order that is not in use can only be given up, which gives back what was paid. */
    private List<Expected> stopped(VoucherOrder order, Actor reader) {
        return order.number().isEmpty()
                ? List.of()
                : List.of(make(
                        order,
                        reader,
                        Who.BUYER,
                        Language.say(
                                "Annuler la commande : elle ne sera pas activée",
                                "Cancel the order: it will not be activated"),
                        Optional.empty(),
                        "/commandes/" + order.id() + "/annulation"));
    }

    private Expected proof(VoucherOrder order, Actor reader, Proof proof, LocalDate since) {
        var path = "/commandes/" + order.id() + "/bon-a-tirer";
        return switch (proof.state()) {
            case SENT, APPROVED ->
                make(
                        order,
                        reader,
                        Who.BUYER,
                        Language.say(
                                "Approuver le bon à tirer, ou dire quoi corriger",
                                "Approve the proof, or say what to correct"),
                        Optional.of(proof.answerDueOn()),
                        path);
            case REJECTED ->
                make(
                        order,
                        reader,
                        Who.PRODUCTION,
                        Language.say("Envoyer un bon à tirer corrigé", "Send a corrected proof"),
                        due(since, PROOF_DAYS),
                        path);
        };
    }

    private void confirmations(VoucherOrder order, Actor reader, LocalDate today, List<Expected> expected) {
        var dates = order.need().endDates();
        var given = confirmations.of(order.id()).stream()
                .map(ConfirmEndStep.Confirmation::step)
                .toList();
        var page = "/commandes/" + order.id() + "#fin";
        if (!today.isBefore(dates.alertOn()) && !given.contains(EndStep.STOP)) {
            expected.add(make(
                    order,
                    reader,
                    Who.BUYER,
                    Language.say("Confirmer l’arrêt des remises", "Confirm the stop of hand-overs"),
                    Optional.of(dates.stopOn()),
                    page));
        }
        if (!today.isBefore(dates.stopOn()) && !given.contains(EndStep.ACKNOWLEDGE)) {
            expected.add(make(
                    order,
                    reader,
                    Who.BUYER,
                    Language.say("Prendre acte des remises tardives", "Acknowledge late hand-overs"),
                    Optional.of(dates.acknowledgeOn()),
                    page));
        }
    }

    private void payments(VoucherOrder order, Actor reader, boolean isStopped, List<Expected> expected) {
        for (var receivable : receivables.of(order.id())) {
            // What is left of the face value is not called any more once nothing new is activated.
            boolean isCalled = !(isStopped && receivable.kind() == Receivable.Kind.FACE);
            if (isCalled && receivable.open().isPositive()) {
                expected.add(make(
                        order,
                        reader,
                        Who.ACCOUNTANT,
                        Language.say("Payer %s de %s (%s)", "Pay %s of %s (%s)")
                                .formatted(
                                        receivable.kind() == Receivable.Kind.FACE
                                                ? Language.say("l’appel de fonds", "the funds call")
                                                : Language.say("la facture de frais", "the fee invoice"),
                                        Language.say(receivable.open()),
                                        receivable.document()),
                        Optional.of(receivable.dueOn()),
                        "/commandes/" + order.id() + "#pieces"));
            }
        }
    }

    /** A lot that is counted in and whose money is there is activated on the next business day. */
    private void activations(VoucherOrder order, Actor reader, LocalDate since, List<Expected> expected) {
        if (order.terms().isEmpty() || !OrderStep.O12_ACTIVATED.isPossibleFrom(order.state())) {
            return;
        }
        var lots = orders.lots(order.id());
        var faceValue = order.signedTerms().faceValue();
        var free = receivables.available(order, lots);
        for (var lot : lots) {
            if (!lot.isActive() && lot.goods() == Lot.Goods.RECEIVED && !free.isLessThan(lot.face(faceValue))) {
                expected.add(make(
                        order,
                        reader,
                        Who.SALES,
                        Language.say("Activer le lot ", "Activate lot ") + lot.place(),
                        Optional.of(BusinessDays.after(lot.receivedOn().orElse(since), 1)),
                        "/commandes/" + order.id() + "#lots"));
            }
        }
    }

    private Expected make(
            VoucherOrder order, Actor reader, Who who, String what, Optional<LocalDate> dueOn, String path) {
        return new Expected(
                who,
                what,
                dueOn,
                dueOn.filter(day -> Paris.today(clock).isAfter(day)).isPresent(),
                path,
                isOne(who, order, reader));
    }

    private static boolean isOne(Who who, VoucherOrder order, Actor reader) {
        return switch (who) {
            case BUYER -> reader.isOf(order.payer()) && reader.has(Role.PAYER_BUYER);
            case ACCOUNTANT -> reader.isOf(order.payer()) && reader.has(Role.PAYER_ACCOUNTANT);
            case SALES -> reader.has(Role.COOP_SALES);
            case PRODUCTION -> reader.has(Role.COOP_PRODUCTION);
            case CONTROLLER -> reader.has(Role.COOP_CONTROLLER);
            case TREASURER -> reader.has(Role.TREASURER);
            case DISTRIBUTORS -> false; // theirs is told by the room that follows parcels
        };
    }

    private int deliveryDays(VoucherOrder order) {
        var postalCode = organisations.get(order.payer()).address().postalCode().digits();
        return VatTerritory.ofPostalCode(postalCode).isOverseas() ? OVERSEAS_DELIVERY_DAYS : DELIVERY_DAYS;
    }

    /** Calendar days, moved to the next business day. */
    private static Optional<LocalDate> due(LocalDate since, int days) {
        return Optional.of(BusinessDays.firstFrom(since.plusDays(days)));
    }
}
