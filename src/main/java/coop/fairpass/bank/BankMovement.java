package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What one line of a statement says.
 *
 * @param bookingDate always there once booked
 * @param amount positive when money came in, negative when it left, as already booked even for a reversal
 * @param reversal whether the bank undoes an earlier line
 * @param servicerReference the bank's reference for the line
 * @param entryReference the bank's number for the line in its statement
 * @param batch the transfers this line stands for, when it stands for several
 * @param text what the bank adds to the line; its wording in the older French format
 * @param complements the other records of the older French format, empty elsewhere
 */
public record BankMovement(
        EntryStatus status,
        Optional<LocalDate> bookingDate,
        Optional<LocalDate> valueDate,
        Money amount,
        boolean reversal,
        Optional<String> servicerReference,
        Optional<String> entryReference,
        TransactionCode code,
        Optional<PaymentBatch> batch,
        List<TransactionDetail> details,
        Optional<String> text,
        List<Complement> complements) {

    public BankMovement {
        if (amount.isZero()) {
            throw new IllegalArgumentException("a line that moves nothing is not a movement");
        }
        if (status == EntryStatus.BOOKED && bookingDate.isEmpty()) {
            throw new IllegalArgumentException("a booked line has a day");
        }
        details = List.copyOf(details);
        complements = List.copyOf(complements);
    }

    /** A line booked and valued on one day. */
    public static BankMovement booked(LocalDate day, Money amount, String servicerReference) {
        return new BankMovement(
                EntryStatus.BOOKED,
                Optional.of(day),
                Optional.of(day),
                amount,
                false,
                Optional.of(servicerReference),
                Optional.empty(),
                TransactionCode.NONE,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** The same line, not booked yet. */
    public BankMovement pending() {
        return new BankMovement(
                EntryStatus.PENDING,
                Optional.empty(),
                valueDate,
                amount,
                reversal,
                servicerReference,
                entryReference,
                code,
                batch,
                details,
                text,
                complements);
    }

    /** The same line without the bank's reference, as some banks send them. */
    public BankMovement unreferenced() {
        return new BankMovement(
                status,
                bookingDate,
                valueDate,
                amount,
                reversal,
                Optional.empty(),
                entryReference,
                code,
                batch,
                details,
                text,
                complements);
    }

    /** The same line with a code. */
    public BankMovement coded(TransactionCode newCode) {
        return new BankMovement(
                status,
                bookingDate,
                valueDate,
                amount,
                reversal,
                servicerReference,
                entryReference,
                newCode,
                batch,
                details,
                text,
                complements);
    }

    /** The same line with what it is made of. */
    public BankMovement detailed(List<TransactionDetail> newDetails) {
        return new BankMovement(
                status,
                bookingDate,
                valueDate,
                amount,
                reversal,
                servicerReference,
                entryReference,
                code,
                batch,
                newDetails,
                text,
                complements);
    }

    /** The same line, standing for a batch of transfers. */
    public BankMovement forBatch(PaymentBatch newBatch) {
        return new BankMovement(
                status,
                bookingDate,
                valueDate,
                amount,
                reversal,
                servicerReference,
                entryReference,
                code,
                Optional.of(newBatch),
                details,
                text,
                complements);
    }
}
