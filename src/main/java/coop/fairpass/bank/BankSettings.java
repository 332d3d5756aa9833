package coop.fairpass.bank;

import coop.fairpass.money.Money;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** What a cooperative agrees with its bank, or decides about its own money (domain §23). */
@Component
public class BankSettings {

    private final Money buffer;
    private final boolean batchBooking;
    private final PainVersion version;

    BankSettings(
            @Value("${fairpass.settlement.buffer-cents:0}") long bufferCents,
            @Value("${fairpass.bank.batch-booking:false}") boolean batchBooking,
            @Value("${fairpass.bank.pain-version:V09}") PainVersion version) {
        if (bufferCents < 0) {
            throw new IllegalArgumentException("a buffer is not negative: " + bufferCents);
        }
        this.buffer = Money.cents(bufferCents);
        this.batchBooking = batchBooking;
        this.version = version;
    }

    /** What of our own stays on the segregated account, so that a bank charge does not break coverage for a day. */
    public Money buffer() {
        return buffer;
    }

    /** Whether the bank books a whole file as one line. */
    public boolean batchBooking() {
        return batchBooking;
    }

    /** The version of payment files that the bank takes. */
    public PainVersion version() {
        return version;
    }
}
