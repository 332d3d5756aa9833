package coop.fairpass.orders;

import coop.fairpass.ClassesRead;
import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.World;
import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.BankEntries;
import coop.fairpass.bank.BankFileReport;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.BankGround;
import coop.fairpass.bank.CamtVersion;
import coop.fairpass.bank.EnterCooperativeAccount;
import coop.fairpass.bank.ImportBankFile;
import coop.fairpass.bank.KnownEntry;
import coop.fairpass.bank.Party;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.booklets.AcknowledgeMove;
import coop.fairpass.booklets.AllocateBooklets;
import coop.fairpass.booklets.Audience;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Channel;
import coop.fairpass.booklets.HandOverBooklet;
import coop.fairpass.booklets.MakeBooklets;
import coop.fairpass.booklets.PrintSheets;
import coop.fairpass.booklets.SendProof;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.catalogue.AdoptCatalogueVersion;
import coop.fairpass.catalogue.CatalogueSeed;
import coop.fairpass.catalogue.ImportCatalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.doctor.Examination;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Auxiliary.OrderAccount;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import coop.fairpass.orders.FrameOrder.FramingItem;
import coop.fairpass.orders.Receivables.Receivable;
import coop.fairpass.places.AddOffer;
import coop.fairpass.places.OfferId;
import coop.fairpass.places.OpenPlace;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.QualificationId;
import coop.fairpass.qualification.QualifyProvider;
import coop.fairpass.redemption.Answer;
import coop.fairpass.redemption.RedeemVouchers;
import coop.fairpass.redemption.ServiceGiven;
import coop.fairpass.tariff.Decision;
import coop.fairpass.tariff.EnactRate;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.territory.LoadTerritory;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Every room from the need to the evidence, wired as in the running program on a test's database and clock, with a bank
 * that answers in real files; an order is brought where a test wants it by the use cases alone.
 *
 * <p>The cast: a cooperative, a company and a public body that pay, a region that funds, a library and a social centre
 * that distribute, a provider, a stranger. Today is 10/11/2026; vouchers of 10 € in booklets of ten, fees of 4 % and
 * VAT of 20 %, usable to 31/12/2026, accepted to 31/01/2027; hand-overs stop on 15/12/2026.
 */
public final class OrdersGround implements AutoCloseable {

    public static final OrganisationId COOPERATIVE = organisation(1);
    public static final OrganisationId COMPANY = organisation(2);
    public static final OrganisationId TOWN = organisation(3);
    public static final OrganisationId REGION = organisation(4);
    public static final OrganisationId LIBRARY = organisation(5);
    public static final OrganisationId CENTRE = organisation(6);
    public static final OrganisationId PROVIDER = organisation(7);
    public static final OrganisationId STRANGER = organisation(8);

    public static final Actor SALES = person("sales", COOPERATIVE, Role.COOP_SALES);
    public static final Actor PRODUCTION = person("production", COOPERATIVE, Role.COOP_PRODUCTION);
    public static final Actor CONTROLLER = person("controller", COOPERATIVE, Role.COOP_CONTROLLER);
    public static final Actor TREASURER = person("treasurer", COOPERATIVE, Role.TREASURER);
    public static final Actor SECOND_TREASURER = person("second treasurer", COOPERATIVE, Role.TREASURER);
    public static final Actor BUYER = person("buyer", COMPANY, Role.PAYER_BUYER);
    public static final Actor ACCOUNTANT = person("accountant", COMPANY, Role.PAYER_ACCOUNTANT);
    public static final Actor TOWN_BUYER = person("town buyer", TOWN, Role.PAYER_BUYER);
    public static final Actor TOWN_ACCOUNTANT = person("town accountant", TOWN, Role.PAYER_ACCOUNTANT);
    public static final Actor FUNDER = person("funder", REGION, Role.PAYER_BUYER);
    public static final Actor LIBRARIAN =
            person("librarian", LIBRARY, Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT);
    public static final Actor CENTRE_MANAGER = person("centre manager", CENTRE, Role.DISTRIBUTOR_MANAGER);
    public static final Actor DESK =
            person("desk", PROVIDER, Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.LEGAL_REPRESENTATIVE);
    public static final Actor REVIEWER = person("reviewer", COOPERATIVE, Role.COOP_REVIEWER);
    public static final Actor STRANGE_BUYER = person("strange buyer", STRANGER, Role.PAYER_BUYER);

