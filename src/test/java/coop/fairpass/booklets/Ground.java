package coop.fairpass.booklets;

import coop.fairpass.ClassesRead;
import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.CooperativeAccounts;
import coop.fairpass.bank.ParkedMoney;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Telephone;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Money;
import coop.fairpass.orders.DescribeNeed;
import coop.fairpass.orders.EndDates;
import coop.fairpass.orders.Lot;
import coop.fairpass.orders.LotActivated;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.Orders;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Orders ready to be made, and the rooms that make and follow their booklets, on a test's database and clock.
 *
 * <p>The cast: a cooperative, a payer, a library and a social centre that distribute, and a stranger. Vouchers of 10 €
 * in booklets of ten, usable to 31/12/2026, accepted to 31/01/2027; hand-overs stop on 15/12/2026.
 */
public final class Ground implements AutoCloseable {

    public static final OrganisationId COOPERATIVE = organisation(1);
    public static final OrganisationId PAYER = organisation(2);
    public static final OrganisationId LIBRARY = organisation(3);
    public static final OrganisationId CENTRE = organisation(4);
    public static final OrganisationId STRANGER = organisation(5);

    public static final Actor PRODUCTION = person(1, COOPERATIVE, Role.COOP_PRODUCTION);
    public static final Actor OTHER_PRODUCTION = person(2, COOPERATIVE, Role.COOP_PRODUCTION);
    public static final Actor CONTROLLER = person(3, COOPERATIVE, Role.COOP_CONTROLLER);
    public static final Actor OPERATOR = person(4, COOPERATIVE, Role.OPERATOR);
    public static final Actor BUYER = person(5, PAYER, Role.PAYER_BUYER);
    public static final Actor MANAGER = person(6, LIBRARY, Role.DISTRIBUTOR_MANAGER);
    public static final Actor AGENT = person(7, LIBRARY, Role.DISTRIBUTOR_AGENT);
    public static final Actor COLLEAGUE = person(8, LIBRARY, Role.DISTRIBUTOR_AGENT);
    public static final Actor CENTRE_MANAGER = person(9, CENTRE, Role.DISTRIBUTOR_MANAGER);
    public static final Actor CENTRE_AGENT = person(10, CENTRE, Role.DISTRIBUTOR_AGENT);
    public static final Actor STRANGE_MANAGER = person(11, STRANGER, Role.DISTRIBUTOR_MANAGER);
    public static final Actor STRANGE_BUYER = person(12, STRANGER, Role.PAYER_BUYER);

    public static final LocalDate VALID_UNTIL = LocalDate.of(2026, 12, 31);
    public static final LocalDate LAST_DAY = LocalDate.of(2027, 1, 31);
    public static final int SIZE = 10;

