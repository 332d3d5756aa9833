package coop.fairpass.invoicing;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;

/** Ligne de frais : so many vouchers of one face value, at one fee rate, under one VAT treatment. */
public record FeeLine(long count, Money faceValue, Rate feeRate, VatTreatment treatment) implements Taxed {

    public FeeLine {
        if (count < 0 || !faceValue.isPositive()) {
            throw new IllegalArgumentException("%d vouchers of %s cannot bear a fee".formatted(count, faceValue));
        }
    }

    /** What the vouchers are worth: 37 of 10,00 € are 370,00 €. */
    public Money faceValueOfAll() {
        return faceValue.times(count);
    }

    /** The fee before VAT, rounded once for the line: 4 % of 37 vouchers of 10,00 € is 14,80 €. */
    @Override
    public Money beforeVat() {
        return feeRate.of(faceValueOfAll());
    }

    /** The same fee as a line of an invoice, at the exact fee of one voucher. */
    public InvoiceLine invoiceLine(String description) {
        return new InvoiceLine(description, count, UnitPrice.of(feeRate, faceValue), beforeVat(), treatment);
    }

    boolean hasTermsOf(FeeLine other) {
        return faceValue.equals(other.faceValue) && feeRate.equals(other.feeRate) && treatment.equals(other.treatment);
    }

    /** This line with the vouchers of another of the same terms. */
    FeeLine joined(FeeLine other) {
        return new FeeLine(Math.addExact(count, other.count), faceValue, feeRate, treatment);
    }
}
