package coop.fairpass.demo;

import coop.fairpass.booklets.AcknowledgeMove;
import coop.fairpass.booklets.AllocateBooklets;
import coop.fairpass.booklets.MakeBooklets;
import coop.fairpass.booklets.PrintSheets;
import coop.fairpass.booklets.SendProof;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import coop.fairpass.mail.SendLetters;
import coop.fairpass.orders.AcceptQuote;
import coop.fairpass.orders.CancelLot;
import coop.fairpass.orders.DescribeNeed;
import coop.fairpass.orders.EndDates;
import coop.fairpass.orders.FrameOrder;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import coop.fairpass.orders.Quotes;
import coop.fairpass.orders.SendQuote;
import coop.fairpass.places.HubTerritories;
import coop.fairpass.qualification.SuspendProvider;
import coop.fairpass.qualification.SuspensionId;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** What lasts a few days, and of which the story shows none on its last: done by the acts that people call. */
final class UnderWay {

    private static final Actor BUYER = Cast.COMPANY_BUYER.actor();
    private static final Actor SALES = Cast.SALES.actor();
    private static final Actor PRODUCTION = Cast.PRODUCTION.actor();

    /** Those who read with a role that nobody of the story holds. */
    static final List<Cast.Player> OTHERS = Stream.of(Role.HUB, Role.CONSULTANT, Role.MEMBER, Role.PUBLISHER)
            .map(role -> new Cast.Player("other-" + role, "Rôle " + role, Cast.COMPANY, Set.of(role)))
            .toList();

    private final LivedDemo demo;

    private UnderWay(LivedDemo demo) {
        this.demo = demo;
    }

    /**
     * A need without a quote, an order made and not yet shared out, one received of which a lot is to be cancelled, a
     * provider suspended, and mails delivered.
     */
    static void in(LivedDemo demo) {
        var all = new UnderWay(demo);
        all.describe(new OrderId(Cast.id("order/described")));
        all.make(new OrderId(Cast.id("order/made")));
        all.askToCancel(new OrderId(Cast.id("order/received")));
        all.suspend();
        OTHERS.forEach(all::enter);
        all.act(HubTerritories.class)
                .give(new HubTerritories.Command(Cast.COMPANY.id(), "D:21", Cast.REVIEWER.actor()));
        all.remind();
        demo.site().bean(SendLetters.class).sendAll();
    }

    private <T> T act(Class<T> act) {
        return demo.site().bean(act);
    }

    private void describe(OrderId order) {
        var need = new Need(
                200,
                10,
                LocalDate.of(2026, 10, 5),
                EndDates.of(LocalDate.of(2027, 3, 31)),
                Optional.empty(),
                Need.Restrictions.none(),
                Need.InvoiceOn.ACCEPTANCE,
                List.of(10L, 10L),
                "Offert par une entreprise d’ici.",
                "1 place de la Démonstration, 21000 Dijon",
                Need.BuyerReferences.none());
        Refused.unless(
                DescribeNeed.Outcome.Described.class,
                "describe",
                act(DescribeNeed.class).handle(new DescribeNeed.Command(order, Cast.COMPANY.id(), need, BUYER)));
    }

    private void make(OrderId order) {
        describe(order);
        Refused.unless(
                SendQuote.Outcome.Sent.class,
                "quote",
                act(SendQuote.class).handle(new SendQuote.Command(order, SALES)));
        int quoted = act(Quotes.class).last(order).orElseThrow().version();
        Refused.unless(
                AcceptQuote.Outcome.Signed.class,
                "sign",
                act(AcceptQuote.class).handle(new AcceptQuote.Command(order, quoted, true, BUYER)));
        Refused.unless(
                FrameOrder.Outcome.Marked.class,
                "frame",
                act(FrameOrder.class).handle(new FrameOrder.Command(order, EnumSet.allOf(FramingItem.class), SALES)));
        Refused.unless(
                SendProof.Outcome.Sent.class,
                "proof",
                act(SendProof.class).handle(new SendProof.Command(order, PRODUCTION)));
        int drawn = act(Proofs.class).last(order).orElseThrow().version();
        Refused.unless(Proofs.Outcome.Done.class, "approve", act(Proofs.class).approve(order, drawn, BUYER));
        Refused.unless(
                MakeBooklets.Outcome.Made.class,
                "make",
                act(MakeBooklets.class).handle(new MakeBooklets.Command(order, PRODUCTION)));
        for (var lot : act(Orders.class).lots(order)) {
            Refused.unless(
                    PrintSheets.Outcome.Ready.class,
                    "print",
                    act(PrintSheets.class).handle(new PrintSheets.Command(lot.id(), Optional.empty(), PRODUCTION)));
        }
    }

    private void askToCancel(OrderId order) {
        make(order);
        var library = Cast.DISTRIBUTORS.getFirst();
        for (var lot : act(Orders.class).lots(order)) {
            var shared = Refused.unless(
                    AllocateBooklets.Outcome.Shared.class,
                    "share",
                    act(AllocateBooklets.class)
                            .handle(new AllocateBooklets.Command(
                                    Cast.id("allocation/" + lot.id()),
                                    lot.id(),
                                    0,
                                    List.of(new AllocateBooklets.Weighed(library.id(), 1)),
                                    PRODUCTION)));
            for (var share : shared.shares()) {
                Refused.unless(
                        AcknowledgeMove.Outcome.Acknowledged.class,
                        "count",
                        act(AcknowledgeMove.class)
                                .handle(new AcknowledgeMove.Command(
                                        share.move(),
                                        share.booklets(),
                                        Cast.manager(library).actor())));
            }
        }
        var lots = act(Orders.class).lots(order);
        for (var lot : List.of(lots.getFirst(), lots.getLast())) {
            Refused.unless(
                    CancelLot.Outcome.Asked.class,
                    "ask",
                    act(CancelLot.class)
                            .handle(new CancelLot.Command(
                                    lot.id(),
                                    "Moins de carnets suffisent.",
                                    lot.equals(lots.getFirst()) ? SALES : BUYER)));
        }
    }

    /** A mail of the kind that its reader may stop. */
    private void remind() {
        act(TransactionTemplate.class)
                .executeWithoutResult(_ -> act(Letters.class)
                        .write(new Letter(
                                Cast.id("letter"),
                                "place@exemple.coop",
                                MailKind.REMINDER,
                                "Vos horaires sont-ils à jour ?",
                                List.of("Relisez la page de votre lieu, puis confirmez-la."),
                                Optional.of(new Letter.Link("Relire la page", "/mes-lieux")))));
    }

    private void enter(Cast.Player player) {
        act(People.class).enter(player.id(), player.name(), Optional.empty());
        player.roles()
                .forEach(role ->
                        act(People.class).grant(player.id(), player.troupe().id(), role, Actor.CLOCK));
    }

    private void suspend() {
        Refused.unless(
                SuspendProvider.Outcome.Suspended.class,
                "suspend",
                act(SuspendProvider.class)
                        .handle(new SuspendProvider.Command(
                                new SuspensionId(Cast.id("suspension")),
                                Cast.provider(Cast.PROVIDERS).id(),
                                Script.OPENING_DAY,
                                "Aucune personne de l’équipe n’a d’assurance à jour.",
                                Optional.empty(),
                                Cast.CONTROLLER.actor())));
    }
}
