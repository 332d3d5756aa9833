package coop.fairpass.invoicing;

import coop.fairpass.money.Rate;
import java.util.Optional;

/**
 * Régime de TVA d'une ligne : the category, the rate, and the reason printed when nothing is charged.
 *
 * <p>It is data attached to the customer's territory on the day of the document, and frozen with it.
 */
public record VatTreatment(VatCategory category, Rate rate, Optional<String> reason, Optional<String> reasonCode) {

    private static final String OUTSIDE_SCOPE_CODE = "VATEX-EU-O";

    // ⚖ The wording awaits counsel (money-and-law §14, §21). It is frozen on each document, so that changing it here
    // never changes a document already issued.
    private static final String MULTI_PURPOSE_VOUCHER = "TVA non applicable : bon à usages multiples, hors champ";

    public VatTreatment {
        reason = Printable.text("VAT reason", reason);
        boolean sound = switch (category) {
            case STANDARD ->
                !rate.isZero() && 10_000 % rate.denominator() == 0 && reason.isEmpty() && reasonCode.isEmpty();
            case EXEMPT -> rate.isZero() && reason.isPresent();
            case OUTSIDE_SCOPE ->
                rate.isZero() && reason.isPresent() && reasonCode.equals(Optional.of(OUTSIDE_SCOPE_CODE));
        };
        if (!sound) {
            throw new IllegalArgumentException(
                    "a taxed line has a rate of two decimals and no reason, an untaxed one no rate and a reason: %s, %s"
                            .formatted(category, rate));
        }
    }

    /** How the tariff taxes a fee for a customer of one territory. */
    public static VatTreatment of(coop.fairpass.tariff.VatTreatment vat) {
        return switch (vat.category()) {
            case S -> standard(vat.rate());
            case E -> exempt(vat.mention());
            case O -> outsideScope(vat.mention());
        };
    }

    /** Taxed at a rate: {@code standard(Rate.percent(20))}. */
    public static VatTreatment standard(Rate rate) {
        return new VatTreatment(VatCategory.STANDARD, rate, Optional.empty(), Optional.empty());
    }

    /** Exempt, with the sentence of the law that says so. */
    public static VatTreatment exempt(String reason) {
        return new VatTreatment(VatCategory.EXEMPT, Rate.ZERO, Optional.of(reason), Optional.empty());
    }

    /** Outside the scope of VAT, with the sentence that says why. */
    public static VatTreatment outsideScope(String reason) {
        return new VatTreatment(
                VatCategory.OUTSIDE_SCOPE, Rate.ZERO, Optional.of(reason), Optional.of(OUTSIDE_SCOPE_CODE));
    }

    /** The face value of a voucher: its sale is not taxed, only the service it will pay is. */
    public static VatTreatment faceValue() {
        return outsideScope(MULTI_PURPOSE_VOUCHER);
    }
}
