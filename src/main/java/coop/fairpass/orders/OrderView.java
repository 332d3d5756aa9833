package coop.fairpass.orders;

import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ConfirmEndStep.Confirmation;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.Orders.Taken;
import coop.fairpass.web.Language;
import coop.fairpass.web.MoneyBar;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that the page of one order shows to one reader.
 *
 * @param isStopped whether a wind-down is in force, so that nothing new is issued
 */
public record OrderView(
        VoucherOrder order,
        boolean isStopped,
        String payer,
        String publics,
        List<WayStep> way,
        List<Expected> expected,
        Optional<OrderMoney> money,
        List<Piece> pieces,
        List<LotRow> lots,
        List<Funder> funders,
        List<Confirmation> confirmations,
        List<EndStep> toConfirm,
        List<Taken> history,
        List<CancellationAsks.Ask> asks,
        Actor reader,
        Set<Act> acts) {

    /** What the reader may do now. */
    public enum Act {
        EDIT_NEED,
        SEE_QUOTES,
        SEND_QUOTE,
        FRAME,
        SEE_PROOFS,
        SEE_STOCK,
        SEE_END,
        SET_SHARES,
        RECORD_FUNDING,
        RECORD_MANDATE,
        CANCEL,
        CANCEL_TOGETHER,
        ACTIVATE,
        SPLIT
    }

    /**
     * One document of the order.
     *
     * @param asked what it asks for, if it asks for money
     */
    public record Piece(
            String number,
            String kind,
            LocalDate issuedOn,
            Optional<LocalDate> dueOn,
            Optional<Money> asked,
            Optional<Money> received,
            Optional<Money> open,
            boolean isCancelled,
            String reference,
            boolean hasXml) {}

    /**
     * One lot, and what is still missing before it can be activated.
     *
     * @param isFunded whether its whole face value is on the segregated account
     */
    public record LotRow(Lot lot, Money face, boolean isFunded, Money missing, long bookletsFunded) {

        /** Where the paper is, in a few words. */
        public String paper() {
            return switch (lot.goods()) {
                case PLANNED ->
                    lot.range().isPresent()
                            ? Language.say("numéroté", "numbered")
                            : Language.say("à fabriquer", "to be made");
                case PRINTED -> Language.say("imprimé", "printed");
                case SHIPPED -> Language.say("en chemin", "on its way");
                case RECEIVED -> Language.say("reçu", "received");
                case CANCELLED -> Language.say("annulé", "cancelled");
            };
        }
    }

    /** One co-funder, and what was called from it and received. */
    public record Funder(String id, String name, FundingShare share, Money called, Money received) {}

    public OrderView {
        way = List.copyOf(way);
        expected = List.copyOf(expected);
        pieces = List.copyOf(pieces);
        lots = List.copyOf(lots);
        funders = List.copyOf(funders);
        confirmations = List.copyOf(confirmations);
        toConfirm = List.copyOf(toConfirm);
        history = List.copyOf(history);
        asks = List.copyOf(asks);
        acts = Set.copyOf(acts);
    }

    public boolean may(Act act) {
        return acts.contains(act);
    }

    /** A lot that was never active can be given up alone, unless it is the last one. */
    public boolean mayCancel(Lot lot) {
        return may(Act.CANCEL_TOGETHER)
                && lot.goods() != Lot.Goods.CANCELLED
                && CancelLot.refusal(
                                order.state(),
                                lot,
                                lots.stream().map(LotRow::lot).toList())
                        .isEmpty();
    }

    /** What the other side than the reader asked of the order, or of one of its lots. */
    Optional<CancellationAsks.Ask> toAnswer(Optional<LotId> lot) {
        return asks.stream()
                .filter(ask -> ask.lot().equals(lot) && !isMine(ask))
                .findFirst();
    }

    /** Whether the reader is of the side that asked. */
    public boolean isMine(CancellationAsks.Ask ask) {
        return ask.side() == CancellationAsks.Side.of(order, reader);
    }

    /** Of what a cancellation is asked: the whole order, or which of its lots. */
    public String asked(CancellationAsks.Ask ask) {
        return ask.lot()
                .flatMap(lot -> lots.stream()
                        .map(LotRow::lot)
                        .filter(one -> one.id().equals(lot))
                        .findFirst())
                .map(lot -> Language.say("le lot %d", "lot %d").formatted(lot.place()))
                .orElseGet(() -> Language.say("la commande", "the order"));
    }

    /** Where the other side reads what it is asked, and agrees. */
    public String pathOf(CancellationAsks.Ask ask) {
        var path = "/commandes/" + order.id();
        return ask.lot().map(lot -> path + "/lots/" + lot).orElse(path) + "/annulation";
    }

    /** How pages name the order: its number, once it has one. */
    public String title() {
        return titleOf(order);
    }

    public static String titleOf(VoucherOrder order) {
        return order.number()
                .map(number -> Language.say("Commande ", "Order ") + number)
                .orElseGet(() -> Language.say("Projet de %s chèques", "Draft of %s vouchers")
                        .formatted(Language.say(order.need().vouchers())));
    }

    /** A number as pages show it to their reader. */
    public static String count(long count) {
        return Language.say(count);
    }

    /** The colour in which a state is shown. */
    public static String styleOf(OrderState state) {
        return switch (state) {
            case CANCELLED, LAPSED, DISPUTED -> "stopped";
            case DRAFT, QUOTED, ENDING, IN_RECONCILIATION -> "waits";
            case ORDERED, FRAMED, IN_PROOF, IN_PRODUCTION, SHIPPED, DELIVERED, RUNNING, EXPIRED, RECONCILED, CLOSED ->
                "";
        };
    }

    /** Where the money is, drawn. */
    public MoneyBar bar() {
        return money.map(where -> new MoneyBar(List.of(
                        new MoneyBar.Part(
                                Language.say("Payé aux lieux", "Paid to places"),
                                "paid",
                                where.used().paid()),
                        new MoneyBar.Part(
                                Language.say("Dû aux lieux", "Owed to places"),
                                "owed",
                                where.used().owed()),
                        new MoneyBar.Part(
                                Language.say("En vérification, à récupérer", "Being checked, to be recovered"),
                                "fee",
                                where.used().held().plus(where.used().toRecover())),
                        new MoneyBar.Part(
                                Language.say("Chèques actifs, pas encore utilisés", "Active vouchers, not used yet"),
                                "keep",
                                where.unused()),
                        new MoneyBar.Part(
                                Language.say("Chèques pas encore actifs", "Vouchers not active yet"),
                                "wait",
                                where.waiting()),
                        new MoneyBar.Part(
                                Language.say("Rendu ou à rendre", "Given back or to give back"),
                                "back",
                                where.toRefund()
                                        .plus(where.refunded())
                                        .plus(where.setOff())
                                        .plus(where.returned())))))
                .orElseGet(() -> new MoneyBar(List.of()));
    }
}
