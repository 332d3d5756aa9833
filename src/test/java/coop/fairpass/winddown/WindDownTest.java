package coop.fairpass.winddown;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.COMPANY;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.VALID_UNTIL;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.booklets.AcknowledgeMove;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletRange;
import coop.fairpass.booklets.BookletRanges;
import coop.fairpass.booklets.BookletReason;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.MakeBooklets;
import coop.fairpass.booklets.PrintSheets;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.SendProof;
import coop.fairpass.booklets.ShipLot;
import coop.fairpass.expiry.Credits;
import coop.fairpass.expiry.ExpiryReason;
import coop.fairpass.ledger.Account;
import coop.fairpass.money.Money;
import coop.fairpass.orders.AcceptQuote;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.CancelOrder;
import coop.fairpass.orders.DescribeNeed;
import coop.fairpass.orders.FrameOrder;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderReason;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import coop.fairpass.orders.Quotes;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.SendQuote;
import coop.fairpass.winddown.WindDown.Standing;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-206 : l’arrêt progressif arrête ce qui est nouveau, et rien d’autre")
@ExtendWith(TestDatabase.class)
class WindDownTest {

    private final Db db;
    private final Path home;
    private World world;

    WindDownTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
    }

    @BeforeEach
    void open() {
        world = new World(db, home);
    }

    @AfterEach
    void close() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private Standing standing() {
        return world.bean(WindDown.class).standing();
    }

    @Test
    @DisplayName(
            "R-261 : enregistré par le conseil, confirmé par une autre personne qui a le procès-verbal ; seul, rien ne change")
    void two_people() {
        var record = world.bean(RecordWindDown.class);
        var confirm = world.bean(ConfirmWindDown.class);
        var id = UUID.randomUUID();
        var command = Decided.command(world, id, DecisionKind.START, world.today());
        assertThat(record.handle(new RecordWindDown.Command(
                        id, command.kind(), command.decision(), command.text(), command.effectiveOn(), TREASURER)))
                .isEqualTo(new RecordWindDown.Outcome.Refused(WindDownReason.NOT_ALLOWED));
        done(RecordWindDown.Outcome.Recorded.class, record.handle(command));
        done(RecordWindDown.Outcome.Recorded.class, record.handle(command));
        assertThat(record.handle(Decided.command(
                        world, id, DecisionKind.START, world.today().plusDays(1))))
                .isEqualTo(new RecordWindDown.Outcome.Refused(WindDownReason.ID_TAKEN));
        assertThat(standing()).isEqualTo(new Standing.Open());
        world.signedOrder(TOWN_BUYER, 1, Restrictions.none());

        assertThat(confirm.handle(new ConfirmWindDown.Command(id, "CA-2026-11", CONTROLLER)))
                .isEqualTo(refused(WindDownReason.NOT_ALLOWED));
        assertThat(confirm.handle(new ConfirmWindDown.Command(UUID.randomUUID(), "CA-2026-11", TREASURER)))
                .isEqualTo(refused(WindDownReason.UNKNOWN_DECISION));
        assertThat(confirm.handle(new ConfirmWindDown.Command(id, "CA-2026-11", COMMITTEE)))
                .isEqualTo(refused(WindDownReason.SAME_PERSON));
        assertThat(confirm.handle(new ConfirmWindDown.Command(id, "CA-2026-12", TREASURER)))
                .isEqualTo(refused(WindDownReason.MINUTES_DIFFER));
        assertThat(standing()).isEqualTo(new Standing.Open());
        Decided.confirmed(world, id);
        Decided.confirmed(world, id);
        assertThat(standing()).isInstanceOf(Standing.Stopped.class);
        assertThat(confirm.abandon(id, COMMITTEE)).isEqualTo(refused(WindDownReason.ALREADY_CONFIRMED));
        assertThat(world.told(FIRST))
                .anyMatch(text -> text.contains("ne délivre plus de nouveaux chèques")
                        && text.contains("les lieux sont payés comme avant")
                        && text.contains("procès-verbal CA-2026-11"));
    }

    private static ConfirmWindDown.Outcome refused(WindDownReason reason) {
        return new ConfirmWindDown.Outcome.Refused(reason);
    }

    @Test
    @DisplayName("abandonnée, elle reste écrite et ne vaut jamais ; une autre peut être prise")
    void given_up() {
        var id = Decided.recorded(world, DecisionKind.START, world.today());
        var confirm = world.bean(ConfirmWindDown.class);
        done(ConfirmWindDown.Outcome.Done.class, confirm.abandon(id, TREASURER));
        done(ConfirmWindDown.Outcome.Done.class, confirm.abandon(id, TREASURER));
        assertThat(confirm.handle(new ConfirmWindDown.Command(id, "CA-2026-11", TREASURER)))
                .isEqualTo(refused(WindDownReason.ALREADY_ABANDONED));
        assertThat(standing()).isEqualTo(new Standing.Open());
        Decided.stopped(world);
        assertThat(world.bean(WindDown.class).decisions()).hasSize(2);
    }

    @Test
    @DisplayName(
            "R-262 : décidé pour plus tard, on active jusqu’à la veille ; confirmé après sa date, il vaut du jour de sa confirmation")
    void from_its_day() {
        var first = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
        var second = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
        var from = world.today().plusDays(2);
        Decided.confirmed(world, Decided.recorded(world, DecisionKind.START, from));
        assertThat(standing()).isInstanceOf(Standing.Announced.class);
        world.day(from.minusDays(1).toString());
        world.activate(first);
        world.day(from.toString());
        assertThat(activate(second)).isEqualTo(new ActivateLot.Outcome.Refused(OrderReason.WIND_DOWN));
        Decided.openAgain(world);
        world.activate(second);

        var late = Decided.recorded(world, DecisionKind.START, world.today());
        world.day(world.today().plusDays(3).toString());
        Decided.confirmed(world, late);
        assertThat(standing())
                .isInstanceOfSatisfying(
                        Standing.Stopped.class,
                        stopped -> assertThat(stopped.since()).isEqualTo(world.today()));
    }

    private ActivateLot.Outcome activate(OrderId order) {
        return world.bean(ActivateLot.class)
                .handle(new ActivateLot.Command(world.lot(order).id(), SALES));
    }

    @Test
    @DisplayName(
            "s’arrêtent : décrire un besoin, chiffrer, signer, approuver un bon à tirer, numéroter, imprimer, activer, imputer")
    void what_stops() {
        var orders = world.bean(Orders.class);
        var quoted = world.quotedOrder(TOWN_BUYER, 1, Restrictions.none(), VALID_UNTIL);
        var draft = world.quotedOrder(TOWN_BUYER, 1, Restrictions.none(), VALID_UNTIL);
        assertThat(world.bean(SendQuote.class).askAgain(draft, TOWN_BUYER)).isEmpty();
        var inProof = world.signedOrder(TOWN_BUYER, 1, Restrictions.none());
        proofSent(inProof);
        var approved = world.signedOrder(TOWN_BUYER, 1, Restrictions.none());
        proofSent(approved);
        done(Proofs.Outcome.Done.class, world.bean(Proofs.class).approve(approved, 1, TOWN_BUYER));
        var made = world.signedOrder(TOWN_BUYER, 1, Restrictions.none());
        proofSent(made);
        done(Proofs.Outcome.Done.class, world.bean(Proofs.class).approve(made, 1, TOWN_BUYER));
        done(
                MakeBooklets.Outcome.Made.class,
                world.bean(MakeBooklets.class).handle(new MakeBooklets.Command(made, SALES)));
        var paid = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
        var cancelled = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
        done(
                CancelOrder.Outcome.Asked.class,
                world.bean(CancelOrder.class).handle(new CancelOrder.Command(cancelled, "essai", SALES)));
        done(
                CancelOrder.Outcome.Cancelled.class,
                world.bean(CancelOrder.class).handle(new CancelOrder.Command(cancelled, "essai", TOWN_BUYER)));
        var call = world.bean(Receivables.class)
                .of(made, Receivables.Receivable.Kind.FACE)
                .orElseThrow()
                .document();
        Decided.stopped(world);
        var before = world.owed(Account.IN_CIRCULATION);

        var need = orders.get(quoted).need();
        assertThat(world.bean(DescribeNeed.class)
                        .handle(new DescribeNeed.Command(new OrderId(UUID.randomUUID()), TOWN, need, TOWN_BUYER)))
                .isEqualTo(new DescribeNeed.Outcome.Refused(OrderReason.WIND_DOWN));
        assertThat(world.bean(SendQuote.class).handle(new SendQuote.Command(draft, SALES)))
                .isEqualTo(new SendQuote.Outcome.Refused(OrderReason.WIND_DOWN));
        int version = world.bean(Quotes.class).last(quoted).orElseThrow().version();
        assertThat(world.bean(AcceptQuote.class).handle(new AcceptQuote.Command(quoted, version, true, TOWN_BUYER)))
                .isEqualTo(new AcceptQuote.Outcome.Refused(OrderReason.WIND_DOWN));
        assertThat(world.bean(Proofs.class).approve(inProof, 1, TOWN_BUYER))
                .isEqualTo(new Proofs.Outcome.Refused(OrderReason.WIND_DOWN));
        assertThat(world.bean(MakeBooklets.class).handle(new MakeBooklets.Command(approved, SALES)))
                .isEqualTo(new MakeBooklets.Outcome.Refused(BookletReason.WIND_DOWN));
        assertThat(world.bean(PrintSheets.class)
                        .handle(new PrintSheets.Command(world.lot(made).id(), Optional.empty(), SALES)))
                .isEqualTo(new PrintSheets.Outcome.Refused(BookletReason.WIND_DOWN));
        assertThat(activate(paid)).isEqualTo(new ActivateLot.Outcome.Refused(OrderReason.WIND_DOWN));
        assertThat(world.bean(Credits.class).consume(UUID.randomUUID(), cancelled, call, cents(10_00), TOWN_BUYER))
                .isEqualTo(new Credits.Outcome.Refused(ExpiryReason.WIND_DOWN));
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(before);

        Decided.openAgain(world);
        world.activate(paid);
        done(
                MakeBooklets.Outcome.Made.class,
                world.bean(MakeBooklets.class).handle(new MakeBooklets.Command(approved, SALES)));
        assertThat(world.owed(Account.IN_CIRCULATION)).isEqualTo(cents(100_00));
        assertThat(world.bean(WindDown.class).decisions()).hasSize(2);
    }

    private void proofSent(OrderId order) {
        done(
                FrameOrder.Outcome.Marked.class,
                world.bean(FrameOrder.class)
                        .handle(new FrameOrder.Command(order, EnumSet.allOf(FrameOrder.FramingItem.class), SALES)));
        done(SendProof.Outcome.Sent.class, world.bean(SendProof.class).handle(new SendProof.Command(order, SALES)));
    }

    @Test
    @DisplayName(
            "continuent : remettre, accepter, remplacer un carnet perdu, arrêter le mois, payer, annuler, rembourser, jusqu’au bout")
    void what_goes_on() {
        var active = world.order(6);
        var paid = world.paidOrder(TOWN_BUYER, 1, Restrictions.none());
        Decided.stopped(world);
        var circulating = world.owed(Account.IN_CIRCULATION);

        world.clock.set("2026-10-12T10:00");
        world.spend(FIRST_STAFF, FIRST_PLACE, active, 8);
        var lost = world.handedOver(active, 5);
        done(
                BlockBooklet.Outcome.Blocked.class,
                world.bean(BlockBooklet.class).handle(new BlockBooklet.Command(lost.serial(), Loss.LOST, AGENT)));
        var replaced = done(
                        ReplaceBooklet.Outcome.Replaced.class,
                        world.bean(ReplaceBooklet.class)
                                .handle(new ReplaceBooklet.Command(UUID.randomUUID(), lost, AGENT)))
                .replacement();
        assertThat(world.owed(Account.IN_CIRCULATION))
                .as("a replacement is no new debt")
                .isEqualTo(circulating.minus(cents(80_00)));
        world.redeem(world.given(replaced.replacedBy(), 1));
        done(
                CancelOrder.Outcome.Cancelled.class,
                world.bean(CancelOrder.class).handle(new CancelOrder.Command(paid, "arrêt", TOWN_BUYER)));
        assertThat(world.owed(Account.OWED_TO_PAYERS)).isEqualTo(cents(100_00));
        var credits = world.bean(Credits.class);
        done(Credits.Outcome.Done.class, credits.askRefund(UUID.randomUUID(), paid, cents(100_00), TOWN_BUYER));
        var run = UUID.randomUUID();
        done(Credits.Outcome.Done.class, credits.prepareRun(run, TREASURER));
        world.send(run);
        world.night();
        assertThat(world.owed(Account.OWED_TO_PAYERS)).isEqualTo(Money.ZERO);

        world.clock.set("2026-11-02T08:00");
        world.settle("2026-10");
        world.pay();
        world.night();
        assertThat(world.owed(Account.OWED_TO_PROVIDERS)).isEqualTo(Money.ZERO);
        world.day("2027-02-07");
    }

    @Test
    @DisplayName(
            "facturée à la livraison et livrée pendant l’arrêt : rien n’est appelé, on le dit, la nuit passe ; l’arrêt annulé, la pièce est émise")
    void calls_are_held_back() {
        var order = shipped();
        Decided.stopped(world);
        world.bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(order.move(), order.all(), MANAGER));
        assertThat(world.bean(Receivables.class).of(order.id())).isEmpty();
        world.dueWork();
        world.dueWork();
        assertThat(world.bean(Receivables.class).of(order.id())).isEmpty();
        assertThat(world.told(COMPANY))
                .filteredOn(text -> text.contains("ne sera pas activée"))
                .singleElement()
                .asString()
                .contains("Annulez la commande");
        Decided.openAgain(world);
        world.dueWork();
        world.dueWork();
        assertThat(world.bean(Receivables.class).of(order.id())).hasSize(2);
    }

    private record Shipped(OrderId id, UUID move, BookletRanges all) {}

    /** An order that is invoiced on delivery, on its way to the library. */
    private Shipped shipped() {
        var buyer = World.COMPANY_BUYER;
        var model = world.bean(Orders.class)
                .get(world.quotedOrder(buyer, 1, Restrictions.none(), VALID_UNTIL))
                .need();
        var need = new Need(
                model.vouchers(),
                model.bookletSize(),
                model.firstDay(),
                model.endDates(),
                model.longerValidityReason(),
                model.restrictions(),
                Need.InvoiceOn.DELIVERY,
                model.lotBooklets(),
                model.payerMessage(),
                model.deliveryAddress(),
                model.references());
        var order = new OrderId(UUID.randomUUID());
        done(
                DescribeNeed.Outcome.Described.class,
                world.bean(DescribeNeed.class).handle(new DescribeNeed.Command(order, COMPANY, need, buyer)));
        done(SendQuote.Outcome.Sent.class, world.bean(SendQuote.class).handle(new SendQuote.Command(order, SALES)));
        done(
                AcceptQuote.Outcome.Signed.class,
                world.bean(AcceptQuote.class).handle(new AcceptQuote.Command(order, 1, true, buyer)));
        proofSent(order);
        done(Proofs.Outcome.Done.class, world.bean(Proofs.class).approve(order, 1, buyer));
        done(
                MakeBooklets.Outcome.Made.class,
                world.bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, SALES)));
        done(
                PrintSheets.Outcome.Ready.class,
                world.bean(PrintSheets.class)
                        .handle(new PrintSheets.Command(world.lot(order).id(), Optional.empty(), SALES)));
        var range = world.lot(order).range().orElseThrow();
        var all = BookletRanges.of(new BookletRange(range.first(), range.last()));
        var move = UUID.randomUUID();
        done(
                ShipLot.Outcome.Shipped.class,
                world.bean(ShipLot.class)
                        .handle(new ShipLot.Command(move, world.lot(order).id(), LIBRARY, Optional.of(all), SALES)));
        return new Shipped(order, move, all);
    }
}
