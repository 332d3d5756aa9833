package coop.fairpass.orders;

import coop.fairpass.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a cooperative may set about orders (domain §23). */
@Component
public class OrderSettings {

    private final Money faceValue;
    private final int quoteDays;
    private final boolean printsItsOwnBooklets;

    OrderSettings(
            @Value("${fairpass.voucher.face-value-cents:1000}") long faceValueCents,
            @Value("${fairpass.order.quote-days:60}") int quoteDays,
            @Value("${fairpass.booklet.prints-its-own:false}") boolean printsItsOwnBooklets) {
        this.faceValue = Money.cents(faceValueCents);
        this.quoteDays = quoteDays;
        this.printsItsOwnBooklets = printsItsOwnBooklets;
    }

    /** The face value of a voucher of a new order. */
    public Money faceValue() {
        return faceValue;
    }

    /** Days after which an unanswered quote lapses. */
    public int quoteDays() {
        return quoteDays;
    }

    /** True when the instance makes booklets as PDF sheets, and so may make few of five. */
    public boolean printsItsOwnBooklets() {
        return printsItsOwnBooklets;
    }
}
