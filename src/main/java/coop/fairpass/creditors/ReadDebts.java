package coop.fairpass.creditors;

import coop.fairpass.calendar.Paris;
import coop.fairpass.creditors.Comparison.Group;
import coop.fairpass.ledger.Seals;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** Reads what is owed to each, from facts, and sets it beside the books, all at one instant. */
@Component
public class ReadDebts {

    private final SegregatedFunds funds;
    private final Seals seals;
    private final JdbcClient jdbc;
    private final Clock clock;

    ReadDebts(SegregatedFunds funds, Seals seals, JdbcClient jdbc, Clock clock) {
        this.funds = funds;
        this.seals = seals;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Debts now() {
        var at = clock.instant();
        var claims = claims();
        var unused = unused(Paris.dayOf(at));
        var parked = parked();
        return new Debts(
                at,
                claims,
                held(),
                unused,
                parked,
                List.of(
                        new Comparison(
                                Group.PROVIDERS,
                                claims.stream().map(ProviderClaim::owed).collect(Money.sum()),
                                books("b.account = 467200 OR (b.account = 467900 AND b.auxiliary_code LIKE 'P%')")),
                        new Comparison(Group.CIRCULATING, sum(unused, Group.CIRCULATING), books("b.account = 467120")),
                        new Comparison(Group.TO_REFUND, sum(unused, Group.TO_REFUND), books("b.account = 467400")),
                        new Comparison(
                                Group.RETURNED,
                                sum(unused, Group.RETURNED),
                                books("b.account = 467900 AND b.auxiliary_code NOT LIKE 'P%'")),
                        new Comparison(
                                Group.NOT_ACTIVE,
                                sum(unused, Group.NOT_ACTIVE),
                                books("b.account IN (467110, 411200)")),
                        new Comparison(
                                Group.PARKED,
                                parked.stream().map(ParkedReceipt::owed).collect(Money.sum()),
                                books("b.account = 471200"))),
                books("b.account = 467300"),
                funds.coverage(),
                books("b.account = 512200").negated(),
                funds.lastStated(),
                funds.openIncident(),
                seals.last(),
                lastPosting(),
                funds.lastProofs(1).stream().findFirst());
    }

    private static Money sum(List<UnusedValue> unused, Group group) {
        return unused.stream()
                .filter(one -> one.kind().group() == group)
                .map(UnusedValue::value)
                .collect(Money.sum());
    }

    /** What the books owe on some accounts: a credit is positive. */
    private Money books(String accounts) {
        return Money.cents(
                jdbc.sql("SELECT coalesce(-sum(b.balance_cents), 0)::bigint FROM ledger.balance b WHERE " + accounts)
                        .query(Long.class)
                        .single());
    }

    private long lastPosting() {
        return Objects.requireNonNull(jdbc.sql("SELECT coalesce(max(posting), 0) FROM ledger.line")
                .query(Long.class)
                .single());
    }

    private List<ProviderClaim> claims() {
        return jdbc.sql("SELECT 'P' || to_char(p.number, 'FM9999990000') AS code, p.legal_name, p.siren, c.*"
                        + " FROM (" + DebtSql.CLAIMS + """
                               ) AS c
                          JOIN directory.organisation_name p ON p.id = c.provider
                         ORDER BY p.number, c.month NULLS LAST, c.kind, c.reference
                        """)
                .query((row, _) -> new ProviderClaim(
                        creditor(row),
                        ProviderClaim.Kind.valueOf(row.getString("kind")),
                        row.getString("reference"),
                        day(row, "month").map(YearMonth::from),
                        row.getString("state"),
                        row.getLong("vouchers"),
                        cents(row, "face_cents"),
                        cents(row, "fee_cents"),
                        cents(row, "vat_cents"),
                        cents(row, "contribution_cents"),
                        cents(row, "set_off_cents"),
                        cents(row, "correction_cents"),
                        cents(row, "carried_in_cents"),
                        cents(row, "owed_cents"),
                        day(row, "due_on")))
                .list();
    }

    private List<HeldVouchers> held() {
        return jdbc.sql("""
                        SELECT 'P' || to_char(p.number, 'FM9999990000') AS code, p.legal_name, p.siren, o.number,
                               count(*) AS vouchers, sum(r.face_cents)::bigint AS face_cents
                          FROM redemption.spent r
                          JOIN directory.organisation_name p ON p.id = r.provider
                          JOIN orders.order_summary o ON o.id = r.voucher_order
                         WHERE r.state = 'HELD'
                         GROUP BY p.number, p.legal_name, p.siren, o.number
                         ORDER BY p.number, o.number
                        """)
                .query((row, _) -> new HeldVouchers(
                        creditor(row), row.getString("number"), row.getLong("vouchers"), cents(row, "face_cents")))
                .list();
    }

    private List<UnusedValue> unused(LocalDate today) {
        return jdbc.sql("SELECT 'C' || to_char(p.number, 'FM9999990000') AS code, p.legal_name, p.siren, o.number, u.*"
                        + " FROM (" + DebtSql.UNUSED + """
                               ) AS u
                          JOIN orders.order_summary o ON o.id = u.voucher_order
                          JOIN directory.organisation_name p ON p.id = o.payer
                         ORDER BY p.number, o.number, u.place NULLS LAST, u.kind
                        """)
                .param("today", today)
                .query((row, _) -> new UnusedValue(
                        creditor(row),
                        row.getString("number"),
                        lot(row),
                        UnusedValue.Kind.valueOf(row.getString("kind")),
                        row.getLong("vouchers"),
                        cents(row, "cents")))
                .list();
    }

    private List<ParkedReceipt> parked() {
        return jdbc.sql("""
                        SELECT entry, booked_on, owed_cents
                          FROM bank.parked_owed
                         WHERE account = 'SEGREGATED' AND owed_cents <> 0
                         ORDER BY booked_on, entry
                        """)
                .query((row, _) -> new ParkedReceipt(
                        row.getObject("entry", UUID.class),
                        row.getObject("booked_on", LocalDate.class),
                        cents(row, "owed_cents")))
                .list();
    }

    private static Creditor creditor(ResultSet row) throws SQLException {
        return new Creditor(
                row.getString("code"),
                row.getString("legal_name"),
                Optional.ofNullable(row.getString("siren")).orElse(""));
    }

    private static OptionalInt lot(ResultSet row) throws SQLException {
        int place = row.getInt("place");
        return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(place);
    }

    private static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, LocalDate.class));
    }

    private static Money cents(ResultSet row, String column) throws SQLException {
        return Money.cents(row.getLong(column));
    }
}
