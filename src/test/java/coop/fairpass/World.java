package coop.fairpass;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.ApproveRun;
import coop.fairpass.bank.BankFileReport;
import coop.fairpass.bank.CamtVersion;
import coop.fairpass.bank.EnterCooperativeAccount;
import coop.fairpass.bank.ExportRun;
import coop.fairpass.bank.HandedOutFile;
import coop.fairpass.bank.ImportBankFile;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.PainVersion;
import coop.fairpass.bank.Party;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.SendRun;
import coop.fairpass.bank.SimulatedBank;
import coop.fairpass.booklets.AcknowledgeMove;
import coop.fairpass.booklets.Audience;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.BookletRange;
import coop.fairpass.booklets.BookletRanges;
import coop.fairpass.booklets.Channel;
import coop.fairpass.booklets.HandOverBooklet;
import coop.fairpass.booklets.MakeBooklets;
import coop.fairpass.booklets.PrintSheets;
import coop.fairpass.booklets.SendProof;
import coop.fairpass.booklets.ShipLot;
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
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.doctor.Examination;
import coop.fairpass.doctor.Invariant;
import coop.fairpass.doctor.Invariants;
import coop.fairpass.ledger.Account;
import coop.fairpass.ledger.Ledger;
import coop.fairpass.money.Money;
import coop.fairpass.orders.AcceptQuote;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.DescribeNeed;
import coop.fairpass.orders.EndDates;
import coop.fairpass.orders.FrameOrder;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.Proofs;
import coop.fairpass.orders.Quotes;
import coop.fairpass.orders.Receivables;
import coop.fairpass.orders.SendQuote;
import coop.fairpass.places.AddOffer;
import coop.fairpass.places.OfferId;
import coop.fairpass.places.OpenPlace;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.WorkStatus;
import coop.fairpass.qualification.QualificationId;
import coop.fairpass.qualification.QualifyProvider;
import coop.fairpass.redemption.Answer;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.RedeemVouchers;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.redemption.ServiceGiven;
import coop.fairpass.settlement.Claims;
import coop.fairpass.settlement.PayProviders;
import coop.fairpass.settlement.SettleMonth;
import coop.fairpass.settlement.Statement;
import coop.fairpass.settlement.Statements;
import coop.fairpass.tariff.EnactRate;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.territory.LoadTerritory;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
 * A small territory that lives by the real use cases, from need to bank line, on a test's database and clock.
 *
 * <p>The cast: a cooperative, a public payer and a private one, a library that distributes, two providers with one
 * place each, one taxable at 20 % and one exempt. It is 1 October 2026, 9:00.
 * Vouchers of 10 €, 4 % upstream and downstream, 20 % VAT; services at 10 €
 * (one voucher pays it) and at 15 €. Orders end on 31/12/2026 and are accepted to 31/01/2027.
 */
public final class World implements AutoCloseable {

    public static final OrganisationId COOPERATIVE = organisation(1);
    public static final OrganisationId TOWN = organisation(2);
    public static final OrganisationId COMPANY = organisation(3);
    public static final OrganisationId LIBRARY = organisation(4);
    public static final OrganisationId FIRST = organisation(5);
    public static final OrganisationId SECOND = organisation(6);

    public static final Actor SALES = person(1, COOPERATIVE, Role.COOP_SALES, Role.COOP_PRODUCTION);
    public static final Actor REVIEWER = person(2, COOPERATIVE, Role.COOP_REVIEWER);
    public static final Actor CONTROLLER = person(3, COOPERATIVE, Role.COOP_CONTROLLER);
    public static final Actor TREASURER = person(4, COOPERATIVE, Role.TREASURER);
    public static final Actor OTHER_TREASURER = person(5, COOPERATIVE, Role.TREASURER);
    public static final Actor COMMITTEE = person(6, COOPERATIVE, Role.COMMITTEE, Role.BOARD);
    public static final Actor TOWN_BUYER = person(7, TOWN, Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT);
    public static final Actor COMPANY_BUYER = person(8, COMPANY, Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT);
    public static final Actor MANAGER = person(9, LIBRARY, Role.DISTRIBUTOR_MANAGER);
    public static final Actor AGENT = person(10, LIBRARY, Role.DISTRIBUTOR_AGENT);
    public static final Actor FIRST_ADMIN = person(11, FIRST, Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE);
    public static final Actor FIRST_STAFF = person(12, FIRST, Role.PROVIDER_STAFF);
    public static final Actor FIRST_COLLEAGUE = person(13, FIRST, Role.PROVIDER_STAFF);
    public static final Actor SECOND_STAFF = person(14, SECOND, Role.PROVIDER_STAFF);