    final Db db;
    final MovableClock clock = MovableClock.at("2026-11-10T10:00");
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /** Rooms over a new key ring in {@code home}, with whatever else a test needs. */
    public Ground(Db db, Path home, Class<?>... more) {
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
        context.registerBean(NamedParameterJdbcTemplate.class, () -> new NamedParameterJdbcTemplate(db.app()));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(db.app()));
        context.registerBean(TransactionTemplate.class, db::transactions);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(TemplateEngine.class, Ground::templates);
        context.registerBean(CooperativeAccounts.class, () -> Ground::account);
        context.registerBean(ParkedMoney.class, NothingParked::new);
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
                "coop.fairpass.orders",
                "coop.fairpass.booklets",
                "coop.fairpass.redemption");
        Arrays.stream(more).forEach(context::register);
        context.refresh();
        register(COOPERATIVE, "Coopérative Exemple", "123456782");
        bean(RegisterOrganisation.class).asCooperative(COOPERATIVE);
        register(PAYER, "Communauté de communes du Val d’Exemple", "200000008");
        register(LIBRARY, "Médiathèque du Val d’Exemple", "");
        register(CENTRE, "Centre social du Val d’Exemple", "");
        register(STRANGER, "Structure d’ailleurs", "");
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class Transactional {}

    private static final class NothingParked implements ParkedMoney {
        @Override
        public Optional<Parked> lock(UUID entry) {
            return Optional.empty();
        }

        @Override
        public void take(UUID entry, Money amount) {
            throw new IllegalStateException("nothing is parked");
        }
    }

    private static Optional<CooperativeAccounts.CooperativeAccount> account(AccountKind kind) {
        return Optional.of(new CooperativeAccounts.CooperativeAccount(
                kind, Iban.of("FR7630006000011234567890189"), "Coopérative Exemple"));
    }

    static TemplateEngine templates() {
        return TemplateEngine.createPrecompiled(ContentType.Html);
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

    private void register(OrganisationId id, String name, String siren) {
        bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        id,
                        name,
                        siren.isEmpty() ? Optional.empty() : Optional.of(Siren.of(siren)),
                        Optional.empty(),
                        LegalNature.PRIVATE,
                        OrganisationKind.OTHER,
                        VatRegime.OUT_OF_SCOPE,
                        new Address("1 place de la Mairie", PostalCode.of("21000"), "Valexemple", Optional.empty()),
                        Optional.empty(),
                        Optional.of(Telephone.of("0970000000"))));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** SQL as the owner, for what the application may not or another room would do. */
    public JdbcClient owner() {
        return JdbcClient.create(db.owner());
    }

    // ── Orders ───────────────────────────────────────────────────────────────────────────────────────────────────

    /** A signed and framed order, with one lot for each number of booklets. */
    OrderId framedOrder(Need.Restrictions restrictions, long... lotBooklets) {
        var order = new OrderId(UUID.randomUUID());
        var lots = Arrays.stream(lotBooklets).boxed().toList();
        long vouchers = SIZE * Arrays.stream(lotBooklets).sum();
        var described = bean(DescribeNeed.class)
                .handle(new DescribeNeed.Command(
                        order,
                        PAYER,
                        new Need(
                                vouchers,
                                SIZE,
                                LocalDate.of(2026, 11, 10),
                                EndDates.of(VALID_UNTIL),
                                Optional.empty(),
                                restrictions,
                                Need.InvoiceOn.ACCEPTANCE,
                                lots,
                                "Faites-vous aider près de chez vous.",
                                "1 place de la Mairie, 21000 Valexemple",
                                Need.BuyerReferences.none()),
                        BUYER));
        if (!(described instanceof DescribeNeed.Outcome.Described)) {
            throw new IllegalStateException(described.toString());
        }
        sign(order, lots);
        return order;
    }

    private void sign(OrderId order, List<Long> lots) {
        owner().sql("""
                        UPDATE orders.voucher_order
                           SET state = 'FRAMED', face_cents = 1000, upstream_fee_ppm = 40000, vat_territory = 'MAINLAND',
                               vat_category = 'S', vat_ppm = 200000, vat_mention = '', accepted_version = 1,
                               accepted_at = :at, accepted_by = 'test',
                               number = 'BC-2026-' || lpad((SELECT count(*) FROM orders.voucher_order)::text, 6, '0')
                         WHERE id = :id
                        """).param("at", now()).param("id", order.value()).update();
        owner().sql("""
                        INSERT INTO orders.transition (voucher_order, place, code, from_state, to_state, done_at, done_by, why)
                        VALUES (:id, 2, 'O5', 'QUOTED', 'ORDERED', :at, 'test', '')
                        """).param("at", now()).param("id", order.value()).update();
        for (int i = 0; i < lots.size(); i++) {
            owner().sql("""
                            INSERT INTO orders.lot (id, voucher_order, place, booklets, goods)
                            VALUES (:id, :order, :place, :booklets, 'PLANNED')
                            """)
                    .param("id", UUID.randomUUID())
                    .param("order", order.value())
                    .param("place", i + 1)
                    .param("booklets", lots.get(i))
                    .update();
        }
    }

    /** An order whose proof, made here, the payer approved. */
    public OrderId approvedOrder(long... lotBooklets) {
        var order = framedOrder(Need.Restrictions.none(), lotBooklets);
        approve(order);
        return order;
    }

    /** As if the proof had been drawn, which is slow, and approved. */
    void approve(OrderId order) {
        var wordings = bean(Wordings.class);
        var fingerprint = "ab".repeat(32);
        wordings.keep(
                order, fingerprint, wordings.now(bean(Orders.class).get(order)).orElseThrow());
        owner().sql("""
                        INSERT INTO orders.proof (voucher_order, version, fingerprint, pdf, sent_at, answer_due_on, state,
                               decided_at, decided_by)
                        VALUES (:order, 1, :fingerprint, '', :at, '2026-11-16', 'APPROVED', :at, 'test')
                        """)
                .param("order", order.value())
                .param("fingerprint", fingerprint)
                .param("at", now())
                .update();
        owner().sql("UPDATE orders.voucher_order SET state = 'IN_PRODUCTION' WHERE id = :id")
                .param("id", order.value())
                .update();
    }

    public Lot lot(OrderId order, int place) {
        return bean(Orders.class).lots(order).get(place - 1);
    }

    BookletRange range(OrderId order, int place) {
        return BookletRange.of(lot(order, place).range().orElseThrow());
    }

    // ── Booklets ─────────────────────────────────────────────────────────────────────────────────────────────────

    OrderId madeOrder(long... lotBooklets) {
        var order = approvedOrder(lotBooklets);
        bean(MakeBooklets.class).handle(new MakeBooklets.Command(order, PRODUCTION));
        return order;
    }

    OrderId printedOrder(long... lotBooklets) {
        var order = madeOrder(lotBooklets);
        for (var lot : bean(Orders.class).lots(order)) {
            var printed =
                    bean(PrintSheets.class).handle(new PrintSheets.Command(lot.id(), Optional.empty(), PRODUCTION));
            if (!(printed instanceof PrintSheets.Outcome.Ready)) {
                throw new IllegalStateException(printed.toString());
            }
        }
        return order;
    }

    UUID ship(Lot lot, OrganisationId receiver, BookletRanges ranges) {
        var move = UUID.randomUUID();
        var shipped = bean(ShipLot.class)
                .handle(new ShipLot.Command(move, lot.id(), receiver, Optional.of(ranges), PRODUCTION));
        if (!(shipped instanceof ShipLot.Outcome.Shipped)) {
            throw new IllegalStateException(shipped.toString());
        }
        return move;
    }

    /** An order of one lot, wholly in the library's stock and not active. */
    public OrderId stockedOrder(long lotBooklets) {
        var order = printedOrder(lotBooklets);
        var all = BookletRanges.of(range(order, 1));
        var move = ship(lot(order, 1), LIBRARY, all);
        bean(AcknowledgeMove.class).handle(new AcknowledgeMove.Command(move, all, MANAGER));
        return order;
    }

    /** An order of one lot, active, in the library's stock. */
    public OrderId activeOrder(long lotBooklets) {
        var order = stockedOrder(lotBooklets);
        activate(order);
        return order;
    }

    /** What activation does to a lot and says, without its money. */
    void activate(OrderId order) {
        owner().sql("""
                        UPDATE orders.lot SET activated_on = :on, activated_at = :at, activated_by = 'test'
                         WHERE voucher_order = :order
                        """)
                .param("on", LocalDate.ofInstant(clock.instant(), coop.fairpass.calendar.Paris.ZONE))
                .param("at", now())
                .param("order", order.value())
                .update();
        owner().sql("UPDATE orders.voucher_order SET state = 'RUNNING' WHERE id = :id")
                .param("id", order.value())
                .update();
        var number = bean(Orders.class).get(order).signedNumber();
        bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            for (var lot : bean(Orders.class).lots(order)) {
                context.publishEvent(new LotActivated(order, lot.id(), number, lot.vouchers(), LAST_DAY));
            }
        });
    }

    /** The payer takes hand-overs after the stop date at its own charge. */
    void acknowledgeLateHandOvers(OrderId order) {
        owner().sql("""
                        INSERT INTO orders.confirmation (voucher_order, step, confirmed_at, confirmed_by, confirmed_as, text)
                        VALUES (:order, 'ACKNOWLEDGE', :at, 'test', 'test', 'test')
                        """).param("order", order.value()).param("at", now()).update();
    }

    HandOverBooklet.Outcome handOver(BookletNumber booklet, Actor by) {
        return bean(HandOverBooklet.class)
                .handle(new HandOverBooklet.Command(
                        UUID.randomUUID(), booklet.serial(), Audience.JOBSEEKER, Channel.DESK, by));
    }

    /** What redemption writes when a voucher is spent, as far as this room can see. */
    void spend(OrderId order, VoucherNumber voucher, String state) {
        db.transactions().executeWithoutResult(_ -> {
            bean(VoucherGate.class).passTogether();
            insertRedemption(order, voucher, state);
            bean(HandOvers.class)
                    .infer(
                            Set.of(voucher.booklet().value()),
                            LocalDate.ofInstant(clock.instant(), coop.fairpass.calendar.Paris.ZONE));
        });
    }

    void insertRedemption(OrderId order, VoucherNumber voucher, String state) {
        db.jdbc()
                .sql("""
                        INSERT INTO redemption.redemption (voucher, attempt, request, act, provider, place, voucher_order, lot,
                               service, service_on, counts_on, validation, face_cents, price_cents, fee_ppm, author, state,
                               recorded_at)
                        SELECT :voucher, 1 + count(*), :id, 0, :id, :id, :order, 1, 'FP-ADM-001', :on, :on, :id, 1000, 1000,
                               40000, 'test', :state, :at
                          FROM redemption.redemption
                         WHERE voucher = :voucher
                        """)
                .param("voucher", voucher.value())
                .param("id", UUID.randomUUID())
                .param("order", order.value())
                .param("on", LocalDate.ofInstant(clock.instant(), coop.fairpass.calendar.Paris.ZONE))
                .param("state", state)
                .param("at", now())
                .update();
    }

    void endRedemption(VoucherNumber voucher, String state) {
        owner().sql("UPDATE redemption.redemption SET state = :state WHERE voucher = :voucher")
                .param("state", state)
                .param("voucher", voucher.value())
                .update();
    }

    BookletNumber number(OrderId order, int place) {
        return new BookletNumber(range(order, 1).first() + place - 1);
    }

    BookletState state(BookletNumber booklet) {
        return bean(Booklets.class).find(booklet).orElseThrow().state();
    }

    /** The invariants of this room that do not hold, with those who break them. */
    List<String> broken() {
        return new BookletsInvariants()
                .all().stream()
                        .map(one -> one.code() + " "
                                + db.jdbc()
                                        .sql(one.offenders())
                                        .query(String.class)
                                        .list())
                        .filter(found -> !found.endsWith(" []"))
                        .toList();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    @Override
    public void close() {
        context.close();
    }
}
