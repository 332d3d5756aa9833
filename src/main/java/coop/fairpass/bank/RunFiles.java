package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.RunTransfer;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** The file of a run: drafted from the run as it stands, and written again from what was kept when it was sent. */
@Component
class RunFiles {

    private final RunStore store;
    private final PaymentFiles files;

    RunFiles(RunStore store, PaymentFiles files) {
        this.store = store;
        this.files = files;
    }

    Optional<FileDescription> describe(UUID run) {
        return files.describe(store.messageIdOf(run), store.accountOf(run));
    }

    CreditTransferDraft draft(UUID run, FileDescription description) {
        var transfers = store.transfers(run);
        return new CreditTransferDraft(
                description.messageId(),
                description.createdAt(),
                description.initiator(),
                description.debtorName(),
                description.debtorIban(),
                description.debtorBic(),
                store.get(run).executionOn(),
                description.batchBooking(),
                IntStream.range(0, transfers.size())
                        .mapToObj(i -> transfer(description.messageId(), i + 1, transfers.get(i)))
                        .toList());
    }

    private static CreditTransfer transfer(String messageId, int rank, RunTransfer transfer) {
        return new CreditTransfer(
                transfer.payee().toString(),
                messageId + "-" + rank,
                transfer.endToEndId(),
                transfer.amount(),
                transfer.holderName(),
                transfer.iban(),
                transfer.bic(),
                Optional.empty(),
                transfer.remittance());
    }

    /** The file of a run that was sent. */
    Optional<CreditTransferFile> sent(UUID run) {
        return files.kept(run)
                .map(description -> PaymentFiles.rebuilt(draft(run, description), description.checkedOn()));
    }
}
