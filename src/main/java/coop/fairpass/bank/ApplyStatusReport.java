package coop.fairpass.bank;

import coop.fairpass.bank.BankFileReport.Line;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.InternalTransfers.InternalTransfer;
import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.bank.PaymentStatusReport.Verdict;
import coop.fairpass.directory.Actor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Applies the bank's answer to a run: what it rejects goes back to be paid, what it verified is kept, the rest is
 * shown. Nothing is posted, and a status never goes backwards: a rejection after the debit is for a person (formats
 * §2).
 */
@Component
class ApplyStatusReport {

    /** What ISO 20022 calls a reason that is not given. */
    private static final String NOT_SPECIFIED = "MS03";

    private final RunStore store;
    private final InternalTransferStore internalTransfers;
    private final TransferOwners owners;
    private final VerifyPayee verifications;
    private final BankFiles files;
    private final CooperativeNotices notices;

    ApplyStatusReport(
            RunStore store,
            InternalTransferStore internalTransfers,
            TransferOwners owners,
            VerifyPayee verifications,
            BankFiles files,
            CooperativeNotices notices) {
        this.store = store;
        this.internalTransfers = internalTransfers;
        this.owners = owners;
        this.verifications = verifications;
        this.files = files;
        this.notices = notices;
    }

    @Transactional
    void handle(UUID reading, PaymentStatusReport report) {
        var message = report.originalMessageId();
        var named = store.withMessageId(message).flatMap(store::lock);
        if (named.isEmpty()) {
            // Between our own accounts the file holds one transfer, and bears its reference.
            var ours = internalTransfers.withReferences(List.of(message)).stream()
                    .map(transfer -> ofInternal(transfer, report));
            files.add(
                    reading,
                    List.of(ours.findFirst().orElseGet(() -> refused("OrgnlMsgId", message, RowProblem.RUN_UNKNOWN))));
            return;
        }
        var run = named.get();
        var lines = new ArrayList<Line>();
        var known = new HashSet<String>();
        for (var transfer : store.transfers(run.id())) {
            known.add(transfer.endToEndId());
            apply(run, transfer, report.verdictOn(message, message + "-01", transfer.endToEndId()))
                    .ifPresent(lines::add);
        }
        report.blocks().stream()
                .flatMap(block -> block.transfers().stream())
                .flatMap(transfer -> transfer.endToEndId().stream())
                .filter(id -> !known.contains(id))
                .forEach(id -> lines.add(refused("OrgnlEndToEndId", id, RowProblem.TRANSFER_UNKNOWN)));
        store.closeIfDone(run.id());
        files.add(reading, lines);
    }

    /**
     * A person cancels what the bank refused: the money did not move, and may be ordered again under a new
     * reference.
     */
    private Line ofInternal(InternalTransfer transfer, PaymentStatusReport report) {
        var reference = transfer.endToEndId();
        return switch (report.verdictOn(reference, reference + "-01", reference)) {
            case Verdict.Unsaid _ -> line(LineOutcome.NOTED, reference, report.group());
            case Verdict.Reported(var status) -> line(LineOutcome.NOTED, reference, status);
            case Verdict.Rejected(var status) -> {
                var reason = status.reasons().stream().findFirst().orElse(NOT_SPECIFIED);
                boolean isDouble = BankReason.of(reason) == BankReason.AM05;
                notices.tell(
                        "internal-rejected/" + transfer.id(),
                        "La banque refuse un virement entre nos comptes",
                        "Virement interne %s, %s, motif %s : %s"
                                .formatted(
                                        reference,
                                        transfer.amount().french(),
                                        reason,
                                        isDouble
                                                ? "il est peut-être déjà parti, cherchez-le sur les relevés avant tout autre."
                                                : "annulez-le, puis corrigez et ordonnez-en un autre."));
                yield transfer.leftBy().isPresent()
                        ? refused("TxSts", reference, RowProblem.REJECTED_AFTER_BOOKING)
                        : line(LineOutcome.ACCEPTED, reference, status);
            }
        };
    }

