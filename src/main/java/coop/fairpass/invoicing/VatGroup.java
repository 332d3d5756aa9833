package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Ventilation de TVA : all lines of a document under one treatment, and their VAT computed once.
 *
 * <p>The public rules accept a VAT amount up to 1,00 € off (BR-CO-17, BR-S-09); this record accepts only the exact one,
 * half up: 40,00 € at 20 % is 8,00 €, and 7,99 € is refused (test-vectors T13).
 */
public record VatGroup(VatTreatment treatment, Money beforeVat, Money vat) {

    public VatGroup {
        var exact = treatment.rate().of(beforeVat);
        if (!vat.equals(exact)) {
            throw new IllegalArgumentException(
                    "VAT at %s on %s is %s, not %s".formatted(treatment.rate(), beforeVat, exact, vat));
        }
    }

    /** The groups of a document's lines, in the order in which the lines meet them. */
    static List<VatGroup> of(List<? extends Taxed> lines) {
        var sums = new LinkedHashMap<VatTreatment, Money>();
        lines.forEach(line -> sums.merge(line.treatment(), line.beforeVat(), Money::plus));
        return sums.entrySet().stream()
                .map(sum -> new VatGroup(
                        sum.getKey(), sum.getValue(), sum.getKey().rate().of(sum.getValue())))
                .toList();
    }
}
