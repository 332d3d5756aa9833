package coop.fairpass.bank;

/**
 * An account of a payee that waits for a second person.
 *
 * @param state in words
 * @param because why it is frozen, in words; empty when it was just declared
 */
public record PayeeAccountSight(
        String id,
        String organisation,
        String iban,
        String bic,
        String holder,
        String state,
        boolean isFrozen,
        String because,
        boolean isHolderTheOrganisation) {}
