package coop.fairpass.directory;

import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Compte bancaire of a payee, one version of it: an account is never edited, a change is another account.
 *
 * @param holderName as the bank knows it; not always the legal name
 * @param usableFrom the first day a payment may go there, once validated: a change waits some days
 */
public record BankAccount(
        UUID id,
        OrganisationId organisation,
        Iban iban,
        Optional<Bic> bic,
        String holderName,
        BankAccountState state,
        Optional<LocalDate> usableFrom,
        Optional<String> frozenBecause) {

    /** {@code Declared → Validated → Frozen → Validated | Retired} (domain §5.4). */
    public enum BankAccountState {
        DECLARED,
        VALIDATED,
        FROZEN,
        RETIRED
    }
}
