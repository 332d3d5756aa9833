package coop.fairpass.demo;

import coop.fairpass.booklets.AcknowledgeMove;
import coop.fairpass.booklets.AllocateBooklets;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.MakeBooklets;
import coop.fairpass.booklets.PrintSheets;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.SendProof;
import coop.fairpass.demo.Cast.Troupe;
import coop.fairpass.directory.Actor;
import coop.fairpass.expiry.Credits;
import coop.fairpass.expiry.JointStatements;
import coop.fairpass.expiry.Outcomes.VoucherOutcome;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.AcceptQuote;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.ConfirmEndStep;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.DescribeNeed;
import coop.fairpass.orders.EndDates;
import coop.fairpass.orders.FrameOrder;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.FundingShare;
import coop.fairpass.orders.FundingShares;
import coop.fairpass.orders.FundingShares.FundingEvent;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.Need.BuyerReferences;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import coop.fairpass.orders.Quotes;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.Receivables.Receivable.Kind;
import coop.fairpass.orders.RecordMandate;
import coop.fairpass.orders.SendQuote;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * What happens once, and on which day: two orders from need to activation, a booklet lost, five vouchers in a day, an
 * account that was closed, an order that expires with a line disputed, its refund, a co-funder who pays. The rest is
 * habit.
 */
@Component
class Script {

    static final LocalDate FIRST_DAY = LocalDate.of(2026, 4, 1);

    /** The day on which the demonstration opens; the month before it waits for its treasurer. */
    static final LocalDate OPENING_DAY = LocalDate.of(2026, 10, 1);

    static final OrderId DEPARTMENT_ORDER = new OrderId(Cast.id("order/department"));
    static final OrderId COMPANY_ORDER = new OrderId(Cast.id("order/company"));

    private static final String MANDATE = "2026-004417";

    private final Map<LocalDate, List<Runnable>> events = new TreeMap<>();

    private final DescribeNeed describeNeed;
    private final SendQuote sendQuote;
    private final Quotes quotes;
    private final AcceptQuote acceptQuote;
    private final FundingShares fundingShares;
    private final FrameOrder frameOrder;
    private final SendProof sendProof;
    private final Proofs proofs;
    private final RecordMandate recordMandate;
    private final MakeBooklets makeBooklets;
    private final PrintSheets printSheets;
    private final AllocateBooklets allocateBooklets;
    private final AcknowledgeMove acknowledgeMove;
    private final ActivateLot activateLot;
    private final ConfirmEndStep confirmEndStep;
    private final BlockBooklet blockBooklet;
    private final ReplaceBooklet replaceBooklet;
    private final JointStatements jointStatements;
    private final Credits credits;
    private final Orders orders;
    private final Receivables receivables;
    private final Bank bank;
    private final Households households;
    private final Treasury treasury;
    private final Stage stage;
    private final Newcomers newcomers;

    Script(
            DescribeNeed describeNeed,
            SendQuote sendQuote,
            Quotes quotes,
            AcceptQuote acceptQuote,
            FundingShares fundingShares,
            FrameOrder frameOrder,
            SendProof sendProof,
            Proofs proofs,
            RecordMandate recordMandate,
            MakeBooklets makeBooklets,
            PrintSheets printSheets,
            AllocateBooklets allocateBooklets,
            AcknowledgeMove acknowledgeMove,
            ActivateLot activateLot,
            ConfirmEndStep confirmEndStep,
            BlockBooklet blockBooklet,
            ReplaceBooklet replaceBooklet,
            JointStatements jointStatements,
            Credits credits,
            Orders orders,
            Receivables receivables,
            Bank bank,
            Households households,
            Treasury treasury,
            Stage stage,
            Newcomers newcomers) {
        this.describeNeed = describeNeed;
        this.sendQuote = sendQuote;
        this.quotes = quotes;
        this.acceptQuote = acceptQuote;
        this.fundingShares = fundingShares;
        this.frameOrder = frameOrder;
        this.sendProof = sendProof;
        this.proofs = proofs;
        this.recordMandate = recordMandate;
        this.makeBooklets = makeBooklets;
        this.printSheets = printSheets;
        this.allocateBooklets = allocateBooklets;
        this.acknowledgeMove = acknowledgeMove;
        this.activateLot = activateLot;
        this.confirmEndStep = confirmEndStep;
        this.blockBooklet = blockBooklet;
        this.replaceBooklet = replaceBooklet;
        this.jointStatements = jointStatements;
        this.credits = credits;
        this.orders = orders;
        this.receivables = receivables;
        this.bank = bank;
        this.households = households;
        this.treasury = treasury;
        this.stage = stage;
        this.newcomers = newcomers;
        write();
    }

