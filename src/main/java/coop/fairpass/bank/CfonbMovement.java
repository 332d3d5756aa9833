package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One record 04 and the records 05 that say more of it. */
final class CfonbMovement {

    /** Free text of the bank, and the two lines of the payer's own. */
    private static final Set<String> REMITTANCE = Set.of("LIB", "LCC", "LC2");

    private static final String PAYER = "NPY";
    private static final String PAYEE = "NBE";
    private static final String BANK_REFERENCE = "REF";

    /** The payer's reference on 35 characters, which is the end-to-end one of a SEPA transfer, then the purpose. */
    private static final String CUSTOMER_REFERENCE = "RCN";

    private static final int REFERENCE_LENGTH = 35;

    private final CfonbRecord record;
    private final List<Complement> complements = new ArrayList<>();

    CfonbMovement(CfonbRecord record) {
        this.record = record;
    }

    void complete(CfonbRecord line) {
        complements.add(
                new Complement(line.columns(46, 48), line.columns(49, 118).stripTrailing()));
    }

    BankMovement read() {
        var amount = good(record.amount()).orElseThrow();
        return new BankMovement(
                EntryStatus.BOOKED,
                good(record.date()),
                good(BankDay.ofSixDigits(record.columns(43, 48))),
                amount,
                false,
                // columns 82-88 and 105-120 repeat from line to line: they are no reference of the bank
                Optional.empty(),
                Optional.empty(),
                TransactionCode.proprietary((record.text(33, 34) + " " + record.text(8, 11)).strip()),
                Optional.empty(),
                List.of(detail(amount)),
                some(record.text(49, 79)),
                complements);
    }

    private TransactionDetail detail(Money amount) {
        return new TransactionDetail(
                Optional.of(amount),
                new TransactionReferences(
                        Optional.empty(),
                        Optional.empty(),
                        some(record.text(105, 120)),
                        customerReference(),
                        Optional.empty(),
                        first(BANK_REFERENCE)),
                new Party(first(PAYER), Optional.empty(), Optional.empty(), Optional.empty()),
                new Party(first(PAYEE), Optional.empty(), Optional.empty(), Optional.empty()),
                Optional.empty(),
                complements.stream()
                        .filter(complement -> REMITTANCE.contains(complement.qualifier()))
                        .map(Complement::content)
                        .toList(),
                List.of(),
                some(record.text(41, 42)).map(BankReturn::because),
                TransactionCode.NONE,
                Optional.empty());
    }

    private Optional<String> first(String qualifier) {
        return contents(qualifier)
                .map(String::strip)
                .filter(content -> !content.isEmpty())
                .findFirst();
    }

    private Optional<String> customerReference() {
        return contents(CUSTOMER_REFERENCE)
                .map(content -> content.substring(0, Math.min(REFERENCE_LENGTH, content.length())))
                .map(String::strip)
                .filter(reference -> !reference.isEmpty() && !reference.equals("NOTPROVIDED"))
                .findFirst();
    }

    private Stream<String> contents(String qualifier) {
        return complements.stream()
                .filter(complement -> complement.qualifier().equals(qualifier))
                .map(Complement::content);
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(present -> !present.isEmpty());
    }

    private static <T> Optional<T> good(Parsed<T> parsed) {
        return switch (parsed) {
            case Parsed.Good<T>(var value) -> Optional.of(value);
            case Parsed.Bad<T>(var _) -> Optional.empty();
        };
    }
}