    public static final PlaceId FIRST_PLACE = new PlaceId(id("first place"));
    public static final PlaceId SECOND_PLACE = new PlaceId(id("second place"));

    /** A service at the face value of one voucher. */
    public static final String TEN_EUROS = "FP-COM-001";

    /** A service of which one voucher leaves five euros to pay. */
    public static final String FIFTEEN_EUROS = "FP-COM-003";

    /** A service of the catalogue that neither place offers. */
    public static final String NOT_OFFERED = "FP-COM-002";

    public static final Iban SEGREGATED = iban(901);
    public static final Iban OPERATING = iban(902);

    public static final LocalDate VALID_UNTIL = LocalDate.of(2026, 12, 31);
    public static final int SIZE = 10;

    private static final List<String> ROOMS = List.of(
            "directory",
            "territory",
            "catalogue",
            "places",
            "qualification",
            "notices",
            "ledger",
            "tariff",
            "winddown",
            "invoicing",
            "bank",
            "orders",
            "booklets",
            "redemption",
            "settlement",
            "expiry",
            "creditors",
            "doctor");

    public final Db db;
    public final MovableClock clock = MovableClock.at("2026-10-01T09:00");
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final SimulatedBank bank;
    private final Map<OrderId, Integer> next = new HashMap<>();

    /** A world whose server keeps its clock in UTC. */
    public World(Db db, Path home) {
        this(db, home, ZoneOffset.UTC);
    }

