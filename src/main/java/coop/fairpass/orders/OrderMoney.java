package coop.fairpass.orders;

import coop.fairpass.money.Money;
import coop.fairpass.orders.UsedValue.Used;

/**
 * Où est passé l’argent : every cent of face value that came in for an order, and where it is now.
 *
 * @param called face value asked for, less what a cancellation took back
 * @param received what came in for it, set-offs from earlier orders included
 * @param waiting received, its vouchers not active yet
 * @param circulating active vouchers that nobody used, those that wait for a decision included
 * @param toRefund unused face value owed back to the payer
 * @param refunded sent back to the payer by the bank
 * @param setOff given to a later order of the same payer
 * @param returned a refund that came back and will be sent again
 */
public record OrderMoney(
        Money called,
        Money received,
        Money waiting,
        Money circulating,
        Used used,
        Money toRefund,
        Money refunded,
        Money setOff,
        Money returned) {

    /** Active vouchers that nobody used and about which nothing is being decided. */
    public Money unused() {
        return circulating.minus(used.held());
    }

    /** What is still to come. */
    public Money toCome() {
        return called.minus(received);
    }

    /** All the places where the money is: equal to what was received, or something is wrong. */
    public Money whereItIs() {
        return waiting.plus(unused())
                .plus(used.held())
                .plus(used.owed())
                .plus(used.paid())
                .plus(used.toRecover())
                .plus(toRefund)
                .plus(refunded)
                .plus(setOff)
                .plus(returned);
    }

    /** R-211, to the cent. */
    public boolean isWhole() {
        return whereItIs().equals(received);
    }
}
