package coop.fairpass.tariff;

import coop.fairpass.money.Rate;

/**
 * How a fee is taxed for a customer of one territory: the rate, the EN 16931 category that says why, and the words a
 * document must print when no VAT is charged (empty when some is).
 */
public record VatTreatment(VatTerritory territory, Category category, Rate rate, String mention) {

    /** Catégorie EN 16931 (BT-151). */
    public enum Category {
        /** Standard: VAT is charged. */
        S,
        /** Exempt. */
        E,
        /** Outside the scope of French VAT. */
        O
    }

    public VatTreatment {
        if ((category == Category.S) == rate.isZero()) {
            throw new IllegalArgumentException("category %s does not go with a rate of %s".formatted(category, rate));
        }
        if ((category == Category.S) != mention.isEmpty()) {
            throw new IllegalArgumentException("a mention is printed exactly when no VAT is charged: " + territory);
        }
    }
}
