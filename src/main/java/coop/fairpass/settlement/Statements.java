package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.settlement.Statement.StatementState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Relevés : reading is for who may see them; writing is for this room. */
@Component
public class Statements {

    /** One line of a statement: one voucher redeemed. */
    public record Line(
            LocalDate serviceOn,
            String placeName,
            String service,
            String serviceLabel,
            long voucher,
            int attempt,
            Money face) {

        /** The redemption that the line counts. */
        public RedemptionId redemption() {
            return new RedemptionId(voucher, attempt);
        }
    }

    /** One fee line: vouchers of one face value under one rate. */
    public record FeeOfRate(long vouchers, Money faceValue, Rate rate, Money fee) {}

    /** One step a statement took. */
    public record Taken(String code, StatementState to, Instant at, String why) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Statements(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Statement> find(String number) {
        return jdbc.sql("SELECT * FROM settlement.statement WHERE number = :number")
                .param("number", number)
                .query((row, _) -> statement(row))
                .optional();
    }

    /** A statement as an actor may see it: the provider its own, the treasurer all (domain §2). */
    @Transactional(readOnly = true)
    public Optional<Statement> find(String number, Actor actor) {
        return find(number)
                .filter(statement ->
                        actor.hasAny(Role.TREASURER, Role.COOP_CONTROLLER) || actor.isOf(statement.provider()));
    }

    @Transactional(readOnly = true)
    public List<Statement> of(OrganisationId provider) {
        return jdbc.sql("SELECT * FROM settlement.statement WHERE provider = :provider ORDER BY month DESC")
                .param("provider", provider.value())
                .query((row, _) -> statement(row))
                .list();
    }

    @Transactional(readOnly = true)
    public List<Statement> of(YearMonth month) {
        return jdbc.sql("SELECT * FROM settlement.statement WHERE month = :month ORDER BY number")
                .param("month", month.atDay(1))
                .query((row, _) -> statement(row))
                .list();
    }

    @Transactional(readOnly = true)
    public List<Statement> in(StatementState state) {
        return jdbc.sql("SELECT * FROM settlement.statement WHERE state = :state ORDER BY month, number")
                .param("state", state.name())
                .query((row, _) -> statement(row))
                .list();
    }

    /** The statements that a transfer pays. */
    List<Statement> paidBy(UUID transfer) {
        return jdbc.sql("SELECT * FROM settlement.statement WHERE transfer = :transfer ORDER BY number FOR UPDATE")
                .param("transfer", transfer)
                .query((row, _) -> statement(row))
                .list();
    }

    /** Every voucher of a statement, by day and serial: exactly what was counted when the month was frozen. */
    @Transactional(readOnly = true)
    public List<Line> lines(Statement statement) {
        return lines(statement.provider(), statement.month());
    }

    /** The vouchers of a provider's month, frozen or not yet: this month so far. */
    @Transactional(readOnly = true)
    public List<Line> lines(OrganisationId provider, YearMonth month) {
        return jdbc.sql("""
                        SELECT r.service_on, p.name AS place_name, r.service,
                               coalesce(s.label, r.service) AS service_label, r.voucher, r.attempt, r.face_cents
                          FROM redemption.spent r
                          LEFT JOIN places.place_period p ON p.place = r.place
                          LEFT JOIN catalogue.service_period s ON s.code = r.service AND s.valid_from <= r.service_on
                               AND (s.valid_until IS NULL OR s.valid_until > r.service_on)
                         WHERE r.provider = :provider
                           AND r.counts_on >= :from
                           AND r.counts_on < :until
                           AND r.state IN ('ACCEPTED', 'REVERSED')
                         ORDER BY r.service_on, r.voucher
                        """)
                .param("provider", provider.value())
                .param("from", month.atDay(1))
                .param("until", month.plusMonths(1).atDay(1))
                .query((row, _) -> new Line(
                        row.getObject("service_on", LocalDate.class),
                        Optional.ofNullable(row.getString("place_name")).orElse(""),
                        row.getString("service"),
                        row.getString("service_label"),
                        row.getLong("voucher"),
                        row.getInt("attempt"),
                        Money.cents(row.getLong("face_cents"))))
                .list();
    }

    @Transactional(readOnly = true)
    public List<FeeOfRate> feeLines(String number) {
        return jdbc.sql("""
                        SELECT vouchers, face_cents, fee_ppm, fee_cents
                          FROM settlement.fee_line
                         WHERE statement = :number
                         ORDER BY place
                        """)
                .param("number", number)
                .query((row, _) -> new FeeOfRate(
                        row.getLong("vouchers"),
                        Money.cents(row.getLong("face_cents")),
                        Rate.ppm(row.getLong("fee_ppm")),
                        Money.cents(row.getLong("fee_cents"))))
                .list();
    }

    @Transactional(readOnly = true)
    public List<Taken> history(String number) {
        return jdbc.sql(
                        "SELECT code, to_state, done_at, why FROM settlement.step WHERE statement = :number ORDER BY id")
                .param("number", number)
                .query((row, _) -> new Taken(
                        row.getString("code"),
                        StatementState.valueOf(row.getString("to_state")),
                        row.getObject("done_at", OffsetDateTime.class).toInstant(),
                        row.getString("why")))
                .list();
    }

    /** What carries over to a provider's next statement: the negative nets that no later one has taken in. */
    @Transactional(propagation = Propagation.MANDATORY)
    Money carriedTo(OrganisationId provider) {
        return Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(net_cents), 0)::bigint
                          FROM settlement.statement
                         WHERE provider = :provider AND state = 'CARRIED_OVER' AND carried_to IS NULL AND net_cents < 0
                        """)
                .param("provider", provider.value())
                .query(Long.class)
                .single());
    }

    /** What a statement said of its provider's turnover on the day it was issued, under the regime of that day. */
    @Transactional(readOnly = true)
    String turnover(String number) {
        return jdbc.sql("SELECT turnover FROM settlement.statement WHERE number = :number")
                .param("number", number)
                .query(String.class)
                .single();
    }

    /** The reference that the bank shows for the transfer that pays a statement, once it is in a run. */
    @Transactional(readOnly = true)
    Optional<String> transferReference(Statement statement) {
        return statement
                .transfer()
                .flatMap(transfer -> jdbc.sql("SELECT end_to_end_id FROM bank.transfer_facts WHERE id = :id")
                        .param("id", transfer)
                        .query(String.class)
                        .optional());
    }

    void insert(Statement statement, Optional<UUID> bankAccount, List<FeeOfRate> fees, String turnover) {
        jdbc.sql("""
                        INSERT INTO settlement.statement (number, id, provider, month, redemptions, face_cents, fee_cents,
                               vat_cents, contribution_cents, set_off_cents, correction_cents, carried_in_cents,
                               net_cents, fee_invoice, due_on, issued_at, bank_account, state, state_reason, turnover)
                        VALUES (:number, :id, :provider, :month, :redemptions, :face, :fee, :vat, :contribution, :set_off,
                               :corrections, :carried_in, :net, :fee_invoice, :due_on, :issued_at, :bank_account, :state,
                               :state_reason, :turnover)
                        """)
                .param("number", statement.number())
                .param("id", statement.id())
                .param("provider", statement.provider().value())
                .param("month", statement.month().atDay(1))
                .param("redemptions", statement.redemptions())
                .param("face", statement.face().cents())
                .param("fee", statement.fee().cents())
                .param("vat", statement.vat().cents())
                .param("contribution", statement.contribution().cents())
                .param("set_off", statement.setOff().cents())
                .param("corrections", statement.corrections().cents())
                .param("carried_in", statement.carriedIn().cents())
                .param("net", statement.net().cents())
                .param("fee_invoice", statement.feeInvoice().orElse(null))
                .param("due_on", statement.dueOn())
                .param("issued_at", now())
                .param("bank_account", bankAccount.orElse(null), java.sql.Types.OTHER)
                .param("state", statement.state().name())
                .param("state_reason", statement.stateReason())
                .param("turnover", turnover)
                .update();
        for (int place = 0; place < fees.size(); place++) {
            var fee = fees.get(place);
            jdbc.sql("""
                            INSERT INTO settlement.fee_line (statement, place, vouchers, face_cents, fee_ppm, fee_cents)
                            VALUES (:statement, :place, :vouchers, :face, :ppm, :fee)
                            """)
                    .param("statement", statement.number())
                    .param("place", place + 1)
                    .param("vouchers", fee.vouchers())
                    .param("face", fee.faceValue().cents())
                    .param("ppm", fee.rate().partsPerMillion())
                    .param("fee", fee.fee().cents())
                    .update();
        }
    }

    /** The statement takes in what earlier ones left negative. */
    void takeIn(OrganisationId provider, String number) {
        jdbc.sql("""
                        UPDATE settlement.statement
                           SET carried_to = :number
                         WHERE provider = :provider AND state = 'CARRIED_OVER' AND carried_to IS NULL
                           AND net_cents < 0 AND number <> :number
                        """)
                .param("number", number)
                .param("provider", provider.value())
                .update();
    }

    /** A step of the table S1 to S12: the state changes, who and why are kept. */
    void take(String number, String code, StatementState to, String reason, Actor by) {
        jdbc.sql("UPDATE settlement.statement SET state = :state, state_reason = :reason WHERE number = :number")
                .param("state", to.name())
                .param("reason", reason)
                .param("number", number)
                .update();
        keep(number, code, to, reason, by);
    }

    void keep(String number, String code, StatementState to, String why, Actor by) {
        jdbc.sql("""
                        INSERT INTO settlement.step (statement, code, to_state, done_at, done_by, why)
                        VALUES (:statement, :code, :to_state, :at, :by, :why)
                        """)
                .param("statement", number)
                .param("code", code)
                .param("to_state", to.name())
                .param("at", now())
                .param("by", by.reference())
                .param("why", why)
                .update();
    }

    void assign(String number, UUID transfer, UUID bankAccount) {
        jdbc.sql("""
                        UPDATE settlement.statement SET transfer = :transfer, bank_account = :account
                         WHERE number = :number
                        """)
                .param("transfer", transfer)
                .param("account", bankAccount)
                .param("number", number)
                .update();
    }

    void release(String number) {
        jdbc.sql("UPDATE settlement.statement SET transfer = NULL WHERE number = :number")
                .param("number", number)
                .update();
    }

    void paid(String number, LocalDate on) {
        jdbc.sql("UPDATE settlement.statement SET paid_on = :on WHERE number = :number")
                .param("on", on)
                .param("number", number)
                .update();
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    static Statement statement(ResultSet row) throws SQLException {
        return new Statement(
                row.getString("number"),
                row.getObject("id", UUID.class),
                new OrganisationId(row.getObject("provider", UUID.class)),
                YearMonth.from(row.getObject("month", LocalDate.class)),
                row.getLong("redemptions"),
                Money.cents(row.getLong("face_cents")),
                Money.cents(row.getLong("fee_cents")),
                Money.cents(row.getLong("vat_cents")),
                Money.cents(row.getLong("contribution_cents")),
                Money.cents(row.getLong("set_off_cents")),
                Money.cents(row.getLong("correction_cents")),
                Money.cents(row.getLong("carried_in_cents")),
                Money.cents(row.getLong("net_cents")),
                Optional.ofNullable(row.getString("fee_invoice")),
                row.getObject("due_on", LocalDate.class),
                StatementState.valueOf(row.getString("state")),
                row.getString("state_reason"),
                Optional.ofNullable(row.getObject("transfer", UUID.class)),
                Optional.ofNullable(row.getObject("paid_on", LocalDate.class)));
    }
}