    public static final LocalDate TODAY = LocalDate.of(2026, 11, 10);
    public static final EndDates END = EndDates.of(LocalDate.of(2026, 12, 31));
    public static final int SIZE = 10;
    public static final ServiceCode SERVICE = ServiceCode.of("FP-COM-001");

    public final Db db;
    public final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    public OrdersGround(Db db, Path home) {
        this(db, home, true);
    }

    private OrdersGround(Db db, Path home, boolean isSetUp) {
        this.db = db;
        ClassesRead.giveTo(context);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "fairpass.home", home.toString(),
                                "fairpass.instance", "cheques.exemple.coop",
                                "fairpass.public-address", "https://cheques.exemple.coop",
                                "fairpass.booklet.prints-its-own", "true")));
        // The test's, not ours to close.
        context.registerBean(DataSource.class, db::app, definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, db::jdbc);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(db.app()));
        context.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(db.app()));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(db.app()));
        context.registerBean(TransactionTemplate.class, db::transactions);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(TemplateEngine.class, () -> TemplateEngine.createPrecompiled(ContentType.Html));
        context.registerBean(SimulatedBank.class, () -> new SimulatedBank(db.jdbc(), db.transactions()));
        context.register(Transactional.class);
        context.scan(
                "coop.fairpass.directory",
                "coop.fairpass.territory",
                "coop.fairpass.catalogue",
                "coop.fairpass.places",
                "coop.fairpass.qualification",
                "coop.fairpass.notices",
                "coop.fairpass.ledger",
                "coop.fairpass.tariff",
                "coop.fairpass.winddown",
                "coop.fairpass.invoicing",
                "coop.fairpass.bank",
                "coop.fairpass.orders",
                "coop.fairpass.booklets",
                "coop.fairpass.redemption",
                "coop.fairpass.settlement",
                "coop.fairpass.expiry",
                "coop.fairpass.impact",
                "coop.fairpass.doctor");
        context.refresh();
        registerEverybody();
        if (isSetUp) {
            enactRates();
            enterAccounts();
            recordOpinion();
        }
    }

    /** The same before any rate was decided and before the cooperative entered its accounts. */
    public static OrdersGround beforeAnyDecision(Db db, Path home) {
        return new OrdersGround(db, home, false);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactional {}

    /** One provider at most is accepted here: orders need an opinion on the VAT of vouchers. */
    private void recordOpinion() {
        World.done(
                VatOpinions.Outcome.Recorded.class,
                bean(VatOpinions.class)
                        .handle(new VatOpinions.Recording(
                                id("opinion"),
                                "Cabinet Exemple",
                                TODAY,
                                TODAY.plusYears(1),
                                "Le chèque reste à usages multiples.",
                                TREASURER)));
    }

    // ── The stage ────────────────────────────────────────────────────────────────────────────────────────────────

    private void registerEverybody() {
        register(COOPERATIVE, "Coopérative Exemple", "123456782", LegalNature.PRIVATE);
        bean(RegisterOrganisation.class).asCooperative(COOPERATIVE);
        register(COMPANY, "Entreprise Exemple", "732829320", LegalNature.PRIVATE);
        register(TOWN, "Commune Exemple", "200000008", LegalNature.PUBLIC);
        register(REGION, "Région Exemple", "200000016", LegalNature.PUBLIC);
        register(LIBRARY, "Médiathèque Exemple", "", LegalNature.PUBLIC);
        register(CENTRE, "Centre social Exemple", "", LegalNature.PRIVATE);
        register(PROVIDER, "Structure Exemple", "552100554", LegalNature.PRIVATE);
        register(STRANGER, "Commanditaire d’ailleurs", "200000024", LegalNature.PUBLIC);
    }

    private void register(OrganisationId id, String name, String siren, LegalNature nature) {
        bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        id,
                        name,
                        siren.isEmpty() ? Optional.empty() : Optional.of(Siren.of(siren)),
                        Optional.empty(),
                        nature,
                        OrganisationKind.OTHER,
                        VatRegime.OUT_OF_SCOPE,
                        new Address("1 place de la Mairie", PostalCode.of("21000"), "Valexemple", Optional.empty()),
                        Optional.empty(),
                        Optional.of(Telephone.of("0970000000"))));
    }

    public void enactRates() {
        enact(RateKind.UPSTREAM_FEE, 40_000, today());
        enact(RateKind.DOWNSTREAM_FEE, 40_000, today());
        enact(RateKind.CONTRIBUTION, 10_000, today());
    }

    public void enact(RateKind kind, long value, LocalDate from) {
        expect(
                EnactRate.Outcome.Enacted.class,
                bean(EnactRate.class)
                        .handle(new EnactRate.Command(
                                kind, value, from, new Decision("Assemblée générale", today(), "AG-2026-01"))));
    }

    public void enterAccounts() {
        enter(AccountKind.SEGREGATED, BankGround.SEGREGATED);
        enter(AccountKind.OPERATING, BankGround.OPERATING);
    }

    private void enter(AccountKind kind, Iban iban) {
        expect(
                EnterCooperativeAccount.Outcome.Entered.class,
                bean(EnterCooperativeAccount.class)
                        .handle(new EnterCooperativeAccount.Command(
                                id("account/" + kind),
                                kind,
                                iban,
                                Optional.empty(),
                                "Coopérative Exemple",
                                TREASURER)));
        bean(SimulatedBank.class).open(iban, "COOPERATIVE EXEMPLE");
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** SQL as the owner, for what the application may not. */
    public JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    public LocalDate today() {
        return Paris.today(clock);
    }

    public static UUID id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    private static OrganisationId organisation(int number) {
        return new OrganisationId(new UUID(0xc100_0000_0000_4000L, number));
    }

    public static Actor person(String name, OrganisationId organisation, Role... roles) {
        return new Actor("person/" + id(name), name, Optional.of(organisation), Set.of(roles));
    }

    /** A SIRET of an organisation, with a true key. */
    public static Siret siret(String siren) {
        for (int key = 0; key < 10; key++) {
            var checked = Siret.check(siren + "0001" + key).valid();
            if (checked.isPresent()) {
                return checked.get();
            }
        }
        throw new AssertionError("one digit in ten is a key");
    }

    /** Two acts that begin at the same moment, on threads of their own; their outcomes in order. */
    public static <T> List<T> atOnce(Callable<T> first, Callable<T> second) throws Exception {
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            var one = threads.submit(() -> {
                start.await();
                return first.call();
            });
            var two = threads.submit(() -> {
                start.await();
                return second.call();
            });
            return List.of(one.get(), two.get());
        }
    }

    /** What an outcome must be for the test to go on. */
    public static <T> T expect(Class<T> type, Object outcome) {
        if (!type.isInstance(outcome)) {
            throw new AssertionError("expected %s, got %s".formatted(type.getSimpleName(), outcome));
        }
        return type.cast(outcome);
    }

    // ── Places, hand-overs, redemptions ──────────────────────────────────────────────────────────────────────────

    /**
     * Territories, a catalogue in force, and a qualified provider whose place in Dijon receives some people each week.
     */
    public PlaceId openPlace(int weeklyCapacity) {
        bean(LoadTerritory.class).handle();
        var edition = id("catalogue");
        var committee = person("committee", COOPERATIVE, Role.COMMITTEE);
        bean(ImportCatalogue.class).handle(new ImportCatalogue.Command(edition, CatalogueSeed.csv(), committee));
        expect(
                AdoptCatalogueVersion.Outcome.Adopted.class,
                bean(AdoptCatalogueVersion.class)
                        .handle(new AdoptCatalogueVersion.Command(
                                edition,
                                today(),
                                new coop.fairpass.catalogue.Decision("Comité", today(), "REF-2026-01"),
                                Set.of(),
                                committee)));
        var place = new PlaceId(id("place"));
        expect(
                OpenPlace.Outcome.Opened.class,
                bean(OpenPlace.class)
                        .handle(new OpenPlace.Command(
                                place,
                                PROVIDER,
                                "Lieu Exemple",
                                new Address("2 place du Marché", PostalCode.of("21000"), "Dijon", Optional.empty()),
                                InseeCode.of("21231"),
                                Optional.empty(),
                                Optional.of(Telephone.of("0380000000")),
                                Optional.empty(),
                                "Mo-Fr 09:00-12:00",
                                Optional.of(weeklyCapacity),
                                today(),
                                DESK)));
        expect(
                AddOffer.Outcome.Added.class,
                bean(AddOffer.class)
                        .handle(new AddOffer.Command(
                                new OfferId(id("offer")),
                                place,
                                SERVICE,
                                Money.cents(10_00),
                                true,
                                Optional.empty(),
                                today(),
                                Optional.empty(),
                                Set.of(WorkStatus.EMPLOYEE),
                                DESK)));
        expect(
                QualifyProvider.Outcome.Qualified.class,
                bean(QualifyProvider.class)
                        .handle(new QualifyProvider.Command(
                                new QualificationId(id("qualification")),
                                PROVIDER,
                                today(),
                                new coop.fairpass.qualification.Decision("Comité", today(), "CQ-2026-01"),
                                REVIEWER)));
        var account = id("account of the provider");
        bean(BankAccounts.class)
                .declare(account, PROVIDER, BankGround.account(70), Optional.empty(), "Structure Exemple", DESK);
        expect(BankAccounts.Outcome.Done.class, bean(BankAccounts.class).validate(account, TREASURER));
        return place;
    }

    /** Hands over the booklet at a place of its order, from the library, to somebody whose public is ticked. */
    public BookletNumber handOver(OrderId order, int place, Audience audience) {
        var booklet = booklet(order, place);
        expect(
                HandOverBooklet.Outcome.HandedOver.class,
                bean(HandOverBooklet.class)
                        .handle(new HandOverBooklet.Command(
                                UUID.randomUUID(), booklet.serial(), audience, Channel.DESK, LIBRARIAN)));
        return booklet;
    }

    /** The booklet at a place of its order, from 1. */
    public BookletNumber booklet(OrderId order, int place) {
        return new BookletNumber(lot(order, 1).range().orElseThrow().first() + place - 1);
    }

    /** Spends vouchers of a booklet today, one service each; answers what the provider is told. */
    public Answer redeem(BookletNumber booklet, int... ranks) {
        var keys = bean(VoucherKeys.class);
        var services = Arrays.stream(ranks)
                .mapToObj(rank -> new ServiceGiven(
                        SERVICE.value(),
                        today(),
                        Optional.empty(),
                        List.of(keys.code(keys.generations().getFirst(), VoucherNumber.of(booklet, rank))
                                .printed())))
                .toList();
        return expect(
                        RedeemVouchers.Outcome.Answered.class,
                        bean(RedeemVouchers.class)
                                .handle(new RedeemVouchers.Command(UUID.randomUUID(), id("place"), services, DESK)))
                .answer();
    }

    // ── From the need to the signature ───────────────────────────────────────────────────────────────────────────

    /** Whole booklets of ten, in one lot for each number. */
    public static Need need(long... lotBooklets) {
        return need(Need.Restrictions.none(), Need.InvoiceOn.ACCEPTANCE, lotBooklets);
    }

    public static Need need(Need.Restrictions restrictions, Need.InvoiceOn invoiceOn, long... lotBooklets) {
        return new Need(
                SIZE * Arrays.stream(lotBooklets).sum(),
                SIZE,
                TODAY,
                END,
                Optional.empty(),
                restrictions,
                invoiceOn,
                Arrays.stream(lotBooklets).boxed().toList(),
                "Faites-vous aider près de chez vous.",
                "1 place de la Mairie, 21000 Valexemple",
                Need.BuyerReferences.none());
    }

    /** The same with what a public accountant asks for. */
    public static Need publicNeed(long... lotBooklets) {
        var need = need(lotBooklets);
        return new Need(
                need.vouchers(),
                need.bookletSize(),
                need.firstDay(),
                need.endDates(),
                need.longerValidityReason(),
                need.restrictions(),
                need.invoiceOn(),
                need.lotBooklets(),
                need.payerMessage(),
                need.deliveryAddress(),
                new Need.BuyerReferences(
                        Optional.of(siret("200000008")),
                        Optional.of("SERV-1"),
                        Optional.of("EJ-2026-7"),
                        Optional.empty()));
    }

    public OrderId described(Need need, Actor by) {
        var order = new OrderId(UUID.randomUUID());
        describe(order, need, by);
        return order;
    }

    public void describe(OrderId order, Need need, Actor by) {
        expect(
                DescribeNeed.Outcome.Described.class,
                bean(DescribeNeed.class)
                        .handle(new DescribeNeed.Command(
                                order, by.organisation().orElseThrow(), need, by)));
    }

    public Quote quote(OrderId order) {
        return expect(SendQuote.Outcome.Sent.class, bean(SendQuote.class).handle(new SendQuote.Command(order, SALES)))
                .quote();
    }

    /** The payer's answer to the last quote; the perimeter's warning is ticked, for nobody opened a place. */
    public AcceptQuote.Outcome accept(OrderId order, Actor by) {
        int version = bean(Quotes.class).last(order).map(Quote::version).orElse(1);
        return bean(AcceptQuote.class).handle(new AcceptQuote.Command(order, version, true, by));
    }

    public OrderId ordered(Need need, Actor by) {
        var order = described(need, by);
        quote(order);
        expect(AcceptQuote.Outcome.Signed.class, accept(order, by));
        return order;
    }

    /** An order of the company, signed, with one lot for each number of booklets. */
    public OrderId ordered(long... lotBooklets) {
        return ordered(need(lotBooklets), BUYER);
    }

    // ── Framing, proof, booklets ─────────────────────────────────────────────────────────────────────────────────

    public OrderId framed(OrderId order) {
        var marked = expect(
                FrameOrder.Outcome.Marked.class,
                bean(FrameOrder.class).handle(new FrameOrder.Command(order, EnumSet.allOf(FramingItem.class), SALES)));
        expect(Set.class, marked.missing());
        return order;
    }

    /** The proof is drawn, sent and approved. */
    public OrderId inProduction(OrderId order) {
        framed(order);
        expect(SendProof.Outcome.Sent.class, bean(SendProof.class).handle(new SendProof.Command(order, PRODUCTION)));
        expect(Proofs.Outcome.Done.class, bean(Proofs.class).approve(order, 1, buyerOf(order)));
        return order;
    }

    /** Given up by both sides, the payer first: booklets were being made. */
    public OrderId givenUp(OrderId order) {
        var cancel = bean(CancelOrder.class);
        expect(CancelOrder.Outcome.Asked.class, cancel.handle(new CancelOrder.Command(order, "essai", buyerOf(order))));
        expect(CancelOrder.Outcome.Cancelled.class, cancel.handle(new CancelOrder.Command(order, "essai", SALES)));
        return order;
    }

    /** Made, printed, and all in the library's stock. */
    public OrderId received(OrderId order) {
        inProduction(order);
        make(order);
        for (var lot : lots(order)) {
            receive(lot);
        }
        return order;
    }

    public void make(OrderId order) {
        expect(
                MakeBooklets.Outcome.Made.class,
                bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, PRODUCTION)));
    }

    public void print(Lot lot) {
        expect(
                PrintSheets.Outcome.Ready.class,
                bean(PrintSheets.class).handle(new PrintSheets.Command(lot.id(), Optional.empty(), PRODUCTION)));
    }

    /** Prints a lot, ships it to the library and has it counted there. */
    public void receive(Lot lot) {
        print(lot);
        ship(lot, new AllocateBooklets.Weighed(LIBRARY, 1));
    }

    /** Ships a printed lot to distributors by their weights; each counts what came. */
    public void ship(Lot lot, AllocateBooklets.Weighed... weights) {
        var shared = expect(
                AllocateBooklets.Outcome.Shared.class,
                bean(AllocateBooklets.class)
                        .handle(new AllocateBooklets.Command(
                                id("allocation/" + lot.id()), lot.id(), 0, List.of(weights), PRODUCTION)));
        for (var share : shared.shares()) {
            var manager = share.distributor().equals(LIBRARY) ? LIBRARIAN : CENTRE_MANAGER;
            expect(
                    AcknowledgeMove.Outcome.Acknowledged.class,
                    bean(AcknowledgeMove.class)
                            .handle(new AcknowledgeMove.Command(share.move(), share.booklets(), manager)));
        }
    }

    public VoucherOrder get(OrderId order) {
        return bean(Orders.class).get(order);
    }

    public List<Lot> lots(OrderId order) {
        return bean(Orders.class).lots(order);
    }

    public Lot lot(OrderId order, int place) {
        return lots(order).get(place - 1);
    }

    public Actor buyerOf(OrderId order) {
        return get(order).payer().equals(TOWN) ? TOWN_BUYER : BUYER;
    }

    // ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────

    public Receivable face(OrderId order) {
        return bean(Receivables.class).of(order, Receivable.Kind.FACE).orElseThrow();
    }

    public Receivable fee(OrderId order) {
        return bean(Receivables.class).of(order, Receivable.Kind.FEE).orElseThrow();
    }

    /** Somebody pays one of our accounts today, from an account of their own, and writes something. */
    public void pays(AccountKind account, Money amount, String text, int from) {
        bean(SimulatedBank.class)
                .receive(
                        account == AccountKind.SEGREGATED ? BankGround.SEGREGATED : BankGround.OPERATING,
                        today(),
                        amount,
                        Party.named("COMMANDITAIRE " + from, BankGround.account(100 + from)),
                        text);
    }

    public void pays(AccountKind account, Money amount, String text) {
        pays(account, amount, text, 1);
    }

    /** The next morning, the bank's statements of the day before are imported; answers what they brought. */
    public List<KnownEntry> nextMorning() {
        var day = today();
        clock.advance(Period.ofDays(1));
        var brought = new ArrayList<KnownEntry>();
        for (var account : List.of(BankGround.SEGREGATED, BankGround.OPERATING)) {
            var report = read(bean(SimulatedBank.class).statement(account, day, CamtVersion.V08));
            report.lines(LineOutcome.ACCEPTED).stream()
                    .flatMap(line -> line.entry().stream())
                    .forEach(entry -> brought.add(entry(entry)));
        }
        return brought;
    }

    /** What the calendar does today, room after room. */
    public void due() {
        context.getBeansOfType(DailyTask.class).values().stream()
                .sorted(Comparator.comparingInt(DailyTask::order))
                .forEach(task -> task.run(today()));
    }

    public KnownEntry entry(UUID entry) {
        return bean(BankEntries.class).find(entry).orElseThrow();
    }

    private BankFileReport read(byte[] file) {
        try {
            return expect(
                            ImportBankFile.Outcome.Imported.class,
                            bean(ImportBankFile.class)
                                    .handle(new ImportBankFile.Command(
                                            UUID.randomUUID(),
                                            "releve.xml",
                                            new ByteArrayInputStream(file),
                                            TREASURER)))
                    .report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Both documents are paid today, each on its account under its reference, and the bank says so the next morning.
     */
    public OrderId paid(OrderId order) {
        pays(AccountKind.SEGREGATED, face(order).open(), face(order).reference());
        pays(AccountKind.OPERATING, fee(order).open(), fee(order).reference());
        nextMorning();
        return order;
    }

    public ActivateLot.Outcome activate(Lot lot) {
        return bean(ActivateLot.class).handle(new ActivateLot.Command(lot.id(), SALES));
    }

    /** Received, paid and active. */
    public OrderId active(OrderId order) {
        received(order);
        paid(order);
        for (var lot : lots(order)) {
            expect(ActivateLot.Outcome.Activated.class, activate(lot));
        }
        return order;
    }

    public Money balance(Account account) {
        return bean(Ledger.class).balance(account);
    }

    /** The balance of an order's own account; debit positive. */
    public Money balance(Account account, OrderId order) {
        return bean(Ledger.class).balance(account, accountOf(order));
    }

    public OrderAccount accountOf(OrderId order) {
        var found = get(order);
        return OrderDocuments.accountOf(bean(Organisations.class).get(found.payer()), found);
    }

    public SegregatedFunds funds() {
        return bean(SegregatedFunds.class);
    }

    /** What the doctor finds wrong. */
    public List<String> ailments() {
        return bean(Examination.class).handle().stream()
                .filter(finding -> !finding.holds())
                .map(finding -> finding.invariant().code() + " " + finding.offenders())
                .toList();
    }

    @Override
    public void close() {
        context.close();
    }
}
