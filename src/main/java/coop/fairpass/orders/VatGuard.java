package coop.fairpass.orders;

import coop.fairpass.directory.VatRegime;
import coop.fairpass.money.Rate;
import coop.fairpass.tariff.VatTerritory;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Garde du bon à usages multiples : a programme whose services could bear only one VAT treatment would be taxed at
 * sale, on its whole face value; Fairpass does not issue such vouchers (money-and-law §14, R-223, T22).
 */
public final class VatGuard {

    /** How one kind of provider's services are taxed; {@code rate} counts only for {@link VatRegime#TAXABLE}. */
    public record Treatment(VatTerritory territory, VatRegime regime, Rate rate) {

        private Rate countedRate() {
            return regime == VatRegime.TAXABLE ? rate : Rate.ZERO;
        }
    }

    /** Bon à usages multiples, or à usage unique. */
    public enum Qualification {
        MULTI,
        SINGLE
    }

    private VatGuard() {}

    /** The qualification of a programme by the treatments its rules of acceptance allow. */
    public static Qualification of(Set<Treatment> allowed) {
        long territories = allowed.stream().map(Treatment::territory).distinct().count();
        var distinct = allowed.stream()
                .map(treatment -> treatment.regime() + " " + treatment.countedRate())
                .collect(Collectors.toSet());
        boolean oneRateOrExemption = distinct.size() == 1
                && allowed.stream()
                        .allMatch(treatment ->
                                treatment.regime() == VatRegime.TAXABLE || treatment.regime() == VatRegime.EXEMPT);
        return territories == 1 && oneRateOrExemption ? Qualification.SINGLE : Qualification.MULTI;
    }

    /** Fewer than two treatments among the providers actually accepted raises an alert. */
    public static boolean mustAlert(int acceptedTreatments) {
        return acceptedTreatments < 2;
    }
}