    /** Plays what the script has for a day. */
    void play(LocalDate day) {
        events.getOrDefault(day, List.of()).forEach(Runnable::run);
    }

    private void on(int month, int day, Runnable event) {
        events.computeIfAbsent(LocalDate.of(2026, month, day), _ -> new ArrayList<>())
                .add(event);
    }

    private void write() {
        // A département orders 2 400 vouchers in two lots, and a region bears half of what is used.
        on(4, 2, () -> describe(DEPARTMENT_ORDER, Cast.DEPARTMENT, departmentNeed(), Cast.DEPARTMENT_BUYER.actor()));
        on(4, 2, this::promiseHalf);
        on(4, 3, () -> quote(DEPARTMENT_ORDER));
        on(4, 7, () -> sign(DEPARTMENT_ORDER, Cast.DEPARTMENT_BUYER.actor()));
        on(4, 8, () -> frame(DEPARTMENT_ORDER));
        on(4, 9, () -> proof(DEPARTMENT_ORDER));
        on(4, 10, () -> rejectProof(DEPARTMENT_ORDER, Cast.DEPARTMENT_BUYER.actor()));
        on(4, 13, () -> proof(DEPARTMENT_ORDER));
        on(4, 14, () -> approve(DEPARTMENT_ORDER, Cast.DEPARTMENT_BUYER.actor()));
        on(
                4,
                14,
                () -> recordMandate.handle(
                        new RecordMandate.Command(DEPARTMENT_ORDER, MANDATE, Cast.DEPARTMENT_ACCOUNTANT.actor())));
        on(4, 15, () -> makeBooklets(DEPARTMENT_ORDER));
        on(4, 17, () -> print(DEPARTMENT_ORDER, 1));
        on(4, 20, () -> ship(DEPARTMENT_ORDER, 1));
        on(4, 22, () -> acknowledge(DEPARTMENT_ORDER, 1));
        on(4, 24, this::departmentPays);
        on(4, 28, () -> activate(DEPARTMENT_ORDER, 1));
        on(6, 8, () -> print(DEPARTMENT_ORDER, 2));
        on(6, 9, () -> ship(DEPARTMENT_ORDER, 2));
        on(6, 11, () -> acknowledge(DEPARTMENT_ORDER, 2));
        on(6, 12, () -> activate(DEPARTMENT_ORDER, 2));
        on(7, 6, () -> fund("called-july", FundingEvent.CALLED, 300_000));
        on(8, 3, () -> fund("received-august", FundingEvent.RECEIVED, 300_000));
        on(9, 17, () -> confirm(DEPARTMENT_ORDER, EndStep.STOP, Cast.DEPARTMENT_BUYER.actor()));

        // A company orders 400, which end with June: what was not used goes back to it.
        on(4, 9, () -> describe(COMPANY_ORDER, Cast.COMPANY, companyNeed(), Cast.COMPANY_BUYER.actor()));
        on(4, 10, () -> quote(COMPANY_ORDER));
        on(4, 13, () -> sign(COMPANY_ORDER, Cast.COMPANY_BUYER.actor()));
        on(4, 14, () -> frame(COMPANY_ORDER));
        on(4, 15, () -> proof(COMPANY_ORDER));
        on(4, 16, () -> approve(COMPANY_ORDER, Cast.COMPANY_BUYER.actor()));
        on(4, 17, () -> makeBooklets(COMPANY_ORDER));
        on(4, 17, this::companyPays);
        on(4, 20, () -> print(COMPANY_ORDER, 1));
        on(4, 21, () -> ship(COMPANY_ORDER, 1));
        on(4, 23, () -> acknowledge(COMPANY_ORDER, 1));
        on(4, 24, () -> activate(COMPANY_ORDER, 1));
        on(6, 3, () -> confirm(COMPANY_ORDER, EndStep.STOP, Cast.COMPANY_BUYER.actor()));
        on(8, 12, this::disputeALine);
        on(8, 20, this::answerTheDispute);
        on(8, 24, () -> agree(Cast.COMPANY_BUYER.actor()));
        on(8, 25, () -> agree(Cast.CONTROLLER.actor()));
        on(8, 27, this::askRefund);
        on(8, 31, () -> treasury.refund("company"));

        // What does not go as it should.
        on(5, 21, () -> households.learnAllInOneDay(LocalDate.of(2026, 5, 21)));
        on(6, 16, this::loseABooklet);
        on(6, 17, this::replaceTheBooklet);
        on(7, 16, this::changeTheClosedAccount);

        // A structure is qualified on its way, and pays its subscription.
        on(5, 11, () -> newcomers.applyToo(LocalDate.of(2026, 5, 11)));
        on(5, 12, newcomers::take);
        on(5, 18, () -> newcomers.accept(LocalDate.of(2026, 5, 18)));
        on(6, 9, () -> newcomers.pay(LocalDate.of(2026, 6, 9)));

        // Who comes next: a candidate whose file is being read, a service that a provider would word otherwise, a
        // mediator who has an agreement to sign.
        on(9, 14, () -> newcomers.propose(LocalDate.of(2026, 9, 14)));
        on(9, 21, newcomers::object);
        on(9, 22, () -> newcomers.apply(LocalDate.of(2026, 9, 22)));
        on(9, 25, newcomers::take);
        on(9, 28, () -> newcomers.proposeAgreement(LocalDate.of(2026, 9, 28)));
    }

