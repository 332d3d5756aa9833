package coop.fairpass.bank;

import coop.fairpass.directory.BankAccounts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Finds the room for which a transfer was made, by its purpose, and tells it what became of the money. An account that
 * the bank refuses, or from which money comes back, is frozen here, for whichever room it was paid (formats §2).
 */
@Component
class TransferOwners {

    private final Map<String, TransferOwner> byPurpose;
    private final BankAccounts bankAccounts;

    TransferOwners(List<TransferOwner> owners, BankAccounts bankAccounts) {
        this.bankAccounts = bankAccounts;
        this.byPurpose = owners.stream().collect(Collectors.toMap(TransferOwner::purpose, Function.identity()));
    }

    /** Tells each room about its own transfers, together. */
    void each(List<PaymentRuns.RunTransfer> transfers, BiConsumer<TransferOwner, List<UUID>> told) {
        transfers.stream()
                .collect(Collectors.groupingBy(
                        this::of,
                        LinkedHashMap::new,
                        Collectors.mapping(PaymentRuns.RunTransfer::id, Collectors.toList())))
                .forEach(told);
    }

    /** The bank refused a transfer before booking anything. */
    void rejected(PaymentRuns.RunTransfer transfer, String reasonCode) {
        of(transfer).rejected(transfer.id(), reasonCode);
        freeze(transfer, reasonCode);
    }

    /** The money of a transfer came back. */
    void returned(PaymentRuns.RunTransfer transfer, BookedEntry entry, String reasonCode) {
        of(transfer).returned(transfer.id(), entry, reasonCode);
        freeze(transfer, reasonCode);
    }

    /** The account to which it was sent, which may not be the one that the payee has now. */
    private void freeze(PaymentRuns.RunTransfer transfer, String reasonCode) {
        if (BankReason.of(reasonCode).freezesAccount()) {
            bankAccounts.freeze(transfer.bankAccount(), reasonCode);
        }
    }

    TransferOwner of(PaymentRuns.RunTransfer transfer) {
        return Optional.ofNullable(byPurpose.get(transfer.purpose()))
                .orElseThrow(() -> new IllegalStateException("nobody makes transfers for " + transfer.purpose()));
    }
}
