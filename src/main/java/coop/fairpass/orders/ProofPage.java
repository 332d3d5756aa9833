package coop.fairpass.orders;

import coop.fairpass.orders.Proofs.Proof;
import java.util.List;
import java.util.Optional;

/** The proofs of one order, the last first, and what the reader may answer or send. */
public record ProofPage(
        VoucherOrder order, String payer, List<Proof> versions, boolean mayAnswer, boolean maySend, boolean isStopped) {

    public ProofPage {
        versions = List.copyOf(versions);
    }

    public Optional<Proof> last() {
        return versions.stream().findFirst();
    }
}
