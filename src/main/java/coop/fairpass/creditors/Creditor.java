package coop.fairpass.creditors;

/**
 * Créancier : an organisation to which something is owed.
 *
 * @param code its account in the books: {@code P0042}, or {@code C0001} for a payer
 * @param siren nine digits; empty when it has none
 */
public record Creditor(String code, String name, String siren) {}
