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

    private static final String FACE =
            "Votre chiffre d’affaires est la valeur faciale des chèques, %s%s, et non le net reçu. ";
    private static final String FEE = "Les frais contributifs sont une charge, facturée à part ; ";

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
            return FACE.formatted(withVat.french(), " TTC")
                    + "Au taux de %s, il fait %s HT et %s de TVA. "
                            .formatted(rate.french(), beforeVat().french(), vat().french())
                    + FEE
                    + "leur TVA, %s, est déductible dans les conditions de droit commun.".formatted(feeVat.french());
        }
        return FACE.formatted(withVat.french(), ", sans TVA (" + why() + ")")
                + FEE
                + "leur TVA, %s, n’est pas déductible.".formatted(feeVat.french());
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