    /** A world whose server keeps its own clock in a zone. */
    public World(Db db, Path home, ZoneId server) {
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
        context.registerBean(DataSource.class, db::app, definition -> definition.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, db::jdbc);
        context.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(db.app()));
        context.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(db.app()));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(db.app()));
        context.registerBean(TransactionTemplate.class, db::transactions);
        context.registerBean(Clock.class, () -> clock.withZone(server));
        context.registerBean(TemplateEngine.class, () -> TemplateEngine.createPrecompiled(ContentType.Html));
        context.register(Transactional.class);
        ROOMS.forEach(room -> context.scan("coop.fairpass." + room));
        context.refresh();
        bank = new SimulatedBank(db.jdbc(), db.transactions());
        setTheStage();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactional {}

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** SQL as the owner: it may break what the application may not. */
    public JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    public LocalDate today() {
        return Paris.today(clock);
    }

    // ── The stage ────────────────────────────────────────────────────────────────────────────────────────────────

    private void setTheStage() {
        bean(LoadTerritory.class).handle();
        var edition = id("catalogue");
        bean(ImportCatalogue.class).handle(new ImportCatalogue.Command(edition, CatalogueSeed.csv(), COMMITTEE));
        bean(AdoptCatalogueVersion.class)
                .handle(new AdoptCatalogueVersion.Command(
                        edition,
                        today(),
                        new coop.fairpass.catalogue.Decision("Comité", today(), "CR-1"),
                        Set.of(),
                        COMMITTEE));
        enact(RateKind.UPSTREAM_FEE, 40_000);
        enact(RateKind.DOWNSTREAM_FEE, 40_000);
        enact(RateKind.CONTRIBUTION, 10_000);
        register(COOPERATIVE, "Coopérative Exemple", LegalNature.PRIVATE, 11);
        bean(RegisterOrganisation.class).asCooperative(COOPERATIVE);
        register(TOWN, "Commune Exemple", LegalNature.PUBLIC, 12);
        register(COMPANY, "Entreprise Exemple", LegalNature.PRIVATE, 13);
        register(LIBRARY, "Médiathèque Exemple", LegalNature.PUBLIC, 14);
        register(FIRST, "Premier prestataire", LegalNature.PRIVATE, 15);
        register(SECOND, "Second prestataire", LegalNature.PRIVATE, 16);
        cooperativeAccount(AccountKind.SEGREGATED, SEGREGATED);
        cooperativeAccount(AccountKind.OPERATING, OPERATING);
        provider(FIRST, FIRST_PLACE, "Premier lieu", "21231", FIRST_ADMIN);
        provider(SECOND, SECOND_PLACE, "Second lieu", "25056", SECOND_STAFF);
        account(TOWN, 22);
        account(COMPANY, 23);
        account(FIRST, 25);
        account(SECOND, 26);
    }

    public void enact(RateKind kind, long value) {
        var outcome = bean(EnactRate.class)
                .handle(new EnactRate.Command(
                        kind, value, today(), new coop.fairpass.tariff.Decision("Assemblée", today(), "AG-1")));
        done(EnactRate.Outcome.Enacted.class, outcome);
    }

    /** Enters an organisation; {@code rank} makes its identifiers. */
    public void register(OrganisationId id, String name, LegalNature nature, int rank) {
        bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        id,
                        name,
                        Optional.of(siren(rank)),
                        Optional.of(siret(rank)),
                        nature,
                        nature == LegalNature.PUBLIC ? OrganisationKind.LOCAL_AUTHORITY : OrganisationKind.ASSOCIATION,
                        regime(id),
                        new Address(
                                "1 place Exemple", PostalCode.of("21000"), "Dijon", Optional.of(InseeCode.of("21231"))),
                        Optional.empty(),
                        Optional.of(Telephone.of("0970000000"))));
    }

    /** The two providers are taxed in two ways: vouchers stay multi-purpose. */
    private static VatRegime regime(OrganisationId id) {
        return id.equals(FIRST) ? VatRegime.TAXABLE : id.equals(SECOND) ? VatRegime.EXEMPT : VatRegime.OUT_OF_SCOPE;
    }

    private void cooperativeAccount(AccountKind kind, Iban iban) {
        bean(EnterCooperativeAccount.class)
                .handle(new EnterCooperativeAccount.Command(
                        id("account " + kind), kind, iban, Optional.empty(), "COOPERATIVE EXEMPLE", TREASURER));
        bank.open(iban, "COOPERATIVE EXEMPLE");
    }

    /** A qualified provider from today on, with a place that offers two services. */
    private void provider(OrganisationId provider, PlaceId place, String name, String commune, Actor by) {
        var admin = new Actor(by.reference(), by.label(), Optional.of(provider), Set.of(Role.PROVIDER_ADMIN));
        done(
                OpenPlace.Outcome.Opened.class,
                bean(OpenPlace.class)
                        .handle(new OpenPlace.Command(
                                place,
                                provider,
                                name,
                                new Address("2 place Exemple", PostalCode.of("21000"), "Dijon", Optional.empty()),
                                InseeCode.of(commune),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "Mo-Fr 09:00-12:00",
                                Optional.of(20),
                                today(),
                                admin)));
        offer(place, TEN_EUROS, Money.cents(10_00), true, admin);
        offer(place, FIFTEEN_EUROS, Money.cents(15_00), false, admin);
        qualify(provider);
    }

    /** Qualified from today on. */
    public void qualify(OrganisationId provider) {
        done(
                QualifyProvider.Outcome.Qualified.class,
                bean(QualifyProvider.class)
                        .handle(new QualifyProvider.Command(
                                new QualificationId(id("qualification " + provider)),
                                provider,
                                today(),
                                new coop.fairpass.qualification.Decision("Comité", today(), "CQ-1"),
                                REVIEWER)));
    }

    private void offer(PlaceId place, String service, Money price, boolean isRegulated, Actor by) {
        done(
                AddOffer.Outcome.Added.class,
                bean(AddOffer.class)
                        .handle(new AddOffer.Command(
                                new OfferId(UUID.randomUUID()),
                                place,
                                ServiceCode.of(service),
                                price,
                                isRegulated,
                                Optional.empty(),
                                today(),
                                Optional.empty(),
                                Set.of(WorkStatus.EMPLOYEE),
                                by)));
    }

    /** Declares an account and has another person validate it; answers its id. */
    public UUID account(OrganisationId organisation, int number) {
        var account = declare(organisation, number);
        done(BankAccounts.Outcome.Done.class, bean(BankAccounts.class).validate(account, TREASURER));
        return account;
    }

    /** Declares an account that nobody has validated yet. */
    public UUID declare(OrganisationId organisation, int number) {
        var account = id("account " + organisation + " " + number);
        done(
                BankAccounts.Outcome.Done.class,
                bean(BankAccounts.class)
                        .declare(account, organisation, iban(number), Optional.empty(), "TITULAIRE", FIRST_ADMIN));
        return account;
    }

    // ── Orders and booklets ──────────────────────────────────────────────────────────────────────────────────────

    /** An order of the town, paid today and active the next morning, all its booklets in the library's stock. */
    public OrderId order(long booklets) {
        return order(TOWN_BUYER, booklets, Restrictions.none());
    }

    /** An order of whoever buys, paid today and active the next morning, all its booklets in the library's stock. */
    public OrderId order(Actor buyer, long booklets, Restrictions restrictions) {
        var order = paidOrder(buyer, booklets, restrictions);
        activate(order);
        return order;
    }

    /** The same, not active yet. */
    public OrderId paidOrder(Actor buyer, long booklets, Restrictions restrictions) {
        var payer = buyer.organisation().orElseThrow();
        var order = signedOrder(buyer, booklets, restrictions);
        done(
                FrameOrder.Outcome.Marked.class,
                bean(FrameOrder.class)
                        .handle(new FrameOrder.Command(order, EnumSet.allOf(FrameOrder.FramingItem.class), SALES)));
        done(SendProof.Outcome.Sent.class, bean(SendProof.class).handle(new SendProof.Command(order, SALES)));
        done(Proofs.Outcome.Done.class, bean(Proofs.class).approve(order, 1, buyer));
        done(MakeBooklets.Outcome.Made.class, bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, SALES)));
        done(
                PrintSheets.Outcome.Ready.class,
                bean(PrintSheets.class)
                        .handle(new PrintSheets.Command(lot(order).id(), Optional.empty(), SALES)));
        ship(order);
        for (var kind : Receivables.Receivable.Kind.values()) {
            var call = bean(Receivables.class).of(order, kind).orElseThrow();
            var account = kind == Receivables.Receivable.Kind.FACE ? SEGREGATED : OPERATING;
            bank.receive(account, today(), call.open(), Party.named("PAYEUR " + payer, iban(22)), call.reference());
        }
        night();
        return order;
    }

    /** A signed order, whose documents are issued and not paid. */
    public OrderId signedOrder(Actor buyer, long booklets, Restrictions restrictions) {
        return signedOrder(buyer, booklets, restrictions, VALID_UNTIL);
    }

    /** The same, valid until a day. */
    public OrderId signedOrder(Actor buyer, long booklets, Restrictions restrictions, LocalDate validUntil) {
        var order = quotedOrder(buyer, booklets, restrictions, validUntil);
        int version = bean(Quotes.class).last(order).orElseThrow().version();
        done(
                AcceptQuote.Outcome.Signed.class,
                bean(AcceptQuote.class).handle(new AcceptQuote.Command(order, version, true, buyer)));
        return order;
    }

    /** An order whose quote was sent and not answered. */
    public OrderId quotedOrder(Actor buyer, long booklets, Restrictions restrictions, LocalDate validUntil) {
        var payer = buyer.organisation().orElseThrow();
        var order = new OrderId(UUID.randomUUID());
        var need = new Need(
                booklets * SIZE,
                SIZE,
                today(),
                EndDates.of(validUntil),
                Optional.empty(),
                restrictions,
                Need.InvoiceOn.ACCEPTANCE,
                List.of(booklets),
                "Faites-vous aider près de chez vous.",
                "1 place Exemple, 21000 Dijon",
                new Need.BuyerReferences(
                        Optional.of(siret(payer.equals(TOWN) ? 12 : 13)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        done(
                DescribeNeed.Outcome.Described.class,
                bean(DescribeNeed.class).handle(new DescribeNeed.Command(order, payer, need, buyer)));
        done(SendQuote.Outcome.Sent.class, bean(SendQuote.class).handle(new SendQuote.Command(order, SALES)));
        return order;
    }

    private void ship(OrderId order) {
        var move = UUID.randomUUID();
        var all = BookletRanges.of(range(order));
        done(
                ShipLot.Outcome.Shipped.class,
                bean(ShipLot.class)
                        .handle(new ShipLot.Command(move, lot(order).id(), LIBRARY, Optional.of(all), SALES)));
        bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, all, MANAGER));
    }

    public void activate(OrderId order) {
        done(
                ActivateLot.Outcome.Activated.class,
                bean(ActivateLot.class)
                        .handle(new ActivateLot.Command(lot(order).id(), SALES)));
    }

    public Lot lot(OrderId order) {
        return bean(Orders.class).lots(order).getFirst();
    }

    private BookletRange range(OrderId order) {
        var range = lot(order).range().orElseThrow();
        return new BookletRange(range.first(), range.last());
    }

    /** A booklet of an order, counted from 1, as it is. */
    public BookletNumber booklet(OrderId order, int place) {
        return new BookletNumber(range(order).first() + place - 1);
    }

    /** The same, handed over today. */
    public BookletNumber handedOver(OrderId order, int place) {
        var booklet = booklet(order, place);
        done(
                HandOverBooklet.Outcome.HandedOver.class,
                bean(HandOverBooklet.class)
                        .handle(new HandOverBooklet.Command(
                                UUID.randomUUID(), booklet.serial(), Audience.JOBSEEKER, Channel.DESK, AGENT)));
        return booklet;
    }

    /** All booklets are in people's hands: said at once, which no agent could, for whoever needs many. */
    public void handOverAll(LocalDate on) {
        owner().sql("""
                        INSERT INTO booklets.hand_over (booklet, id, handed_over_on, recorded_at, distributor, agent,
                               audience, channel, is_inferred)
                        SELECT generate_series(first_booklet, last_booklet), gen_random_uuid(), :on, :at, holder, 'test',
                               'JOBSEEKER', 'DESK', false
                          FROM booklets.span
                        """)
                .param("on", on)
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        owner().sql("""
                        INSERT INTO booklets.step (code, first_booklet, last_booklet, holder, done_at, done_by, why)
                        SELECT 'B7_HANDED_OVER', first_booklet, last_booklet, holder, :at, 'test', ''
                          FROM booklets.span
                        """).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        owner().sql("""
                        SELECT booklets.cut(array_agg(number))
                          FROM booklets.span, generate_series(first_booklet + 1, last_booklet) AS number
                        """).query((_, _) -> 0).single();
        owner().sql("UPDATE booklets.span SET state = 'HANDED_OVER'").update();
    }

    /** What is printed under the scratch panel of a voucher, counted from 1. */
    public String code(BookletNumber booklet, int rank) {
        var keys = bean(VoucherKeys.class);
        return keys.code(keys.generations().getLast(), VoucherNumber.of(booklet, rank))
                .printed();
    }

    // ── Redemption ───────────────────────────────────────────────────────────────────────────────────────────────

    /** A service of today at ten euros, paid by one voucher. */
    public ServiceGiven given(BookletNumber booklet, int rank) {
        return given(TEN_EUROS, today(), code(booklet, rank));
    }

    public static ServiceGiven given(String service, LocalDate day, String... codes) {
        return new ServiceGiven(service, day, Optional.empty(), List.of(codes));
    }

    /** What the first provider is answered for one service at its place. */
    public ServiceAnswer redeem(ServiceGiven given) {
        return redeem(FIRST_STAFF, FIRST_PLACE, given);
    }

    public ServiceAnswer redeem(Actor by, PlaceId place, ServiceGiven given) {
        return redeemAll(by, place, given).getFirst();
    }

    public List<ServiceAnswer> redeemAll(Actor by, PlaceId place, ServiceGiven... given) {
        return done(
                        RedeemVouchers.Outcome.Answered.class,
                        bean(RedeemVouchers.class)
                                .handle(new RedeemVouchers.Command(
                                        UUID.randomUUID(), place.value(), Arrays.asList(given), by)))
                .answer()
                .services();
    }

    /**
     * So many vouchers of an order spent today on services at ten euros, at most four of a booklet, which nobody
     * doubts; booklets are handed over as they are needed. Answers their ids.
     */
    public List<RedemptionId> spend(Actor by, PlaceId place, OrderId order, int vouchers) {
        var given = new ArrayList<ServiceGiven>();
        while (given.size() < vouchers) {
            var booklet = handedOver(order, next.merge(order, 1, Integer::sum));
            for (int rank = 1; rank <= 4 && given.size() < vouchers; rank++) {
                given.add(given(booklet, rank));
            }
        }
        return redeemAll(by, place, given.toArray(ServiceGiven[]::new)).stream()
                .map(one -> {
                    if (one.result() != Answer.Result.REDEEMED) {
                        throw new AssertionError(one);
                    }
                    return RedemptionId.read(one.redemptions().getFirst()).orElseThrow();
                })
                .toList();
    }

    // ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────

    public SimulatedBank bank() {
        return bank;
    }

    /** The bank states today on both accounts and the treasurer reads it; it is nine the next morning. */
    public void night() {
        read("cantonne " + today(), bank.statement(SEGREGATED, today(), CamtVersion.V08));
        read("exploitation " + today(), bank.statement(OPERATING, today(), CamtVersion.V08));
        day(today().plusDays(1).toString());
    }

    /** Reads a file of the bank, which must have no refused line. */
    public BankFileReport read(String name, byte[] file) {
        try {
            return done(
                            ImportBankFile.Outcome.Imported.class,
                            bean(ImportBankFile.class)
                                    .handle(new ImportBankFile.Command(
                                            id("reading " + name), name, new ByteArrayInputStream(file), TREASURER)))
                    .report();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Two people approve a run by saying its total, and it leaves for the bank, which takes it. */
    public void send(UUID run) {
        var found = bean(PaymentRuns.class).find(run).orElseThrow();
        for (var treasurer : List.of(TREASURER, OTHER_TREASURER)) {
            done(
                    PaymentRuns.Outcome.Done.class,
                    bean(ApproveRun.class).handle(new ApproveRun.Command(run, found.total(), treasurer)));
        }
        deliver(run);
    }

    /** An approved run leaves for the bank, which takes it. */
    public void deliver(UUID run) {
        done(SendRun.Outcome.Sent.class, bean(SendRun.class).handle(new SendRun.Command(run, TREASURER)));
        var exported = done(
                ExportRun.Outcome.Exported.class,
                bean(ExportRun.class).handle(new ExportRun.Command(run, PainVersion.V09, TREASURER)));
        var bytes = new ByteArrayOutputStream();
        try {
            exported.file().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read("answer " + run, bank.submit(bytes.toByteArray(), clock.instant()));
    }

    /** Closes a month. */
    public SettleMonth.Outcome.Settled settle(String month) {
        return done(
                SettleMonth.Outcome.Settled.class,
                bean(SettleMonth.class).handle(new SettleMonth.Command(YearMonth.parse(month), TREASURER)));
    }

    /** The statement of a provider for a month. */
    public Optional<Statement> statement(OrganisationId provider, String month) {
        return bean(Statements.class).of(YearMonth.parse(month)).stream()
                .filter(one -> one.provider().equals(provider))
                .findFirst();
    }

    /** Gathers all that can be paid into a run, which two people approve and the bank takes; answers the run. */
    public UUID pay() {
        var run = prepared();
        send(run);
        return run;
    }

    /** Gathers all that can be paid into a run. */
    public UUID prepared() {
        var run = UUID.randomUUID();
        done(
                PayProviders.Outcome.Prepared.class,
                bean(PayProviders.class).handle(new PayProviders.Command(run, TREASURER)));
        return run;
    }

    /** By which a bank names what a provider is paid for a month: {@code CP202610-P0001}. */
    public String transferOf(OrganisationId provider, String month) {
        int number = owner().sql("SELECT number FROM directory.organisation_name WHERE id = :id")
                .param("id", provider.value())
                .query(Integer.class)
                .single();
        return "CP%s-P%04d".formatted(month.replace("-", ""), number);
    }

    /** A paid service was not given: it is claimed back, and the cooperative advances its value. */
    public void advanceAClaim(RedemptionId redemption) {
        var claim = UUID.randomUUID();
        var claims = bean(Claims.class);
        done(Claims.Outcome.Done.class, claims.open(claim, redemption, "Service non rendu.", CONTROLLER));
        done(Claims.Outcome.Done.class, claims.confirm(claim, TREASURER));
        advance(claim);
    }

    /** The cooperative advances the value of a confirmed claim from its own account; it is there the next morning. */
    public void advance(UUID claim) {
        var transfer = nameAdvance(claim);
        var claims = bean(Claims.class);
        move(
                transfer,
                InternalTransfers.Kind.ADVANCE,
                claims.find(claim).orElseThrow().face(),
                Optional.of(claims.purpose()));
    }

    /** The cooperative names the transfer by which it will advance a claim. */
    public UUID nameAdvance(UUID claim) {
        var transfer = UUID.randomUUID();
        done(Claims.Outcome.Done.class, bean(Claims.class).advance(claim, transfer, TREASURER));
        return transfer;
    }

    /** Money moves between the cooperative's two accounts; it is there the next morning. */
    public void move(UUID transfer, InternalTransfers.Kind kind, Money amount, Optional<String> purpose) {
        var transfers = bean(InternalTransfers.class);
        done(InternalTransfers.Outcome.Done.class, transfers.order(transfer, kind, amount, purpose, TREASURER));
        var exported =
                done(InternalTransfers.Export.Exported.class, transfers.export(transfer, PainVersion.V09, TREASURER));
        submit("move " + transfer, exported.file());
        night();
    }

    private void submit(String name, HandedOutFile file) {
        var bytes = new ByteArrayOutputStream();
        try {
            file.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        read("answer to " + name, bank.submit(bytes.toByteArray(), clock.instant()));
    }

    /** What an account of the books holds, as people read it: a debt of ours is positive. */
    public Money owed(Account account) {
        return bean(Ledger.class).balance(account).negated();
    }

    // ── Days ─────────────────────────────────────────────────────────────────────────────────────────────────────

    /** Everything that the calendar does in a day, in its order. */
    public void dueWork() {
        context.getBeansOfType(DailyTask.class).values().stream()
                .sorted(Comparator.comparingInt(DailyTask::order))
                .forEach(task -> task.run(today()));
    }

    /** It is nine o'clock in Paris on a day, and the calendar has done its work. */
    public void day(String date) {
        clock.set(date + "T09:00");
        dueWork();
    }

    /** What was told an organisation, subject by subject. */
    public List<String> told(OrganisationId organisation) {
        return db.jdbc()
                .sql(
                        "SELECT subject || ' | ' || text FROM notices.notice WHERE organisation = :id ORDER BY told_at, key")
                .param("id", organisation.value())
                .query(String.class)
                .list();
    }

    /** What must be true of every room. */
    public List<Invariant> invariants() {
        return context.getBeansOfType(Invariants.class).values().stream()
                .flatMap(room -> room.all().stream())
                .toList();
    }

    /** What the doctor finds wrong, by the code of the invariant. */
    public List<String> ailments() {
        return bean(Examination.class).handle().stream()
                .filter(finding -> !finding.holds())
                .map(finding -> finding.invariant().code() + " " + finding.offenders())
                .toList();
    }

    // ── Names ────────────────────────────────────────────────────────────────────────────────────────────────────

    /** The outcome, which must be of that kind. */
    public static <T> T done(Class<T> wanted, Object outcome) {
        if (!wanted.isInstance(outcome)) {
            throw new AssertionError("not " + wanted.getSimpleName() + ": " + outcome);
        }
        return wanted.cast(outcome);
    }

    public static UUID id(String what) {
        return UUID.nameUUIDFromBytes(what.getBytes(StandardCharsets.UTF_8));
    }

    private static OrganisationId organisation(int number) {
        return new OrganisationId(new UUID(0xc000_0000_0000_4000L, number));
    }

    private static Actor person(int number, OrganisationId organisation, Role... roles) {
        return new Actor(
                "person/" + new UUID(0xa000_0000_0000_4000L, number),
                "personne " + number,
                Optional.of(organisation),
                Set.of(roles));
    }

    /** A SIREN of nobody's, with a true key. */
    public static Siren siren(int rank) {
        return keyed("%08d".formatted(rank), text -> Siren.check(text).valid());
    }

    private static Siret siret(int rank) {
        return keyed(siren(rank).digits() + "0001", text -> Siret.check(text).valid());
    }

    private static <T> T keyed(String start, java.util.function.Function<String, Optional<T>> read) {
        return java.util.stream.IntStream.range(0, 10)
                .mapToObj(key -> read.apply(start + key))
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
    }

    /** An account of a bank that does not exist, with true keys. */
    public static Iban iban(int account) {
        long rib = 97 - (89L * 99_999 + 3L * account) % 97;
        var bban = "9999900000%011d%02d".formatted(account, rib);
        var key = BigInteger.valueOf(98).subtract(new BigInteger(bban + "152700").mod(BigInteger.valueOf(97)));
        return Iban.check("FR%02d%s".formatted(key.intValueExact(), bban)).orThrow();
    }

    @Override
    public void close() {
        context.close();
    }
}
