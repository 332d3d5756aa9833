package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Ordres de virement : transfers gathered, approved by two people who state the total, sent in one file.
 *
 * <p>A run is frozen when it is prepared: nothing enters or leaves it. {@link ApproveRun}, {@link SendRun} and
 * {@link AbandonRun} move it on; the bank's files say what became of each transfer.
 */
@Component
public class PaymentRuns {

    /** One run. */
    public record Run(UUID id, String label, LocalDate executionOn, int transfers, Money total, RunState state) {}

    /** Where a run stands. */
    public enum RunState {
        PREPARED,
        APPROVED,
        SENT,
        DONE,
        ABANDONED
    }

    /**
     * One transfer of a run.
     *
     * @param reason the bank's code when it was rejected or came back, else empty
     */
    public record RunTransfer(
            UUID id,
            UUID run,
            String purpose,
            String endToEndId,
            OrganisationId payee,
            UUID bankAccount,
            String holderName,
            Iban iban,
            Optional<Bic> bic,
            Money amount,
            String remittance,
            TransferState state,
            String reason) {}

    /** Where one transfer stands. */
    public enum TransferState {
        WAITING,
        SENT,
        REJECTED,
        BOOKED,
        RETURNED,
        ABANDONED
    }

    public sealed interface Outcome {
        record Done(Run run) implements Outcome {}

        record Refused(RunReason reason) implements Outcome {}
    }

    /** Why a run is refused; from {@code EMPTY} on, in the order in which a sending is examined (formats §1.4). */
    public enum RunReason {
        NOT_ALLOWED,
        UNKNOWN_RUN,
        ID_TAKEN,
        EMPTY,
        NOT_FROZEN,
        TWO_APPROVALS_NEEDED,
        TOTAL_DIFFERS,
        NOT_COVERED,
        MORE_THAN_OWED,
        ACCOUNT_INVALID_OR_FROZEN,
        PAYEE_NOT_VALIDATED,
        PAYEE_NAME_DIFFERS,
        AMOUNT_OUT_OF_RANGE,
        IDENTIFIER_INVALID,
        NAME_INVALID,
        PAYEE_TWICE,
        PAYEE_OUT_OF_REACH,
        EXECUTION_NOT_A_TARGET_DAY,
        EXECUTION_IN_THE_PAST,
        MESSAGE_ID_USED,
        OWN_ACCOUNT_UNKNOWN,
        NOT_A_PERSON,
        SAME_PERSON,
        NO_LONGER_WAITING,
        NOT_SENT
    }

    private final RunStore store;

    PaymentRuns(RunStore store) {
        this.store = store;
    }

    @Transactional(readOnly = true)
    public Optional<Run> find(UUID run) {
        return store.find(run);
    }

    /** Every run, the latest first. */
    @Transactional(readOnly = true)
    public List<Run> all() {
        return store.all();
    }

    /** The transfers of a run, in the order of its file. */
    @Transactional(readOnly = true)
    public List<RunTransfer> transfers(UUID run) {
        return store.transfers(run);
    }

    /** Who approved a run, the first first; references without a name. */
    @Transactional(readOnly = true)
    public List<String> approvedBy(UUID run) {
        return store.approvals(run).stream().map(RunStore.Approval::person).toList();
    }

    /** Whether a reference has travelled or is about to; one that was abandoned is free again. */
    @Transactional(readOnly = true)
    public boolean isEndToEndIdUsed(String endToEndId) {
        return !usedAmong(List.of(endToEndId)).isEmpty();
    }

    /** Those of these references of which {@link #isEndToEndIdUsed} is true. */
    @Transactional(readOnly = true)
    public Set<String> usedAmong(Collection<String> endToEndIds) {
        return store.usedAmong(endToEndIds);
    }

    /** Freezes transfers from the segregated account into a run, in the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome prepare(UUID run, String label, LocalDate executionOn, List<TransferRequest> transfers, Actor by) {
        return prepare(run, label, AccountKind.SEGREGATED, executionOn, transfers, by);
    }

    /** Freezes transfers from one of our accounts into a run; {@code run} is chosen by the caller: twice is once. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Outcome prepare(
            UUID run,
            String label,
            AccountKind account,
            LocalDate executionOn,
            List<TransferRequest> transfers,
            Actor by) {
        if (!by.has(Role.TREASURER)) {
            return new Outcome.Refused(RunReason.NOT_ALLOWED);
        }
        if (transfers.isEmpty()) {
            return new Outcome.Refused(RunReason.EMPTY);
        }
        if (transfers.stream().anyMatch(transfer -> !transfer.amount().isPositive())) {
            return new Outcome.Refused(RunReason.AMOUNT_OUT_OF_RANGE);
        }
        if (!transfers.stream().map(TransferRequest::payee).allMatch(new HashSet<OrganisationId>()::add)) {
            return new Outcome.Refused(RunReason.PAYEE_TWICE);
        }
        if (store.find(run).isEmpty()) {
            var references = new HashSet<String>();
            for (var transfer : transfers) {
                var reference = transfer.endToEndId();
                if (!SepaId.isSound(reference) || !references.add(reference)) {
                    return new Outcome.Refused(RunReason.IDENTIFIER_INVALID);
                }
            }
            if (!store.usedAmong(references).isEmpty()) {
                return new Outcome.Refused(RunReason.IDENTIFIER_INVALID);
            }
            if (store.insert(run, label, account, executionOn, by)) {
                store.insert(run, transfers);
            }
        }
        return store.isSame(run, account, executionOn, transfers)
                ? new Outcome.Done(store.get(run))
                : new Outcome.Refused(RunReason.ID_TAKEN);
    }
}
