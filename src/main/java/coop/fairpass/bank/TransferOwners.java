package coop.fairpass.bank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Finds the room for which a transfer was made, by its purpose. */
@Component
class TransferOwners {

    private final Map<String, TransferOwner> byPurpose;

    TransferOwners(List<TransferOwner> owners) {
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

    TransferOwner of(PaymentRuns.RunTransfer transfer) {
        return Optional.ofNullable(byPurpose.get(transfer.purpose()))
                .orElseThrow(() -> new IllegalStateException("nobody makes transfers for " + transfer.purpose()));
    }
}
