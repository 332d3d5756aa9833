package coop.fairpass.creditors;

import coop.fairpass.money.Money;

/**
 * En attente : vouchers that a provider presented and about which a person has to decide. They are apart: as long as
 * nobody has decided, the books owe their value to the payer's vouchers in circulation, not to the provider.
 */
public record HeldVouchers(Creditor provider, String order, long vouchers, Money face) {}
