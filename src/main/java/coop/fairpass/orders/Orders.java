package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siret;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.Need.BuyerReferences;
import coop.fairpass.orders.Need.InvoiceOn;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.tariff.VatTreatment;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Commandes : what is known of orders and their lots. Reading is for every room; writing is for this one. */
@Component
public class Orders {

    /** One step that an order took. */
    public record Taken(String code, OrderState from, OrderState to, Instant at, String by, String why) {}

    private static final String COLUMNS = """
            SELECT id, payer, state, number, vouchers, booklet_size, first_day, alert_on, stop_on, acknowledge_on,
                   valid_until, tolerance_ends_on, reconcile_on, longer_validity_reason, perimeter, perimeter_label,
                   audiences, service_path, path_label, is_regulated, vouchers_per_service, refuses_own_distributor,
                   invoice_on, lot_booklets, payer_message, delivery_address, siret, service_code,
                   engagement_number, contract_number, mandate_number, face_cents, upstream_fee_ppm, vat_territory,
                   vat_category, vat_ppm, vat_mention
              FROM orders.voucher_order
            """;

    private static final String LOT_COLUMNS = """
            SELECT l.id, l.code, l.voucher_order, l.place, l.booklets, o.booklet_size, l.goods, l.first_booklet,
                   l.last_booklet, l.received_on, l.activated_on
              FROM orders.lot l
              JOIN orders.voucher_order o ON o.id = l.voucher_order
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Orders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    @Transactional(readOnly = true)
    public Optional<VoucherOrder> find(OrderId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id.value())
                .query((row, _) -> order(row))
                .optional();
    }

    /** The order that another row names, so that it must exist. */
    @Transactional(readOnly = true)
    public VoucherOrder get(OrderId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no order " + id));
    }

    /**
     * An order as an actor may see it: those who buy and account for the payer its own, the cooperative all; nobody
     * else any, of whichever organisation.
     */
    @Transactional(readOnly = true)
    public Optional<VoucherOrder> find(OrderId id, Actor actor) {
        return find(id).filter(order -> isSeenBy(actor, order.payer()));
    }

    /** Whether an actor may see the orders of a payer. */
    static boolean isSeenBy(Actor actor, OrganisationId payer) {
        return actor.isOfTheCooperative() || (isForAPayer(actor) && actor.isOf(payer));
    }

    private static @Nullable UUID payerOf(Actor actor) {
        return actor.organisation()
                .filter(_ -> isForAPayer(actor))
                .map(OrganisationId::value)
                .orElse(null);
    }

    private static boolean isForAPayer(Actor actor) {
        return actor.hasAny(Role.PAYER_BUYER, Role.PAYER_ACCOUNTANT);
    }

    /** The orders that an actor may see, the latest first. */
    @Transactional(readOnly = true)
    public List<VoucherOrder> visibleTo(Actor actor) {
        return jdbc.sql(COLUMNS + " WHERE :all OR payer = :payer ORDER BY entered_at DESC, id")
                .param("all", actor.isOfTheCooperative())
                .param("payer", payerOf(actor), java.sql.Types.OTHER)
                .query((row, _) -> order(row))
                .list();
    }

    /** Orders in a state, the oldest first. */
    @Transactional(readOnly = true)
    public List<VoucherOrder> in(OrderState state) {
        return jdbc.sql(COLUMNS + " WHERE state = :state ORDER BY entered_at, id")
                .param("state", state.name())
                .query((row, _) -> order(row))
                .list();
    }

    /** Locks an order for the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<VoucherOrder> lock(OrderId id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id FOR UPDATE")
                .param("id", id.value())
                .query((row, _) -> order(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Lot> lot(LotId id) {
        return jdbc.sql(LOT_COLUMNS + " WHERE l.id = :id")
                .param("id", id.value())
                .query((row, _) -> lot(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Lot> lot(int code) {
        return jdbc.sql(LOT_COLUMNS + " WHERE l.code = :code")
                .param("code", code)
                .query((row, _) -> lot(row))
                .optional();
    }

    @Transactional(readOnly = true)
    public List<Lot> lots(OrderId order) {
        return jdbc.sql(LOT_COLUMNS + " WHERE l.voucher_order = :order ORDER BY l.place")
                .param("order", order.value())
                .query((row, _) -> lot(row))
                .list();
    }

    /** Every step an order took, the first first. */
    @Transactional(readOnly = true)
    public List<Taken> history(OrderId order) {
        return jdbc.sql("""
                        SELECT code, from_state, to_state, done_at, done_by, why
                          FROM orders.transition
                         WHERE voucher_order = :order
                         ORDER BY place
                        """)
                .param("order", order.value())
                .query((row, _) -> new Taken(
                        row.getString("code"),
                        OrderState.valueOf(row.getString("from_state")),
                        OrderState.valueOf(row.getString("to_state")),
                        row.getObject("done_at", OffsetDateTime.class).toInstant(),
                        row.getString("done_by"),
                        row.getString("why")))
                .list();
    }

    /** The day on which an order last came into a state, if it ever did. */
    @Transactional(readOnly = true)
    public Optional<LocalDate> dayOf(OrderId order, OrderState state) {
        return history(order).reversed().stream()
                .filter(taken -> taken.to() == state)
                .findFirst()
                .map(taken -> Paris.dayOf(taken.at()));
    }

    // ── Writing, in a use case's transaction ─────────────────────────────────────────────────────────────────────

    /**
     * Takes a step: changes the state and stores who, when and why.
     *
     * @throws IllegalStateException when the table of steps has no such step; the caller asks first
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(VoucherOrder order, OrderStep step, Actor by, String why) {
        if (!step.isPossibleFrom(order.state())) {
            throw new IllegalStateException("%s is not possible from %s".formatted(step, order.state()));
        }
        jdbc.sql("UPDATE orders.voucher_order SET state = :state WHERE id = :id")
                .param("state", step.to().name())
                .param("id", order.id().value())
                .update();
        jdbc.sql("""
                        INSERT INTO orders.transition (voucher_order, place, code, from_state, to_state, done_at, done_by,
                               why)
                        SELECT :order, 1 + count(*), :code, :from_state, :to_state, :done_at, :done_by, :why
                          FROM orders.transition
                         WHERE voucher_order = :order
                        """)
                .param("order", order.id().value())
                .param("code", step.code())
                .param("from_state", order.state().name())
                .param("to_state", step.to().name())
                .param("done_at", now())
                .param("done_by", by.reference())
                .param("why", why)
                .update();
    }

    void insert(OrderId id, OrganisationId payer, Need need) {
        write(
                jdbc.sql("""
                        INSERT INTO orders.voucher_order (id, payer, state, entered_at, vouchers, booklet_size,
                               first_day, alert_on, stop_on, acknowledge_on, valid_until, tolerance_ends_on,
                               reconcile_on, longer_validity_reason, perimeter, perimeter_label, audiences,
                               service_path, path_label, is_regulated, vouchers_per_service, refuses_own_distributor,
                               invoice_on, lot_booklets, payer_message, delivery_address, siret,
                               service_code, engagement_number, contract_number)
                        VALUES (:id, :payer, 'DRAFT', :entered_at, :vouchers, :booklet_size, :first_day, :alert_on,
                               :stop_on, :acknowledge_on, :valid_until, :tolerance_ends_on, :reconcile_on,
                               :longer_validity_reason, :perimeter::text[], :perimeter_label, :audiences::text[],
                               :service_path::text[], :path_label, :is_regulated, :vouchers_per_service,
                               :refuses_own_distributor, :invoice_on, :lot_booklets::bigint[],
                               :payer_message, :delivery_address, :siret, :service_code, :engagement_number,
                               :contract_number)
                        """)
                        .param("id", id.value())
                        .param("payer", payer.value())
                        .param("entered_at", now()),
                need);
    }

    void update(OrderId id, Need need) {
        write(jdbc.sql("""
                        UPDATE orders.voucher_order
                           SET vouchers = :vouchers, booklet_size = :booklet_size, first_day = :first_day,
                               alert_on = :alert_on, stop_on = :stop_on, acknowledge_on = :acknowledge_on,
                               valid_until = :valid_until, tolerance_ends_on = :tolerance_ends_on,
                               reconcile_on = :reconcile_on, longer_validity_reason = :longer_validity_reason,
                               perimeter = :perimeter::text[], perimeter_label = :perimeter_label,
                               audiences = :audiences::text[], service_path = :service_path::text[],
                               path_label = :path_label, is_regulated = :is_regulated,
                               vouchers_per_service = :vouchers_per_service,
                               refuses_own_distributor = :refuses_own_distributor,
                               invoice_on = :invoice_on,
                               lot_booklets = :lot_booklets::bigint[], payer_message = :payer_message,
                               delivery_address = :delivery_address, siret = :siret, service_code = :service_code,
                               engagement_number = :engagement_number, contract_number = :contract_number
                         WHERE id = :id
                        """).param("id", id.value()), need);
    }

    private static void write(JdbcClient.StatementSpec statement, Need need) {
        var dates = need.endDates();
        var restrictions = need.restrictions();
        var references = need.references();
        statement
                .param("vouchers", need.vouchers())
                .param("booklet_size", need.bookletSize())
                .param("first_day", need.firstDay())
                .param("alert_on", dates.alertOn())
                .param("stop_on", dates.stopOn())
                .param("acknowledge_on", dates.acknowledgeOn())
                .param("valid_until", dates.validUntil())
                .param("tolerance_ends_on", dates.toleranceEndsOn())
                .param("reconcile_on", dates.reconcileOn())
                .param("longer_validity_reason", need.longerValidityReason().orElse(null))
                .param("perimeter", restrictions.perimeter().toArray(String[]::new))
                .param("perimeter_label", restrictions.perimeterLabel())
                .param("audiences", restrictions.audiences().toArray(String[]::new))
                .param("service_path", restrictions.servicePath().toArray(String[]::new))
                .param("path_label", restrictions.pathLabel())
                .param("is_regulated", restrictions.isRegulated())
                .param("vouchers_per_service", restrictions.vouchersPerService())
                .param("refuses_own_distributor", restrictions.refusesOwnDistributor())
                .param("invoice_on", need.invoiceOn().name())
                .param("lot_booklets", need.lotBooklets().toArray(Long[]::new))
                .param("payer_message", need.payerMessage())
                .param("delivery_address", need.deliveryAddress())
                .param("siret", references.siret().map(Siret::digits).orElse(null))
                .param("service_code", references.serviceCode().orElse(null))
                .param("engagement_number", references.engagementNumber().orElse(null))
                .param("contract_number", references.contractNumber().orElse(null))
                .update();
    }

    void sign(OrderId id, String number, Terms terms, int version, Actor by) {
        jdbc.sql("""
                        UPDATE orders.voucher_order
                           SET number = :number, face_cents = :face, upstream_fee_ppm = :fee, vat_territory = :territory,
                               vat_category = :category, vat_ppm = :vat, vat_mention = :mention,
                               accepted_version = :version, accepted_at = :at, accepted_by = :by
                         WHERE id = :id
                        """)
                .param("id", id.value())
                .param("number", number)
                .param("face", terms.faceValue().cents())
                .param("fee", terms.upstreamFee().partsPerMillion())
                .param("territory", terms.vat().territory().name())
                .param("category", terms.vat().category().name())
                .param("vat", terms.vat().rate().partsPerMillion())
                .param("mention", terms.vat().mention())
                .param("version", version)
                .param("at", now())
                .param("by", by.reference())
                .update();
    }

    void addLot(LotId id, OrderId order, int place, long booklets) {
        jdbc.sql("""
                        INSERT INTO orders.lot (id, voucher_order, place, booklets, goods)
                        VALUES (:id, :order, :place, :booklets, 'PLANNED')
                        """)
                .param("id", id.value())
                .param("order", order.value())
                .param("place", place)
                .param("booklets", booklets)
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private static VoucherOrder order(ResultSet row) throws SQLException {
        return new VoucherOrder(
                new OrderId(row.getObject("id", UUID.class)),
                new OrganisationId(row.getObject("payer", UUID.class)),
                OrderState.valueOf(row.getString("state")),
                need(row),
                Optional.ofNullable(row.getString("number")),
                terms(row),
                Optional.ofNullable(row.getString("mandate_number")));
    }

    private static Need need(ResultSet row) throws SQLException {
        return new Need(
                row.getLong("vouchers"),
                row.getInt("booklet_size"),
                row.getObject("first_day", LocalDate.class),
                new EndDates(
                        row.getObject("alert_on", LocalDate.class),
                        row.getObject("stop_on", LocalDate.class),
                        row.getObject("acknowledge_on", LocalDate.class),
                        row.getObject("valid_until", LocalDate.class),
                        row.getObject("tolerance_ends_on", LocalDate.class),
                        row.getObject("reconcile_on", LocalDate.class)),
                Optional.ofNullable(row.getString("longer_validity_reason")),
                new Restrictions(
                        texts(row.getArray("perimeter")),
                        row.getString("perimeter_label"),
                        texts(row.getArray("audiences")),
                        texts(row.getArray("service_path")),
                        row.getString("path_label"),
                        row.getBoolean("is_regulated"),
                        row.getInt("vouchers_per_service"),
                        row.getBoolean("refuses_own_distributor")),
                InvoiceOn.valueOf(row.getString("invoice_on")),
                Arrays.asList((Long[]) row.getArray("lot_booklets").getArray()),
                row.getString("payer_message"),
                row.getString("delivery_address"),
                new BuyerReferences(
                        Optional.ofNullable(row.getString("siret")).map(Siret::of),
                        Optional.ofNullable(row.getString("service_code")),
                        Optional.ofNullable(row.getString("engagement_number")),
                        Optional.ofNullable(row.getString("contract_number"))));
    }

    private static List<String> texts(Array array) throws SQLException {
        return Arrays.asList((String[]) array.getArray());
    }

    private static Optional<Terms> terms(ResultSet row) throws SQLException {
        long face = row.getLong("face_cents");
        if (row.wasNull()) {
            return Optional.empty();
        }
        return Optional.of(new Terms(
                Money.cents(face),
                Rate.ppm(row.getLong("upstream_fee_ppm")),
                new VatTreatment(
                        VatTerritory.valueOf(row.getString("vat_territory")),
                        VatTreatment.Category.valueOf(row.getString("vat_category")),
                        Rate.ppm(row.getLong("vat_ppm")),
                        row.getString("vat_mention"))));
    }

    private static Lot lot(ResultSet row) throws SQLException {
        long first = row.getLong("first_booklet");
        var range = row.wasNull()
                ? Optional.<Lot.Range>empty()
                : Optional.of(new Lot.Range(first, row.getLong("last_booklet")));
        return new Lot(
                new LotId(row.getObject("id", UUID.class)),
                row.getInt("code"),
                new OrderId(row.getObject("voucher_order", UUID.class)),
                row.getInt("place"),
                row.getLong("booklets"),
                row.getInt("booklet_size"),
                Lot.Goods.valueOf(row.getString("goods")),
                range,
                Optional.ofNullable(row.getObject("received_on", LocalDate.class)),
                Optional.ofNullable(row.getObject("activated_on", LocalDate.class)));
    }
}