    // ── Orders ───────────────────────────────────────────────────────────────────────────────────────────────────

    private static Need departmentNeed() {
        return new Need(
                2_400,
                10,
                LocalDate.of(2026, 4, 27),
                EndDates.of(LocalDate.of(2026, 10, 15)),
                Optional.empty(),
                new Restrictions(
                        List.of("R:27"),
                        "Bourgogne-Franche-Comté",
                        List.of("RETIRED", "JOBSEEKER", "ISOLATED"),
                        List.of(),
                        "",
                        false,
                        1,
                        false),
                Need.InvoiceOn.ACCEPTANCE,
                List.of(140L, 100L),
                "Le numérique, c’est aussi pour vous : venez comme vous êtes.",
                "1 place de la Démonstration, 21000 Dijon",
                new BuyerReferences(
                        Optional.of(Stage.siretOf(Cast.DEPARTMENT)),
                        Optional.of("SOLIDARITES"),
                        Optional.of("ENG-2026-0311"),
                        Optional.empty()));
    }

    private static Need companyNeed() {
        return new Need(
                400,
                10,
                LocalDate.of(2026, 4, 27),
                EndDates.of(LocalDate.of(2026, 6, 30)),
                Optional.empty(),
                Restrictions.none(),
                Need.InvoiceOn.ACCEPTANCE,
                List.of(40L),
                "Offert par une entreprise d’ici.",
                "1 place de la Démonstration, 21000 Dijon",
                BuyerReferences.none());
    }

    private void describe(OrderId order, Troupe payer, Need need, Actor by) {
        Refused.unless(
                DescribeNeed.Outcome.Described.class,
                "describe a need",
                describeNeed.handle(new DescribeNeed.Command(order, payer.id(), need, by)));
    }

    private void promiseHalf() {
        var share = new FundingShare(
                Cast.REGION.id(),
                Rate.percent(50),
                FundingShare.Basis.USED,
                FundingShare.AppliesTo.FACE,
                Optional.empty(),
                Optional.of(new FundingShare.Cap(Money.cents(10_000_00), FundingShare.Cap.Scope.FUNDER)),
                Optional.of(Rate.percent(40)));
        Refused.unless(
                FundingShares.Outcome.Done.class,
                "promise half",
                fundingShares.set(DEPARTMENT_ORDER, List.of(share), Cast.DEPARTMENT_BUYER.actor()));
    }

    private void fund(String what, FundingEvent event, long cents) {
        Refused.unless(
                FundingShares.Outcome.Done.class,
                what,
                fundingShares.record(
                        Cast.id("fund/" + what),
                        DEPARTMENT_ORDER,
                        Cast.REGION.id(),
                        event,
                        Money.cents(cents),
                        event == FundingEvent.CALLED ? LocalDate.of(2026, 7, 6) : LocalDate.of(2026, 8, 3),
                        Cast.DEPARTMENT_ACCOUNTANT.actor()));
    }

