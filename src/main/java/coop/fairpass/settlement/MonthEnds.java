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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Gathers the month's end for its page, from facts. */
@Component
class MonthEnds {

    private static final int RUNS = 12;
    private static final int CLAIMS = 50;

    private final MonthsToSettle monthsToSettle;
    private final Statements statements;
    private final PayProviders payProviders;
    private final Claims claims;
    private final MonthCount count;
    private final PaymentRuns runs;
    private final InternalTransfers internalTransfers;
    private final SegregatedFunds funds;
    private final Organisations organisations;
    private final JdbcClient jdbc;
    private final Clock clock;

    MonthEnds(
            MonthsToSettle monthsToSettle,
            Statements statements,
            PayProviders payProviders,
            Claims claims,
            MonthCount count,
            PaymentRuns runs,
            InternalTransfers internalTransfers,
            SegregatedFunds funds,
            Organisations organisations,
            JdbcClient jdbc,
            Clock clock) {
        this.monthsToSettle = monthsToSettle;
        this.statements = statements;
        this.payProviders = payProviders;
        this.claims = claims;
        this.count = count;
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

    /** The months to settle, the oldest first, with what no statement counts yet. */
    @Transactional(readOnly = true)
    List<WaitingMonth> waiting() {
        var uncounted = uncounted();
        return monthsToSettle.all().stream()
                .map(waiting -> {
                    var figures = uncounted.getOrDefault(waiting.month(), Uncounted.NOTHING);
                    return new WaitingMonth(
                            waiting.month(),
                            figures.vouchers(),
                            figures.face(),
                            figures.providers(),
                            waiting.dueOn(),
                            waiting.isFrozen());
                })
                .toList();
    }

    /** What was redeemed in a month and is on no statement; nothing when all that waits is carried over. */
    private record Uncounted(long vouchers, Money face, long providers) {
        private static final Uncounted NOTHING = new Uncounted(0, Money.ZERO, 0);
    }

    private Map<YearMonth, Uncounted> uncounted() {
        Map<YearMonth, Uncounted> found = new HashMap<>();
        jdbc.sql("""
                        SELECT u.month, count(*) AS vouchers, sum(u.face_cents) AS face_cents,
                               count(DISTINCT u.provider) AS providers
                          FROM (SELECT date_trunc('month', r.counts_on)::date AS month, r.provider, r.face_cents
                                  FROM redemption.spent r
                                 WHERE r.counts_on < :this_month
                                   AND r.state IN ('ACCEPTED', 'REVERSED')) u
                         WHERE NOT EXISTS (SELECT 1 FROM settlement.statement s
                                            WHERE s.provider = u.provider
                                              AND s.month = u.month)
                         GROUP BY u.month
                        """)
                .param("this_month", YearMonth.from(Paris.today(clock)).atDay(1))
                .query(row -> {
                    found.put(
                            YearMonth.from(row.getObject("month", LocalDate.class)),
                            new Uncounted(
                                    row.getLong("vouchers"),
                                    Money.cents(row.getLong("face_cents")),
                                    row.getLong("providers")));
                });
        return found;
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

    /** How far the settling of a month is, from what is there: whoever does it, and on whichever machine. */
    @Transactional(readOnly = true)
    MonthProgress progress(YearMonth month) {
        boolean isFrozen = jdbc.sql("SELECT EXISTS (SELECT 1 FROM redemption.closed_month WHERE month = :month)")
                .param("month", month.atDay(1))
                .query(Boolean.class)
                .single();
        long made = jdbc.sql("SELECT count(*) FROM settlement.statement WHERE month = :month")
                .param("month", month.atDay(1))
                .query(Long.class)
                .single();
        return new MonthProgress(month, isFrozen, made, count.left(month));
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
