package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Écriture : one line of a statement, with the key that makes importing it twice the same as once. */
public record BankEntry(EntryKey key, BankMovement movement) {

    /** Only such a line is ever posted. */
    public boolean isBooked() {
        return movement.status() == EntryStatus.BOOKED;
    }

    /** The day it was booked; asking it of a line that is not booked is a mistake. */
    public LocalDate bookedOn() {
        if (!isBooked()) {
            throw new IllegalStateException("not booked: " + movement.status());
        }
        return movement.bookingDate().orElseThrow();
    }

    /** Positive when money came in. */
    public Money amount() {
        return movement.amount();
    }

    public List<TransactionDetail> details() {
        return movement.details();
    }

    /** The end-to-end references of its transactions, in order. */
    public List<String> endToEndIds() {
        return details().stream()
                .flatMap(detail -> detail.references().endToEndId().stream())
                .toList();
    }

    /** Whether it is a payment of ours that came back: money in, and a reason or a code that says so. */
    public boolean isReturn() {
        return amount().isPositive()
                && (movement.code().isReturn()
                        || details().stream()
                                .anyMatch(detail -> detail.returned().isPresent()
                                        || detail.code().isReturn()));
    }

    /** The reason of a return, when the bank gives one. */
    public Optional<String> returnReason() {
        return details().stream()
                .flatMap(detail -> detail.returned().stream())
                .flatMap(returned -> returned.code().stream())
                .findFirst();
    }

    /** The message and payment blocks it may stand for: those of its batch, then those of its transactions. */
    public List<String> batchIds() {
        var ofBatch = movement.batch().stream()
                .flatMap(batch -> Stream.concat(batch.messageId().stream(), batch.paymentInformationId().stream()));
        var ofDetails = details().stream()
                .map(TransactionDetail::references)
                .flatMap(references ->
                        Stream.concat(references.messageId().stream(), references.paymentInformationId().stream()));
        return Stream.concat(ofBatch, ofDetails).distinct().toList();
    }

    /** All that a person wrote or the bank added, in which our numbers may be. */
    public List<String> texts() {
        var texts = new LinkedHashSet<String>();
        for (var detail : details()) {
            texts.addAll(detail.creditorReferences());
            texts.addAll(detail.remittance());
            detail.text().ifPresent(texts::add);
        }
        movement.text().ifPresent(texts::add);
        movement.complements().forEach(complement -> texts.add(complement.content()));
        return List.copyOf(texts);
    }

    /** The numbers of our documents that its texts name, each once. */
    public List<String> documentNumbers() {
        return texts().stream()
                .flatMap(text -> DocumentReferences.findIn(text).stream())
                .distinct()
                .toList();
    }
}