    private void quote(OrderId order) {
        Refused.unless(
                SendQuote.Outcome.Sent.class,
                "send a quote",
                sendQuote.handle(new SendQuote.Command(order, Cast.SALES.actor())));
    }

    private void sign(OrderId order, Actor by) {
        int version = quotes.last(order).orElseThrow().version();
        Refused.unless(
                AcceptQuote.Outcome.Signed.class,
                "sign",
                acceptQuote.handle(new AcceptQuote.Command(order, version, true, by)));
    }

    private void frame(OrderId order) {
        Refused.unless(
                FrameOrder.Outcome.Marked.class,
                "frame",
                frameOrder.handle(new FrameOrder.Command(order, EnumSet.allOf(FramingItem.class), Cast.SALES.actor())));
    }

    private void proof(OrderId order) {
        Refused.unless(
                SendProof.Outcome.Sent.class,
                "send a proof",
                sendProof.handle(new SendProof.Command(order, Cast.PRODUCTION.actor())));
    }

    private void rejectProof(OrderId order, Actor by) {
        int version = proofs.last(order).orElseThrow().version();
        Refused.unless(
                Proofs.Outcome.Done.class,
                "reject a proof",
                proofs.reject(order, version, "Le message est un peu petit : pouvez-vous l’agrandir ?", by));
    }

    private void approve(OrderId order, Actor by) {
        int version = proofs.last(order).orElseThrow().version();
        Refused.unless(Proofs.Outcome.Done.class, "approve a proof", proofs.approve(order, version, by));
    }

    private void makeBooklets(OrderId order) {
        Refused.unless(
                MakeBooklets.Outcome.Made.class,
                "make booklets",
                makeBooklets.handle(new MakeBooklets.Command(order, Cast.PRODUCTION.actor())));
    }

    private Lot lot(OrderId order, int place) {
        return orders.lots(order).get(place - 1);
    }

    /** The instance prints its own booklets; nobody needs the paper of a demonstration, so it is not drawn. */
    private void print(OrderId order, int place) {
        Refused.unless(
                PrintSheets.Outcome.Ready.class,
                "print",
                printSheets.handle(
                        new PrintSheets.Command(lot(order, place).id(), Optional.empty(), Cast.PRODUCTION.actor())));
    }

    private void ship(OrderId order, int place) {
        Refused.unless(
                AllocateBooklets.Outcome.Shared.class,
                "share a lot",
                allocateBooklets.handle(allocation(order, place)));
    }

    /** What four parcels hold is counted at four desks. */
    private void acknowledge(OrderId order, int place) {
        var shared = Refused.unless(
                AllocateBooklets.Outcome.Shared.class,
                "share a lot",
                allocateBooklets.handle(allocation(order, place)));
        for (var share : shared.shares()) {
            var distributor = Cast.DISTRIBUTORS.stream()
                    .filter(troupe -> troupe.id().equals(share.distributor()))
                    .findFirst()
                    .orElseThrow();
            Refused.unless(
                    AcknowledgeMove.Outcome.Acknowledged.class,
                    "count a parcel",
                    acknowledgeMove.handle(new AcknowledgeMove.Command(
                            share.move(),
                            share.booklets(),
                            Cast.manager(distributor).actor())));
        }
    }

    private AllocateBooklets.Command allocation(OrderId order, int place) {
        return new AllocateBooklets.Command(
                Cast.id("allocation/" + order + "/" + place),
                lot(order, place).id(),
                2,
                List.of(
                        new AllocateBooklets.Weighed(Cast.DISTRIBUTORS.get(0).id(), 40),
                        new AllocateBooklets.Weighed(Cast.DISTRIBUTORS.get(1).id(), 30),
                        new AllocateBooklets.Weighed(Cast.DISTRIBUTORS.get(2).id(), 20),
                        new AllocateBooklets.Weighed(Cast.DISTRIBUTORS.get(3).id(), 10)),
                Cast.PRODUCTION.actor());
    }

    /** Public money comes in two transfers, and says the number of its payment order rather than ours. */
    private void departmentPays() {
        var face = receivables.of(DEPARTMENT_ORDER, Kind.FACE).orElseThrow();
        var fee = receivables.of(DEPARTMENT_ORDER, Kind.FEE).orElseThrow();
        var day = LocalDate.of(2026, 4, 24);
        bank.receive(Stage.SEGREGATED, day, face.open(), Cast.DEPARTMENT, "MANDAT " + MANDATE + " CHEQUES NUMERIQUES");
        bank.receive(Stage.OPERATING, day, fee.open(), Cast.DEPARTMENT, fee.document() + " MANDAT " + MANDATE);
    }

