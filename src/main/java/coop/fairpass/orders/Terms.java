package coop.fairpass.orders;

import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.tariff.VatTreatment;

/** What a signature freezes on an order: face value, upstream fee, and how the fee is taxed. */
public record Terms(Money faceValue, Rate upstreamFee, VatTreatment vat) {

    public OrderAmounts amounts(long vouchers) {
        return OrderAmounts.of(vouchers, faceValue, upstreamFee, vat.rate());
    }
}
