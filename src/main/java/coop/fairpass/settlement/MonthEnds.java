package coop.fairpass.settlement;

import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Incident;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.MonthEnd.SettledMonth;
import coop.fairpass.settlement.MonthEnd.WaitingMonth;
import coop.fairpass.settlement.Statement.StatementState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers the month's end for its page, from facts. */
@Component
class MonthEnds {

    private static final int RUNS = 12;
    private static final int CLAIMS = 50;

    private final Statements statements;
    private final PayProviders payProviders;
    private final Claims claims;
    private final PaymentRuns runs;
    private final InternalTransfers internalTransfers;
    private final SegregatedFunds funds;
    private final Organisations organisations;
    private final JdbcClient jdbc;
    private final Clock clock;

    MonthEnds(
            Statements statements,
            PayProviders payProviders,
            Claims claims,
            PaymentRuns runs,
            InternalTransfers internalTransfers,
            SegregatedFunds funds,
            Organisations organisations,
            JdbcClient jdbc,
            Clock clock) {
        this.statements = statements;
        this.payProviders = payProviders;
        this.claims = claims;
        this.runs = runs;
        this.internalTransfers = internalTransfers;
        this.funds = funds;
        this.organisations = organisations;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    MonthEnd now() {
        return new MonthEnd(
                waiting(),
                payProviders.waiting().orElse(Money.ZERO),
                runs.all().stream().limit(RUNS).toList(),
                in(StatementState.RETURNED, StatementState.WITHHELD),
                late(),
                claims.all().stream().limit(CLAIMS).map(this::line).toList(),
                internalTransfers.sweepable(),
                funds.openIncident().map(Incident::gap).map(Money::negated),
                settled());
    }

    /** Months that are over, hold redemptions, and in which a provider has no statement yet; the oldest first. */
    @Transactional(readOnly = true)
    List<WaitingMonth> waiting() {
        return jdbc.sql("""
                        SELECT u.month, count(*) AS vouchers, sum(u.face_cents) AS face_cents,
                               count(DISTINCT u.provider) AS providers,
                               EXISTS (SELECT 1 FROM redemption.closed_month c WHERE c.month = u.month) AS is_frozen
                          FROM (SELECT date_trunc('month', r.counts_on)::date AS month, r.provider, r.face_cents
                                  FROM redemption.spent r
                                 WHERE r.counts_on < :this_month
                                   AND r.state IN ('ACCEPTED', 'REVERSED')) u
                         WHERE NOT EXISTS (SELECT 1 FROM settlement.statement s
                                            WHERE s.provider = u.provider
                                              AND s.month = u.month)
                         GROUP BY u.month
                         ORDER BY u.month
                        """)
                .param("this_month", YearMonth.from(Paris.today(clock)).atDay(1))
                .query((row, _) -> {
                    var month = YearMonth.from(row.getObject("month", LocalDate.class));
                    return new WaitingMonth(
                            month,
                            row.getLong("vouchers"),
                            Money.cents(row.getLong("face_cents")),
                            row.getLong("providers"),
                            SettleMonth.dueOn(month),
                            row.getBoolean("is_frozen"));
                })
                .list();
    }

    private List<SettledMonth> settled() {
        return jdbc.sql("""
                        SELECT month, count(*) AS statements, sum(net_cents) AS net_cents
                          FROM settlement.statement
                         GROUP BY month
                         ORDER BY month DESC
                        """)
                .query((row, _) -> new SettledMonth(
                        YearMonth.from(row.getObject("month", LocalDate.class)),
                        row.getLong("statements"),
                        Money.cents(row.getLong("net_cents"))))
                .list();
    }

    /** The statements of a month, by number, with who they are for. */
    @Transactional(readOnly = true)
    List<StatementLine> of(YearMonth month) {
        return statements.of(month).stream().map(this::line).toList();
    }

    private List<StatementLine> in(StatementState first, StatementState second) {
        return Stream.of(first, second)
                .flatMap(state -> statements.in(state).stream())
                .map(this::line)
                .toList();
    }

    private List<StatementLine> late() {
        var today = Paris.today(clock);
        return in(StatementState.ISSUED, StatementState.APPROVED).stream()
                .filter(line -> today.isAfter(
                        SettlementDueDates.latestFor(line.statement().month())))
                .toList();
    }

    private StatementLine line(Statement statement) {
        return new StatementLine(statement, name(statement.provider()));
    }

    private ClaimLine line(Claims.Claim claim) {
        return new ClaimLine(
                claim.id().toString(),
                claim.redemption().serial(),
                name(claim.provider()),
                claim.face(),
                claim.reason(),
                claim.isConfirmed(),
                claim.statement());
    }

    private String name(OrganisationId provider) {
        return organisations.find(provider).map(Organisation::legalName).orElse("");
    }
}
