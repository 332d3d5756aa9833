package coop.fairpass.places;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServiceFormat;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * Offre : a service at a place, at a price, from a day to the eve of another.
 *
 * @param ledBy statuts of those who lead it, as last said; empty when nobody was ever asked
 */
public record Offer(
        OfferId id,
        PlaceId place,
        ServiceCode service,
        Money price,
        boolean isRegulated,
        ServiceFormat format,
        LocalDate validFrom,
        Optional<LocalDate> validUntil,
        Set<WorkStatus> ledBy) {

    public Offer {
        ledBy = Set.copyOf(ledBy);
    }

    /** Reste à payer of this offer. */
    public Money remainingCharge(Money faceValue, int mostVouchers) {
        return remainingCharge(price, faceValue, mostVouchers);
    }

    /**
     * Reste à payer : what the person pays on top of vouchers. As many are given as the order allows for one service,
     * and never for more than the price: 15,00 € with one voucher of 10,00 € leaves 5,00 €, and so it does with two.
     */
    public static Money remainingCharge(Money price, Money faceValue, int mostVouchers) {
        long vouchers = Math.min(mostVouchers, price.wholeTimes(faceValue));
        return price.minus(faceValue.times(vouchers));
    }
}
