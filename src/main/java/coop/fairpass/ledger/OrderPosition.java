package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import java.time.LocalDate;

/**
 * Position d’une commande : where its face value is, at the end of a day: what was called and funded is held,
 * circulating, used, to refund or gone back, to the cent.
 *
 * <p>Of 100 vouchers of 10 € funded, of which 37 were used and 10 have expired and were refunded: 1 000 = 0 held + 530
 * circulating + 370 used + 0 to refund + 100 refunded.
 *
 * @param funded face value received for its call, on either account, or set off from another order
 * @param held received and not yet activated; negative when vouchers were activated on an advance
 * @param circulating active vouchers that nobody used
 * @param used vouchers of validated services, owed or paid to providers
 * @param toRefund unused face value that is the payer's again, transfers that came back included
 * @param refunded paid back to the payer
 * @param setOff used by the payer for another order
 */
public record OrderPosition(
        LocalDate through,
        Money funded,
        Money held,
        Money circulating,
        Money used,
        Money toRefund,
        Money refunded,
        Money setOff) {

    public OrderPosition {
        var found =
                held.plus(circulating).plus(used).plus(toRefund).plus(refunded).plus(setOff);
        if (!found.equals(funded)) {
            throw new IllegalStateException("%s was funded and %s is found".formatted(funded, found));
        }
    }
}
