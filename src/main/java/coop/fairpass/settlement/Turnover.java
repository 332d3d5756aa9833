package coop.fairpass.settlement;

import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;

/**
 * Chiffre d'affaires : what a provider declares for a month of vouchers. Their face value is its price, tax included,
 * not the net it receives; the fee is an expense, whose VAT only a taxable provider deducts (money-and-law §1, T4).
 *
 * @param withVat face value of the vouchers of the month
 * @param regime of the provider for its own services
 * @param rate the ordinary rate of its territory, which counts only when it is taxable
 * @param feeVat VAT that it paid on the fee
 */
record Turnover(Money withVat, VatRegime regime, Rate rate, Money feeVat) {

    /** {@code HT}: half up to the cent. */
    Money beforeVat() {
        return isTaxed() ? rate.takenOutOf(withVat) : withVat;
    }

    /** The rest, so that both make the face value. */
    Money vat() {
        return withVat.minus(beforeVat());
    }

    private boolean isTaxed() {
        return regime == VatRegime.TAXABLE && !rate.isZero();
    }

    /** What the statement says of it. */
    String sentence() {
        if (isTaxed()) {
            return "Votre chiffre d’affaires est de %s TTC : au taux de %s, %s HT et %s de TVA. Les frais sont une charge ; "
                            .formatted(
                                    withVat.french(), rate.french(), beforeVat().french(), vat().french())
                    + "leur TVA, %s, est déductible dans les conditions de droit commun.".formatted(feeVat.french());
        }
        return "Votre chiffre d’affaires est de %s, sans TVA (%s). Les frais sont une charge ; leur TVA, %s, n’est pas déductible."
                .formatted(withVat.french(), why(), feeVat.french());
    }

    private String why() {
        return switch (regime) {
            case TAXABLE -> "aucune n’est appliquée dans votre territoire";
            case EXEMPT -> "services exonérés";
            case FRANCHISE -> "franchise en base";
            case OUT_OF_SCOPE -> "hors du champ de la TVA";
        };
    }
}
