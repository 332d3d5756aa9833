package coop.fairpass.directory;

/** Régime de TVA of a provider for its own services: what keeps the voucher multi-purpose (money-and-law §14, T22). */
public enum VatRegime {
    TAXABLE,
    EXEMPT,
    FRANCHISE,
    OUT_OF_SCOPE
}
