package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Écriture bancaire comptabilisée : one line that the bank has booked on one of our accounts, the only thing that moves
 * a bank account in the books.
 *
 * @param amount positive when money came in
 * @param texts all free text of the bank, in its order: remittance information, additional information
 * @param endToEndIds every end-to-end reference found in the line and its details
 */
public record BookedEntry(
        UUID id,
        AccountKind account,
        Money amount,
        LocalDate bookedOn,
        List<String> texts,
        Optional<String> counterpartyName,
        Optional<Iban> counterpartyIban,
        List<String> endToEndIds) {

    public BookedEntry {
        texts = List.copyOf(texts);
        endToEndIds = List.copyOf(endToEndIds);
    }

    /** The same line, of which only an amount is left to recognise. */
    BookedEntry withAmount(Money left) {
        return new BookedEntry(id, account, left, bookedOn, texts, counterpartyName, counterpartyIban, endToEndIds);
    }

    /** All the bank's text as one line, to search in. */
    public String text() {
        return String.join(" ", texts);
    }
}
