package coop.fairpass.places;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.money.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Le reste à payer est le plus bas possible, le payeur ne paie jamais plus que le public")
class OfferPriceSpec {

    private static final Money FACE_VALUE = cents(10_00);

    @ParameterizedTest(name = "R-120 : {0} centimes, réglementé {1} : {2}")
    @CsvSource({
        "999, false, PRICE_BELOW_FACE_VALUE",
        "1000, false, ",
        "1200, false, ",
        "999, true, PRICE_BELOW_FACE_VALUE",
        "1000, true, ",
        "1200, true, REGULATED_PRICE_NOT_WHOLE", // 12 € with one voucher: refused on entry
        "1999, true, REGULATED_PRICE_NOT_WHOLE",
        "2000, true, ",
        "100000, false, ",
        "100001, false, PRICE_TOO_HIGH",
        "0, false, PRICE_BELOW_FACE_VALUE",
        "-1000, false, PRICE_BELOW_FACE_VALUE",
    })
    void an_offer_has_a_just_price(long price, boolean isRegulated, @Nullable OfferReason reason) {
        assertThat(AddOffer.priceRefusal(cents(price), isRegulated, FACE_VALUE)).isEqualTo(Optional.ofNullable(reason));
    }

    @ParameterizedTest(name = "R-089 : {0} centimes, {1} chèques au plus : reste {2}")
    @CsvSource({
        "1000, 1, 0",
        "1500, 1, 500",
        "1500, 2, 500", // never more vouchers than the price
        "2000, 1, 1000",
        "2000, 2, 0",
        "2500, 5, 500",
    })
    void what_remains_to_pay(long price, int mostVouchers, long remains) {
        assertThat(Offer.remainingCharge(cents(price), FACE_VALUE, mostVouchers))
                .isEqualTo(cents(remains));
    }
}
