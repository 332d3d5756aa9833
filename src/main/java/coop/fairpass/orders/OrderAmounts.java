package coop.fairpass.orders;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;

/**
 * What an order costs: face value without VAT, upstream fee before VAT, VAT on the fee alone.
 *
 * <p>One voucher of 10.00 € at 4 % and 20 %: 10.40 € before VAT and 10.48 € to pay.
 */
public record OrderAmounts(long vouchers, Money faceValue, Money face, Money fee, Money vat) {

    /** Computes the amounts of {@code vouchers} of one face value: the fee on one line, VAT once (T1). */
    public static OrderAmounts of(long vouchers, Money faceValue, Rate feeRate, Rate vatRate) {
        var face = faceValue.times(vouchers);
        var fee = feeRate.of(face);
        return new OrderAmounts(vouchers, faceValue, face, fee, vatRate.of(fee));
    }

    /** Face value and fee, before VAT: the essay's 10.40 €. */
    public Money beforeVat() {
        return face.plus(fee);
    }

    /** The fee invoice, VAT included. */
    public Money feeWithVat() {
        return fee.plus(vat);
    }

    /** All that the payer pays. */
    public Money toPay() {
        return face.plus(feeWithVat());
    }
}
