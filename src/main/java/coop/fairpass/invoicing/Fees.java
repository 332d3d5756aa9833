package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Frais contributifs d'un document : the fee of each line rounded half up, then VAT once per treatment.
 *
 * <p>37 vouchers of 10,00 € at 4 % and 20 % bear 14,80 € and 2,96 € of VAT: the payer pays 387,76 €, the provider
 * receives 352,24 €. Vouchers under the same terms are one line, however the caller cut them, so that nobody can round
 * twice what should be rounded once; two rates in one month make two lines.
 */
public record Fees(List<FeeLine> lines) {

    public Fees {
        lines = joined(lines);
    }

    private static List<FeeLine> joined(List<FeeLine> lines) {
        var joined = new ArrayList<FeeLine>();
        for (var line : lines) {
            int same = indexOfSameTerms(joined, line);
            if (same < 0) {
                joined.add(line);
            } else {
                joined.set(same, joined.get(same).joined(line));
            }
        }
        return List.copyOf(joined);
    }

    private static int indexOfSameTerms(List<FeeLine> lines, FeeLine line) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).hasTermsOf(line)) {
                return i;
            }
        }
        return -1;
    }

    /** The fees of one set of vouchers. */
    public static Fees of(FeeLine... lines) {
        return new Fees(List.of(lines));
    }

    public Money faceValue() {
        return lines.stream().map(FeeLine::faceValueOfAll).collect(Money.sum());
    }

    public Money beforeVat() {
        return lines.stream().map(FeeLine::beforeVat).collect(Money.sum());
    }

    public List<VatGroup> vatGroups() {
        return VatGroup.of(lines);
    }

    public Money vat() {
        return vatGroups().stream().map(VatGroup::vat).collect(Money.sum());
    }

    public Money withVat() {
        return beforeVat().plus(vat());
    }

    /** Face value and upstream fee together: 10,48 € for one voucher of 10,00 €. */
    public Money payerPays() {
        return faceValue().plus(withVat());
    }

    /** Face value less the downstream fee: 9,52 € for one voucher of 10,00 €, before contribution and set-offs. */
    public Money providerReceives() {
        return faceValue().minus(withVat());
    }
}
