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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
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

    /** A statement that is issued: what it will be paid to, its fee lines, what it says of turnover. */
    record Issued(Statement statement, Optional<UUID> bankAccount, List<FeeOfRate> fees, String turnover) {}

    /** A step to keep; see {@link #keep(List)}. */
    record Step(String number, String code, StatementState to, String why, Actor by) {}

    private static final String LINES = """
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
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;

    Statements(JdbcClient jdbc, NamedParameterJdbcTemplate named, Clock clock) {
        this.jdbc = jdbc;
        this.named = named;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Optional<Statement> find(String number) {
        return jdbc.sql("SELECT * FROM settlement.statement WHERE number = :number")
                .param("number", number)
                .query((row, _) -> statement(row))
                .optional();
    }

    /** A statement as an actor may see it: people of the provider its own, the treasurer all (domain §2). */
    @Transactional(readOnly = true)
    public Optional<Statement> find(String number, Actor actor) {
        return find(number)
                .filter(statement -> actor.hasAny(Role.TREASURER, Role.COOP_CONTROLLER)
                        || (actor.isOf(statement.provider())
                                && actor.hasAny(Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.LEGAL_REPRESENTATIVE)));
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

    /** The numbers of the statements in a state that these transfers pay, locked. */
    List<String> paidBy(Collection<UUID> transfers, StatementState state) {
        return jdbc.sql("""
                        SELECT number
                          FROM settlement.statement
                         WHERE transfer = ANY (:transfers::uuid[]) AND state = :state
                         ORDER BY number
                           FOR UPDATE
                        """)
                .param("transfers", transfers.stream().map(UUID::toString).toArray(String[]::new))
                .param("state", state.name())
                .query(String.class)
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
        return jdbc.sql(LINES)
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

    private static String[] texts(Collection<OrganisationId> providers) {
        return providers.stream().map(OrganisationId::toString).toArray(String[]::new);
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

    /**
     * What carries over to the next statement of each provider that has something to carry: the negative nets that no
     * later one has taken in.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    Map<OrganisationId, Money> carriedTo(Collection<OrganisationId> providers) {
        return jdbc
                .sql("""
                        SELECT provider, sum(net_cents)::bigint AS cents
                          FROM settlement.statement
                         WHERE provider = ANY (:providers::uuid[])
                           AND state = 'CARRIED_OVER' AND carried_to IS NULL AND net_cents < 0
                         GROUP BY provider
                        """)
                .param("providers", texts(providers))
                .query((row, _) -> Map.entry(
                        new OrganisationId(row.getObject("provider", UUID.class)), Money.cents(row.getLong("cents"))))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The same for one provider; zero when there is nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    Money carriedTo(OrganisationId provider) {
        return carriedTo(List.of(provider)).getOrDefault(provider, Money.ZERO);
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

    /** Writes statements with their fee lines, and has each take in what earlier ones left negative. */
    void insert(List<Issued> issued) {
        var at = now();
        named.batchUpdate("""
                INSERT INTO settlement.statement (number, id, provider, month, redemptions, face_cents, fee_cents,
                       vat_cents, contribution_cents, set_off_cents, correction_cents, carried_in_cents, net_cents,
                       fee_invoice, due_on, issued_at, bank_account, state, state_reason, turnover)
                VALUES (:number, :id, :provider, :month, :redemptions, :face, :fee, :vat, :contribution, :set_off,
                       :corrections, :carried_in, :net, :fee_invoice, :due_on, :issued_at, :bank_account, :state,
                       :state_reason, :turnover)
                """, issued.stream().map(one -> row(one, at)).toArray(SqlParameterSource[]::new));
        named.batchUpdate("""
                INSERT INTO settlement.fee_line (statement, place, vouchers, face_cents, fee_ppm, fee_cents)
                VALUES (:statement, :place, :vouchers, :face, :ppm, :fee)
                """, issued.stream().flatMap(Statements::feeRows).toArray(SqlParameterSource[]::new));
        jdbc.sql("""
                        UPDATE settlement.statement s
                           SET carried_to = n.number
                          FROM unnest(:providers::uuid[], :numbers::text[]) AS n (provider, number)
                         WHERE s.provider = n.provider AND s.state = 'CARRIED_OVER' AND s.carried_to IS NULL
                           AND s.net_cents < 0 AND s.number <> n.number
                        """)
                .param(
                        "providers",
                        issued.stream()
                                .map(one -> one.statement().provider().toString())
                                .toArray(String[]::new))
                .param(
                        "numbers",
                        issued.stream().map(one -> one.statement().number()).toArray(String[]::new))
                .update();
    }

    private static SqlParameterSource row(Issued issued, OffsetDateTime at) {
        var statement = issued.statement();
        return new MapSqlParameterSource()
                .addValue("number", statement.number())
                .addValue("id", statement.id())
                .addValue("provider", statement.provider().value())
                .addValue("month", statement.month().atDay(1))
                .addValue("redemptions", statement.redemptions())
                .addValue("face", statement.face().cents())
                .addValue("fee", statement.fee().cents())
                .addValue("vat", statement.vat().cents())
                .addValue("contribution", statement.contribution().cents())
                .addValue("set_off", statement.setOff().cents())
                .addValue("corrections", statement.corrections().cents())
                .addValue("carried_in", statement.carriedIn().cents())
                .addValue("net", statement.net().cents())
                .addValue("fee_invoice", statement.feeInvoice().orElse(null), java.sql.Types.VARCHAR)
                .addValue("due_on", statement.dueOn())
                .addValue("issued_at", at)
                .addValue("bank_account", issued.bankAccount().orElse(null), java.sql.Types.OTHER)
                .addValue("state", statement.state().name())
                .addValue("state_reason", statement.stateReason())
                .addValue("turnover", issued.turnover());
    }

    private static Stream<SqlParameterSource> feeRows(Issued issued) {
        var fees = issued.fees();
        return IntStream.range(0, fees.size())
                .mapToObj(place -> new MapSqlParameterSource()
                        .addValue("statement", issued.statement().number())
                        .addValue("place", place + 1)
                        .addValue("vouchers", fees.get(place).vouchers())
                        .addValue("face", fees.get(place).faceValue().cents())
                        .addValue("ppm", fees.get(place).rate().partsPerMillion())
                        .addValue("fee", fees.get(place).fee().cents()));
    }

    /** A step of the table S1 to S12: the state changes, who and why are kept. */
    void take(String number, String code, StatementState to, String reason, Actor by) {
        take(List.of(number), code, to, reason, by);
    }

    /** The same step for many statements, with the same reason. */
    void take(List<String> numbers, String code, StatementState to, String reason, Actor by) {
        jdbc.sql("""
                        UPDATE settlement.statement
                           SET state = :state, state_reason = :reason
                         WHERE number = ANY (:numbers)
                        """)
                .param("state", to.name())
                .param("reason", reason)
                .param("numbers", numbers.toArray(String[]::new))
                .update();
        keep(numbers.stream()
                .map(number -> new Step(number, code, to, reason, by))
                .toList());
    }

    /** Keeps steps, in their order. */
    void keep(List<Step> steps) {
        var at = now();
        named.batchUpdate(
                """
                INSERT INTO settlement.step (statement, code, to_state, done_at, done_by, why)
                VALUES (:statement, :code, :to_state, :at, :by, :why)
                """,
                steps.stream()
                        .map(step -> new MapSqlParameterSource()
                                .addValue("statement", step.number())
                                .addValue("code", step.code())
                                .addValue("to_state", step.to().name())
                                .addValue("at", at)
                                .addValue("by", step.by().reference())
                                .addValue("why", step.why()))
                        .toArray(SqlParameterSource[]::new));
    }

    /** Which transfer pays a statement, to which account. */
    record Assigned(String number, UUID transfer, UUID bankAccount, boolean isAgain, Money amount) {}

    void assign(List<Assigned> assigned) {
        var rows = assigned.stream()
                .map(one -> new MapSqlParameterSource()
                        .addValue("transfer", one.transfer())
                        .addValue("account", one.bankAccount())
                        .addValue("number", one.number())
                        .addValue("again", one.isAgain())
                        .addValue("amount", one.amount().cents()))
                .toArray(SqlParameterSource[]::new);
        named.batchUpdate(
                "UPDATE settlement.statement SET transfer = :transfer, bank_account = :account WHERE number = :number",
                rows);
        named.batchUpdate("""
                INSERT INTO settlement.transfer_part (transfer, statement, is_again, amount_cents)
                VALUES (:transfer, :number, :again, :amount)
                """, rows);
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
