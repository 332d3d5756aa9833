package coop.fairpass.orders;

import coop.fairpass.bank.BookedEntry;
import coop.fairpass.bank.InternalTransferOwner;
import coop.fairpass.bank.InternalTransfers;
import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Face value that landed on the operating account: once it is booked on the segregated one, it funds its order (M51,
 * money-and-law §7). The internal transfer names the receipt, and carries its whole amount.
 */
@Component
class FaceValueMoves implements InternalTransferOwner {

    private final Receivables receivables;

    FaceValueMoves(Receivables receivables) {
        this.receivables = receivables;
    }

    @Override
    public String purpose() {
        return "FV";
    }

    @Override
    @Transactional(readOnly = true)
    public List<Waiting> waiting() {
        return receivables.onTheWrongAccount().stream()
                .map(receipt -> new Waiting(
                        InternalTransfers.Kind.FACE_VALUE,
                        purpose(),
                        receipt.id(),
                        receipt.amount(),
                        Language.say("Valeur faciale de l’appel %s", "Face value of the call %s")
                                .formatted(receipt.document())))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public boolean waitsFor(UUID receipt, Money amount) {
        return receivables.waitsToMove(receipt, amount);
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void arrived(UUID receipt, BookedEntry entry) {
        receivables.markMoved(receipt, entry.bookedOn());
    }
}
