package coop.fairpass.settlement;

import coop.fairpass.bank.AccountKind;
import coop.fairpass.bank.CooperativeAccounts;
import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.FreezeMonth;
import coop.fairpass.settlement.MonthCount.Counted;
import coop.fairpass.tariff.VatTerritory;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A month is closed: no redemption enters it any more, and every provider with something in it has its statement and
 * fee invoice, numbered and posted (S2, M22, M26).
 *
 * <p>Freezing is one short transaction; statements follow, a batch of providers a transaction. Interrupted between any
 * two, it is run again and goes on where it stopped; run twice, it gives the same documents.
 */
@Component
public class SettleMonth {

    /** Providers whose statements are made in one transaction. */
    static final int BATCH = 200;

    /** Vouchers whose lines are in memory together, unless one provider has more. */
    static final long BATCH_VOUCHERS = 50_000;

    public record Command(YearMonth month, Actor by) {}

    public sealed interface Outcome {
        /** All statements of the month, made now or before, and their total to pay. */
        record Settled(YearMonth month, int statements, Money toPay) implements Outcome {}

        record Refused(SettlementReason reason) implements Outcome {}
    }

    private final FreezeMonth freezeMonth;
    private final MonthCount count;
    private final MonthLines monthLines;
    private final IssueStatement issueStatement;
    private final Statements statements;
    private final Organisations organisations;
    private final CooperativeAccounts accounts;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SettleMonth(
            FreezeMonth freezeMonth,
            MonthCount count,
            MonthLines monthLines,
            IssueStatement issueStatement,
            Statements statements,
            Organisations organisations,
            CooperativeAccounts accounts,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.freezeMonth = freezeMonth;
        this.count = count;
        this.monthLines = monthLines;
        this.issueStatement = issueStatement;
        this.statements = statements;
        this.organisations = organisations;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
        // Statements are written beside the transaction that reads the month.
        this.transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
    }

    /** Several transactions, each complete in itself. */
    public Outcome handle(Command command) {
        var refused = refusal(command);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        boolean frozen =
                Boolean.TRUE.equals(transaction.execute(_ -> freezeMonth.handle(command.month(), command.by())));
        if (!frozen) {
            return new Outcome.Refused(SettlementReason.MONTH_NOT_OVER);
        }
        if (count.isWaiting(command.month())) { // a month that is settled is not read again
            var waiting = Objects.requireNonNull(transaction.execute(_ -> count.waiting(command.month())));
            monthLines.read(command.month(), lines -> batches(waiting).forEach(batch -> issue(command, batch, lines)));
        }
        var all = statements.of(command.month());
        return new Outcome.Settled(
                command.month(),
                all.size(),
                all.stream().map(Statement::net).filter(Money::isPositive).collect(Money.sum()));
    }

    /** The statements of a batch, in a transaction of their own beside that which reads the month. */
    private void issue(Command command, List<Counted> batch, MonthLines.Reading lines) {
        var linesOf = new HashMap<OrganisationId, List<Statements.Line>>();
        for (var counted : batch) { // in the order in which they are read
            linesOf.put(counted.provider(), lines.of(counted.provider()));
        }
        transaction.executeWithoutResult(_ -> {
            issueStatement.passAlone();
            issueStatement.handle(
                    command.month(),
                    count.stillWaiting(command.month(), batch),
                    linesOf,
                    dueOn(command.month()),
                    command.by());
        });
    }

    /** Few enough providers for a short transaction, few enough vouchers for a small memory. */
    private static List<List<Counted>> batches(List<Counted> waiting) {
        var batches = new ArrayList<List<Counted>>();
        var batch = new ArrayList<Counted>();
        long vouchers = 0;
        for (var counted : waiting) {
            if (!batch.isEmpty() && (batch.size() == BATCH || vouchers + counted.vouchers() > BATCH_VOUCHERS)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                vouchers = 0;
            }
            batch.add(counted);
            vouchers += counted.vouchers();
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private Optional<SettlementReason> refusal(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return Optional.of(SettlementReason.NOT_ALLOWED);
        }
        if (clock.instant().isBefore(Paris.endOf(command.month()))) {
            return Optional.of(SettlementReason.MONTH_NOT_OVER);
        }
        if (freezeMonth.waiting().stream().anyMatch(month -> month.isBefore(command.month()))) {
            return Optional.of(SettlementReason.EARLIER_MONTH_WAITS);
        }
        if (organisations.cooperative().flatMap(Organisation::siren).isEmpty()
                || accounts.find(AccountKind.SEGREGATED).isEmpty()) {
            return Optional.of(SettlementReason.COOPERATIVE_NOT_SET_UP);
        }
        return Optional.empty();
    }

    /** The first TARGET day not before the first of the next month (R-142, T19). */
    public static LocalDate dueOn(YearMonth month) {
        return TargetCalendar.firstFrom(month.plusMonths(1).atDay(1));
    }

    /** Where a provider is taxed on its fee. */
    static VatTerritory territoryOf(Organisation provider) {
        return VatTerritory.ofPostalCode(provider.address().postalCode().digits());
    }
}
