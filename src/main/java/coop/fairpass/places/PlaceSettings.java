package coop.fairpass.places;

import coop.fairpass.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a cooperative may set about places (domain §23). */
@Component
public class PlaceSettings {

    private final Money faceValue;

    PlaceSettings(@Value("${fairpass.voucher.face-value-cents:1000}") long faceValueCents) {
        this.faceValue = Money.cents(faceValueCents);
    }

    /** The face value against which a new offer is judged. */
    public Money faceValue() {
        return faceValue;
    }
}
