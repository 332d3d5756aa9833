package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import java.util.List;

/** Totaux : before VAT, VAT, with VAT, what is already paid and what is left to pay. */
public record InvoiceTotals(Money beforeVat, Money vat, Money withVat, Money prepaid, Money due) {

    public InvoiceTotals {
        if (!withVat.equals(beforeVat.plus(vat)) || !due.equals(withVat.minus(prepaid))) {
            throw new IllegalArgumentException("totals that do not add up: %s + %s = %s, − %s = %s"
                    .formatted(beforeVat, vat, withVat, prepaid, due));
        }
        if (!withVat.isPositive() || prepaid.isNegative() || due.isNegative()) {
            throw new IllegalArgumentException(
                    "a document has a positive total, of which nothing or a part is paid: %s, paid %s"
                            .formatted(withVat, prepaid));
        }
    }

    /** The totals of a document whose VAT is known by group. */
    static InvoiceTotals of(List<VatGroup> groups, Money prepaid) {
        var beforeVat = groups.stream().map(VatGroup::beforeVat).collect(Money.sum());
        var vat = groups.stream().map(VatGroup::vat).collect(Money.sum());
        var withVat = beforeVat.plus(vat);
        return new InvoiceTotals(beforeVat, vat, withVat, prepaid, withVat.minus(prepaid));
    }
}
