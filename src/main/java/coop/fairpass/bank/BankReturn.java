package coop.fairpass.bank;

import java.util.List;
import java.util.Optional;

/**
 * Retour : a payment that came back, and the reason the other bank gave.
 *
 * @param code {@code AC04}, or a code of the bank's own; {@link BankReason#of} explains those we know
 */
public record BankReturn(Optional<String> code, List<String> texts) {

    public BankReturn {
        texts = List.copyOf(texts);
    }

    public static BankReturn because(String code) {
        return new BankReturn(Optional.of(code), List.of());
    }
}
