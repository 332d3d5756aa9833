package coop.fairpass.settlement;

import coop.fairpass.bank.PaymentRuns;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.TransferRequest;
import coop.fairpass.calendar.Paris;
import coop.fairpass.calendar.TargetCalendar;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.BankAccounts.Payability;
import coop.fairpass.directory.BankAccounts.PayabilityReason;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.settlement.Statement.StatementState;
import coop.fairpass.settlement.Statements.Assigned;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
        var requests = requests(command.run(), byPayee, executionOn);
        return switch (runs.prepare(command.run(), "Contrepaiement", executionOn, requests, command.by())) {
            case PaymentRuns.Outcome.Done(var run) -> {
                statements.assign(requests.stream()
                        .flatMap(request -> byPayee.getOrDefault(request.payee(), List.of()).stream()
                                .map(statement -> assigned(request, statement)))
                        .toList());
                yield new Outcome.Prepared(command.run(), run.transfers(), run.total());
            }
            case PaymentRuns.Outcome.Refused(var reason) -> new Outcome.RefusedByRun(reason);
        };
    }

    /** Statements that can be paid now, by payee; those withheld whose account is now valid are issued again (S4). */
    private Map<OrganisationId, List<Statement>> payable(LocalDate today, Actor by) {
        Map<OrganisationId, List<Statement>> byPayee = new LinkedHashMap<>();
        var again = new ArrayList<String>();
        Map<PayabilityReason, List<String>> withheld = new EnumMap<>(PayabilityReason.class);
        var candidates = candidates().toList();
        var payabilities = payabilities(candidates, today);
        for (var statement : candidates) {
            switch (payabilityOf(statement, today, payabilities)) {
                case Payability.Payable(var _) -> {
                    if (statement.state() == StatementState.WITHHELD) {
                        again.add(statement.number());
                    }
                    byPayee.computeIfAbsent(statement.provider(), _ -> new ArrayList<>())
                            .add(statement);
                }
                case Payability.NotPayable(var reason) -> {
                    if (statement.state() == StatementState.ISSUED) {
                        withheld.computeIfAbsent(reason, _ -> new ArrayList<>()).add(statement.number());
                    }
                }
            }
        }
        statements.take(again, "S4", StatementState.ISSUED, "", by);
        withheld.forEach((reason, numbers) ->
                statements.take(numbers, "S3", StatementState.WITHHELD, reason.name(), Actor.CLOCK));
        return byPayee;
    }

    /** By the day on which money may leave at the earliest, then by payee. */
    private Map<LocalDate, Map<OrganisationId, Payability>> payabilities(List<Statement> candidates, LocalDate today) {
        Map<LocalDate, Set<OrganisationId>> byDay = candidates.stream()
                .collect(Collectors.groupingBy(
                        statement -> payableOn(statement, today),
                        Collectors.mapping(Statement::provider, Collectors.toSet())));
        return byDay.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> bankAccounts.payability(one.getValue(), one.getKey())));
    }

    private static Payability payabilityOf(
            Statement statement, LocalDate today, Map<LocalDate, Map<OrganisationId, Payability>> payabilities) {
        return Objects.requireNonNull(
                payabilities.getOrDefault(payableOn(statement, today), Map.of()).get(statement.provider()));
    }

    private Stream<Statement> candidates() {
        return Stream.of(StatementState.ISSUED, StatementState.WITHHELD, StatementState.RETURNED)
                .flatMap(state -> statements.in(state).stream())
                .filter(statement -> statement.transfer().isEmpty());
    }

    private static LocalDate payableOn(Statement statement, LocalDate today) {
        return statement.dueOn().isBefore(today) ? today : statement.dueOn();
    }

    /** One transfer a payee whose account can be paid that day. */
    private List<TransferRequest> requests(
            UUID run, Map<OrganisationId, List<Statement>> byPayee, LocalDate executionOn) {
        var payabilities = bankAccounts.payability(byPayee.keySet(), executionOn);
        var providers = organisations.get(byPayee.keySet());
        var references = endToEndIds(byPayee, providers);
        var requests = new ArrayList<TransferRequest>();
        byPayee.forEach((payee, due) -> {
            if (payabilities.get(payee) instanceof Payability.Payable(var account)) {
                requests.add(new TransferRequest(
                        UUID.nameUUIDFromBytes((run + "/" + payee).getBytes(StandardCharsets.UTF_8)),
                        ProviderTransfers.PURPOSE,
                        Objects.requireNonNull(references.get(payee)),
                        payee,
                        account.id(),
                        account.holderName(),
                        account.iban(),
                        account.bic(),
                        due.stream().map(Statement::net).collect(Money.sum()),
                        remittance(due)));
            }
        });
        return requests;
    }

    /** The reference of the first transfer that pays a month, known as soon as the month is settled. */
    static String firstReference(Organisation provider, YearMonth month) {
        return "CP%s-%s".formatted(MONTH.format(month), provider.providerCode());
    }

    /** {@code CP202611-P0042} for the last month due, with {@code -2} and so on when it is sent again. */
    private Map<OrganisationId, String> endToEndIds(
            Map<OrganisationId, List<Statement>> byPayee, Map<OrganisationId, Organisation> providers) {
        Map<OrganisationId, String> first = new HashMap<>();
        byPayee.forEach((payee, due) -> first.put(
                payee,
                firstReference(
                        Objects.requireNonNull(providers.get(payee)),
                        due.stream()
                                .map(Statement::month)
                                .max(Comparator.naturalOrder())
                                .orElseThrow())));
        var used = runs.usedAmong(first.values());
        first.replaceAll((_, reference) -> used.contains(reference) ? again(reference) : reference);
        return first;
    }

    private String again(String reference) {
        for (int again = 2; ; again++) {
            var candidate = reference + "-" + again;
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

    private static Assigned assigned(TransferRequest request, Statement statement) {
        return new Assigned(
                statement.number(),
                request.id(),
                request.bankAccount(),
                statement.state() == StatementState.RETURNED,
                statement.net());
    }

    /** What could be paid today, those withheld whose account is now valid included, for the treasurer's page. */
    @Transactional(readOnly = true)
    public Optional<Money> waiting() {
        var today = Paris.today(clock);
        var candidates = candidates().toList();
        var payabilities = payabilities(candidates, today);
        var total = candidates.stream()
                .filter(statement -> payabilityOf(statement, today, payabilities) instanceof Payability.Payable)
                .map(Statement::net)
                .collect(Money.sum());
        return total.isPositive() ? Optional.of(total) : Optional.empty();
    }
}