    /** The company pays each document with the reference printed on it. */
    private void companyPays() {
        var face = receivables.of(COMPANY_ORDER, Kind.FACE).orElseThrow();
        var fee = receivables.of(COMPANY_ORDER, Kind.FEE).orElseThrow();
        var day = LocalDate.of(2026, 4, 20);
        bank.receive(Stage.SEGREGATED, day, face.open(), Cast.COMPANY, face.reference());
        bank.receive(Stage.OPERATING, day, fee.open(), Cast.COMPANY, fee.reference());
    }

    private void activate(OrderId order, int place) {
        Refused.unless(
                ActivateLot.Outcome.Activated.class,
                "activate lot " + place,
                activateLot.handle(new ActivateLot.Command(lot(order, place).id(), Cast.SALES.actor())));
    }

    private void confirm(OrderId order, EndStep step, Actor by) {
        Refused.unless(
                ConfirmEndStep.Outcome.Confirmed.class,
                "confirm " + step,
                confirmEndStep.handle(new ConfirmEndStep.Command(order, step, by)));
    }

    // ── The end of an order ──────────────────────────────────────────────────────────────────────────────────────

    private void disputeALine() {
        var statement = jointStatements.last(COMPANY_ORDER).orElseThrow();
        var line = statement.lines().stream()
                .filter(one -> one.line().outcome() == VoucherOutcome.REDEEMED)
                .findFirst()
                .orElseThrow();
        Refused.unless(
                JointStatements.Outcome.Done.class,
                "dispute a line",
                jointStatements.dispute(
                        Cast.id("dispute"),
                        COMPANY_ORDER,
                        statement.version(),
                        line.number(),
                        "Nous comptions moins de chèques utilisés : pouvez-vous le justifier ?",
                        Cast.COMPANY_BUYER.actor()));
    }

    private void answerTheDispute() {
        Refused.unless(
                JointStatements.Outcome.Done.class,
                "answer a dispute",
                jointStatements.answer(
                        Cast.id("dispute"),
                        "Chaque chèque compté figure sur un relevé payé ; le détail par mois vous a été transmis.",
                        Cast.CONTROLLER.actor()));
    }

    private void agree(Actor by) {
        int version = jointStatements.last(COMPANY_ORDER).orElseThrow().version();
        Refused.unless(JointStatements.Outcome.Done.class, "agree", jointStatements.agree(COMPANY_ORDER, version, by));
    }

    private void askRefund() {
        var owed = credits.available(orders.get(COMPANY_ORDER));
        Refused.unless(
                Credits.Outcome.Done.class,
                "ask a refund",
                credits.askRefund(Cast.id("refund/company"), COMPANY_ORDER, owed, Cast.COMPANY_BUYER.actor()));
    }

    // ── What does not go as it should ────────────────────────────────────────────────────────────────────────────

    private void loseABooklet() {
        var booklet = households.usedThreeTimes(LocalDate.of(2026, 6, 16));
        Refused.unless(
                BlockBooklet.Outcome.Blocked.class,
                "block a lost booklet",
                blockBooklet.handle(new BlockBooklet.Command(booklet.serial(), Loss.LOST, agentOf(booklet))));
    }

    private void replaceTheBooklet() {
        var lost = households.lost();
        Refused.unless(
                ReplaceBooklet.Outcome.Replaced.class,
                "replace a lost booklet",
                replaceBooklet.handle(new ReplaceBooklet.Command(Cast.id("replacement"), lost, agentOf(lost))));
    }

    /** Who works at the desk that handed a booklet over. */
    private Actor agentOf(BookletNumber booklet) {
        var distributor = households.deskOf(booklet);
        return Cast.DISTRIBUTORS.stream()
                .filter(troupe -> troupe.id().equals(distributor))
                .findFirst()
                .map(troupe -> Cast.agent(troupe).actor())
                .orElseThrow();
    }

    private void changeTheClosedAccount() {
        stage.declareAccount(
                Cast.provider(Treasury.RETURNED_PROVIDER),
                Cast.iban(700 + Treasury.RETURNED_PROVIDER),
                Cast.desk(Treasury.RETURNED_PROVIDER).actor());
    }
}