    private Optional<Line> apply(Run run, RunTransfer transfer, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unsaid _ -> Optional.empty();
            case Verdict.Rejected(var status) -> Optional.of(reject(run, transfer, status));
            case Verdict.Reported(var status) -> Optional.of(keep(transfer, status));
        };
    }

    private Line reject(Run run, RunTransfer transfer, ReportedStatus status) {
        var reason = status.reasons().stream().findFirst().orElse(NOT_SPECIFIED);
        if (run.state() == RunState.PREPARED || run.state() == RunState.APPROVED || run.state() == RunState.ABANDONED) {
            return refused("TxSts", transfer.endToEndId(), RowProblem.RUN_NOT_SENT);
        }
        if (transfer.state() == TransferState.SENT && BankReason.of(reason) == BankReason.AM05) {
            notices.tell(
                    "duplicate/" + run.id(),
                    "La banque voit un double dans un ordre de paiement",
                    "Ordre « %s » : rien n’a été changé. Cherchez ses virements sur les relevés avant tout nouvel envoi : ils sont peut-être déjà partis."
                            .formatted(run.label()));
            return refused("TxSts", transfer.endToEndId(), RowProblem.MAYBE_SENT_ALREADY);
        }
        return switch (transfer.state()) {
            case SENT -> {
                store.step(transfer.id(), TransferState.REJECTED, reason, Optional.empty());
                owners.rejected(transfer, reason);
                yield line(LineOutcome.ACCEPTED, transfer, status);
            }
            case BOOKED, RETURNED -> {
                notices.tell(
                        "rejected-after-booking/" + transfer.id(),
                        "La banque rejette un virement qu’elle a déjà débité",
                        "Virement %s, %s, motif %s : rien n’a été changé. Demandez à la banque ce qu’il en est."
                                .formatted(
                                        transfer.endToEndId(), transfer.amount().french(), reason));
                yield refused("TxSts", transfer.endToEndId(), RowProblem.REJECTED_AFTER_BOOKING);
            }
            case REJECTED -> line(LineOutcome.KNOWN, transfer, status);
            case WAITING, ABANDONED -> throw new IllegalStateException("of a run that was sent: " + transfer.id());
        };
    }

    private Line keep(RunTransfer transfer, ReportedStatus status) {
        var verified = status.known().filter(VerifyPayee::isAnswer);
        if (verified.isPresent()) {
            var name = String.join(" ", status.texts());
            boolean allows = verifications.keep(transfer, verified.get(), name, Actor.BANK);
            if (!allows) {
                notices.tell(
                        "payee-name/" + transfer.id() + "/" + verified.get(),
                        "La banque d’un bénéficiaire ne reconnaît pas son nom",
                        "Virement %s : %s. Une personne décide avant tout paiement."
                                .formatted(transfer.endToEndId(), verified.get()));
            }
            return line(LineOutcome.ACCEPTED, transfer, status);
        }
        return line(LineOutcome.NOTED, transfer, status);
    }

    private static Line line(LineOutcome outcome, RunTransfer transfer, ReportedStatus status) {
        return line(outcome, transfer.endToEndId(), status);
    }

    private static Line line(LineOutcome outcome, String reference, ReportedStatus status) {
        return new Line(
                Optional.empty(),
                outcome,
                Optional.empty(),
                Position.WHOLE_FILE,
                "TxSts",
                "%s %s %s"
                        .formatted(reference, status.code().orElse(""), String.join(" ", status.reasons()))
                        .strip(),
                Optional.empty());
    }

    private static Line refused(String field, String value, RowProblem problem) {
        return new Line(
                Optional.empty(),
                LineOutcome.REFUSED,
                Optional.empty(),
                Position.WHOLE_FILE,
                field,
                value,
                Optional.of(problem));
    }
}
