package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.SendRun.Outcome.Refused;
import coop.fairpass.directory.BankAccount;
import coop.fairpass.directory.BankAccount.BankAccountState;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.ledger.Coverage;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Everything that is asked of a run before it leaves, in the order of formats §1.4, which is part of the contract. */
@Component
class RunChecks {

    private final RunStore store;
    private final TransferOwners owners;
    private final RunFiles runFiles;
    private final PaymentFiles files;
    private final PayeeVerifications verifications;
    private final BankAccounts bankAccounts;
    private final SegregatedFunds funds;

    RunChecks(
            RunStore store,
            TransferOwners owners,
            RunFiles runFiles,
            PaymentFiles files,
            PayeeVerifications verifications,
            BankAccounts bankAccounts,
            SegregatedFunds funds) {
        this.store = store;
        this.owners = owners;
        this.runFiles = runFiles;
        this.files = files;
        this.verifications = verifications;
        this.bankAccounts = bankAccounts;
        this.funds = funds;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Refused> firstRefusal(Run run, Optional<FileDescription> description) {
        var transfers = store.transfers(run.id());
        var approvals = store.approvals(run.id());
        var accounts = bankAccounts.find(
                transfers.stream().map(RunTransfer::bankAccount).toList());
        var misnamed = verifications.refusedOf(run.id());
        return Stream.<Supplier<Optional<Refused>>>of(
                        () -> whole(RunReason.EMPTY, transfers.isEmpty()),
                        () -> whole(RunReason.NOT_FROZEN, run.state() == RunState.ABANDONED),
                        () -> whole(RunReason.TWO_APPROVALS_NEEDED, approvals.size() < 2),
                        () -> whole(
                                RunReason.TOTAL_DIFFERS,
                                approvals.stream()
                                        .anyMatch(approval -> !approval.stated().equals(run.total()))),
                        () -> whole(RunReason.NOT_COVERED, !isCovered(run, transfers)),
                        () -> beyondOwed(run, transfers),
                        () -> each(
                                RunReason.ACCOUNT_INVALID_OR_FROZEN,
                                transfers,
                                transfer -> !isStillTheAccount(transfer, accounts)),
                        () -> each(
                                RunReason.PAYEE_NOT_VALIDATED,
                                transfers,
                                transfer -> !isValidated(transfer, accounts, run.executionOn())),
                        () -> each(
                                RunReason.PAYEE_NAME_DIFFERS, transfers, transfer -> misnamed.contains(transfer.id())),
                        () -> whole(RunReason.OWN_ACCOUNT_UNKNOWN, description.isEmpty()),
                        () -> description.flatMap(file -> refusalOf(file, run)),
                        () -> whole(
                                RunReason.MESSAGE_ID_USED,
                                description
                                        .filter(file -> files.isMessageIdUsed(file.messageId()))
                                        .isPresent()))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Refused> whole(RunReason reason, boolean isRefused) {
        return isRefused ? Optional.of(new Refused(reason, List.of())) : Optional.empty();
    }

    private static Optional<Refused> each(
            RunReason reason, List<RunTransfer> transfers, Predicate<RunTransfer> isRefused) {
        var refused = transfers.stream()
                .filter(isRefused)
                .map(RunTransfer::endToEndId)
                .toList();
        return refused.isEmpty() ? Optional.empty() : Optional.of(new Refused(reason, refused));
    }

    /**
     * Paying what is owed takes as much from what is protected as from the cash. Giving parked money back takes from
     * the cash alone, so what is left must still cover the rest once all of it has left.
     */
    private boolean isCovered(Run run, List<RunTransfer> transfers) {
        return switch (funds.check()) {
            case Standing.Stopped(var _, var _) -> false;
            case Standing.Covered(Coverage coverage) ->
                store.accountOf(run.id()) == AccountKind.OPERATING
                        || !coverage.gap()
                                .minus(ofParked(transfers))
                                .minus(ofParked(store.underWay(AccountKind.SEGREGATED)))
                                .isNegative();
        };
    }

    /**
     * Those that pay more than the books owe, when what is left of the cash does not bear it: an advance has lowered
     * what is owed since the statement was made, and what it left over was swept (money-and-law §6).
     */
    private Optional<Refused> beyondOwed(Run run, List<RunTransfer> transfers) {
        if (store.accountOf(run.id()) == AccountKind.OPERATING) {
            return Optional.empty();
        }
        var leaving = Stream.concat(transfers.stream(), store.underWay(AccountKind.SEGREGATED).stream())
                .toList();
        var beyond = new HashMap<OrganisationId, Money>();
        owners.each(leaving, (owner, ids) -> beyond.putAll(owner.beyondOwed(ids)));
        if (beyond.isEmpty()) {
            return Optional.empty();
        }
        var fromCash = beyond.values().stream().collect(Money.sum()).plus(ofParked(leaving));
        return fromCash.isMoreThan(funds.coverage().gap())
                ? each(RunReason.MORE_THAN_OWED, transfers, transfer -> beyond.containsKey(transfer.payee()))
                : Optional.empty();
    }

    private static Money ofParked(List<RunTransfer> transfers) {
        return transfers.stream()
                .filter(transfer -> transfer.purpose().equals(ParkedReturns.PURPOSE))
                .map(RunTransfer::amount)
                .collect(Money.sum());
    }

    /** Whether the version that was frozen still exists, unchanged, neither frozen nor replaced since. */
    private static boolean isStillTheAccount(RunTransfer transfer, Map<UUID, BankAccount> accounts) {
        return Optional.ofNullable(accounts.get(transfer.bankAccount()))
                .filter(account -> account.organisation().equals(transfer.payee()))
                .filter(account -> account.iban().equals(transfer.iban()))
                .filter(account -> account.holderName().equals(transfer.holderName()))
                .filter(account ->
                        account.state() != BankAccountState.FROZEN && account.state() != BankAccountState.RETIRED)
                .isPresent();
    }

    private static boolean isValidated(RunTransfer transfer, Map<UUID, BankAccount> accounts, LocalDate executionOn) {
        return Optional.ofNullable(accounts.get(transfer.bankAccount()))
                .filter(account -> account.state() == BankAccountState.VALIDATED)
                .flatMap(BankAccount::usableFrom)
                .filter(from -> !from.isAfter(executionOn))
                .isPresent();
    }

    private Optional<Refused> refusalOf(FileDescription description, Run run) {
        return switch (CreditTransferFile.check(runFiles.draft(run.id(), description), description.checkedOn())) {
            case CreditTransferFile.Outcome.Ready _ -> Optional.empty();
            case CreditTransferFile.Outcome.Refused(var reason, var transfer) ->
                Optional.of(new Refused(
                        reasonOf(reason),
                        transfer.map(CreditTransfer::endToEndId).stream().toList()));
        };
    }

    static RunReason reasonOf(TransferRefusal refusal) {
        return switch (refusal) {
            case EMPTY -> RunReason.EMPTY;
            case AMOUNT_OUT_OF_RANGE -> RunReason.AMOUNT_OUT_OF_RANGE;
            case IDENTIFIER_INVALID, IDENTIFIER_TWICE -> RunReason.IDENTIFIER_INVALID;
            case NAME_INVALID -> RunReason.NAME_INVALID;
            case PAYEE_TWICE -> RunReason.PAYEE_TWICE;
            case OUTSIDE_SEPA, BIC_MISSING, BIC_ELSEWHERE, ADDRESS_UNSTRUCTURED, ADDRESS_INVALID ->
                RunReason.PAYEE_OUT_OF_REACH;
            case EXECUTION_NOT_A_TARGET_DAY -> RunReason.EXECUTION_NOT_A_TARGET_DAY;
            case EXECUTION_IN_THE_PAST -> RunReason.EXECUTION_IN_THE_PAST;
        };
    }
}
