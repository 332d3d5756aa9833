package coop.fairpass.settlement;

import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.TransferRequest;
import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.Statement.StatementState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A treasurer gathers what can be paid into one run: statements issued, statements withheld whose account is now valid,
 * and returned transfers whose account was confirmed; one transfer a payee. The run is then approved by
 * two people who state its total.
 */
@Component
public class PayProviders {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("yyyyMM");

    /** {@code run} is chosen by the form, so that sending it twice prepares one run. */
    public record Command(UUID run, Actor by) {}

    public sealed interface Outcome {
        record Prepared(UUID run, int transfers, Money total) implements Outcome {}

        record Refused(SettlementReason reason) implements Outcome {}

        /** The bank's rules refuse the run; the reason is theirs. */
        record RefusedByRun(RunReason reason) implements Outcome {}
    }

    private final Statements statements;
    private final BankAccounts bankAccounts;
    private final Organisations organisations;
    private final PaymentRuns runs;
    private final JdbcClient jdbc;
    private final Clock clock;

    PayProviders(
            Statements statements,
            BankAccounts bankAccounts,
            Organisations organisations,
            PaymentRuns runs,
            JdbcClient jdbc,
            Clock clock) {
        this.statements = statements;
        this.bankAccounts = bankAccounts;
        this.organisations = organisations;
        this.runs = runs;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(SettlementReason.NOT_ALLOWED);
        }
        // One treasurer gathers at a time: a statement is in one run.
        jdbc.sql("SELECT pg_advisory_xact_lock(467, 200)").query((_, _) -> 0).single();
        var known = runs.find(command.run());
        if (known.isPresent()) {
            return runs.transfers(command.run()).stream()
                            .allMatch(transfer -> transfer.purpose().equals(ProviderTransfers.PURPOSE))
                    ? new Outcome.Prepared(
                            command.run(), known.get().transfers(), known.get().total())
                    : new Outcome.RefusedByRun(RunReason.ID_TAKEN);
        }
        var today = Paris.today(clock);
        var byPayee = payable(today, command.by());
        if (byPayee.isEmpty()) {
            return new Outcome.Refused(SettlementReason.NOTHING_TO_PAY);
        }
        var latest = byPayee.values().stream()
                .flatMap(List::stream)
                .map(Statement::dueOn)
                .max(Comparator.naturalOrder())
                .orElse(today);
        var executionOn = TargetCalendar.firstFrom(latest.isBefore(today) ? today : latest);
        var requests = new ArrayList<TransferRequest>();
        for (var payee : byPayee.entrySet()) {
            if (bankAccounts.payability(payee.getKey(), executionOn) instanceof Payability.Payable(var account)) {
                requests.add(request(command.run(), payee.getKey(), payee.getValue(), account));
            }
        }
        return switch (runs.prepare(command.run(), "Contrepaiement", executionOn, requests, command.by())) {
            case PaymentRuns.Outcome.Done(var run) -> {
                requests.forEach(request -> assign(request, byPayee.getOrDefault(request.payee(), List.of())));
                yield new Outcome.Prepared(command.run(), run.transfers(), run.total());
            }
            case PaymentRuns.Outcome.Refused(var reason) -> new Outcome.RefusedByRun(reason);
        };
    }

    /** Statements that can be paid now, by payee; those withheld whose account is now valid are issued again (S4). */
    private Map<OrganisationId, List<Statement>> payable(LocalDate today, Actor by) {
        Map<OrganisationId, List<Statement>> byPayee = new LinkedHashMap<>();
        for (var statement : candidates().toList()) {
            switch (bankAccounts.payability(statement.provider(), payableOn(statement, today))) {
                case Payability.Payable(var _) -> {
                    if (statement.state() == StatementState.WITHHELD) {
                        statements.take(statement.number(), "S4", StatementState.ISSUED, "", by);
                    }
                    byPayee.computeIfAbsent(statement.provider(), _ -> new ArrayList<>())
                            .add(statement);
                }
                case Payability.NotPayable(var reason) -> {
                    if (statement.state() == StatementState.ISSUED) {
                        statements.take(statement.number(), "S3", StatementState.WITHHELD, reason.name(), Actor.CLOCK);
                    }
                }
            }
        }
        return byPayee;
    }

    private Stream<Statement> candidates() {
        return Stream.of(StatementState.ISSUED, StatementState.WITHHELD, StatementState.RETURNED)
                .flatMap(state -> statements.in(state).stream())
                .filter(statement -> statement.transfer().isEmpty());
    }

    private static LocalDate payableOn(Statement statement, LocalDate today) {
        return statement.dueOn().isBefore(today) ? today : statement.dueOn();
    }

    private TransferRequest request(UUID run, OrganisationId payee, List<Statement> due, BankAccount account) {
        var provider = organisations.get(payee);
        var month = due.stream()
                .map(Statement::month)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        var endToEndId = endToEndId(provider, month);
        return new TransferRequest(
                UUID.nameUUIDFromBytes((run + "/" + payee).getBytes(StandardCharsets.UTF_8)),
                ProviderTransfers.PURPOSE,
                endToEndId,
                payee,
                account.id(),
                account.holderName(),
                account.iban(),
                account.bic(),
                due.stream().map(Statement::net).collect(Money.sum()),
                remittance(due));
    }

    /** The reference of the first transfer that pays a month, known as soon as the month is settled. */
    static String firstReference(Organisation provider, YearMonth month) {
        return "CP%s-%s".formatted(MONTH.format(month), provider.providerCode());
    }

    /** {@code CP202611-P0042}, with {@code -2} and so on when it is sent again. */
    private String endToEndId(Organisation provider, YearMonth month) {
        var first = firstReference(provider, month);
        for (int again = 1; ; again++) {
            var candidate = again == 1 ? first : first + "-" + again;
            if (!runs.isEndToEndIdUsed(candidate)) {
                return candidate;
            }
        }
    }

    private static String remittance(List<Statement> due) {
        var vouchers = due.stream().mapToLong(Statement::redemptions).sum();
        var numbers = due.stream().map(Statement::number).toList();
        return "Contrepaiement %s %d %s"
                .formatted(String.join(" ", numbers), vouchers, vouchers == 1 ? "titre" : "titres");
    }

    private void assign(TransferRequest request, List<Statement> due) {
        for (var statement : due) {
            statements.assign(statement.number(), request.id(), request.bankAccount());
            jdbc.sql("""
                            INSERT INTO settlement.transfer_part (transfer, statement, is_again, amount_cents)
                            VALUES (:transfer, :statement, :again, :amount)
                            """)
                    .param("transfer", request.id())
                    .param("statement", statement.number())
                    .param("again", statement.state() == StatementState.RETURNED)
                    .param("amount", statement.net().cents())
                    .update();
        }
    }

    /** What could be paid today, those withheld whose account is now valid included, for the treasurer's page. */
    @Transactional(readOnly = true)
    public Optional<Money> waiting() {
        var today = Paris.today(clock);
        var total = candidates()
                .filter(statement -> bankAccounts.payability(statement.provider(), payableOn(statement, today))
                        instanceof Payability.Payable)
                .map(Statement::net)
                .collect(Money.sum());
        return total.isPositive() ? Optional.of(total) : Optional.empty();
    }
}
