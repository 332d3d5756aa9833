package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Couverture : the cash of the segregated account beside what it protects, at one instant (money-and-law §6).
 *
 * <p>Example: 53 active vouchers of 10 € and 530 € of cash make a ratio of 100,00 %; one cent less is an incident.
 *
 * @param cash the balance of 512200, or what the bank stated moved by what was booked since, whichever is less
 * @param circulating active vouchers, their face value
 * @param owedToProviders what providers are owed; one who owes us covers nobody else
 * @param contributions kept for the endowment
 * @param owedToPayers unused face value to refund or set off
 * @param returned transfers that came back
 * @param held received and not yet activated, or not yet identified: can be refunded, never swept
 * @param bankStatementOn the day of the last bank statement, if any was imported
 */
public record Coverage(
        Money cash,
        Money circulating,
        Money owedToProviders,
        Money contributions,
        Money owedToPayers,
        Money returned,
        Money held,
        Optional<LocalDate> bankStatementOn) {

    /** All that the segregated account must hold. */
    public Money protectedAmount() {
        return circulating
                .plus(owedToProviders)
                .plus(contributions)
                .plus(owedToPayers)
                .plus(returned);
    }

    /** I1: cash less what it protects; negative is an incident. */
    public Money gap() {
        return cash.minus(protectedAmount());
    }

    public boolean holds() {
        return !gap().isNegative();
    }

    /** I2: what may leave for the operating account; negative means that something must come in. */
    public Money sweepable(Money buffer) {
        return gap().minus(held).minus(buffer);
    }

    /** Hundredths of a per cent, rounded down: 9 999 is 99,99 %. With nothing to protect it is 100 % (T6.3). */
    public long ratioBasisPoints() {
        var wanted = protectedAmount();
        if (!wanted.isPositive()) {
            return 10_000;
        }
        return Math.floorDiv(Math.multiplyExact(cash.cents(), 10_000L), wanted.cents());
    }

    /** As pages show it to their reader: {@code 99,99 %}, {@code 99.99%}. */
    public String ratioSaid() {
        return Language.say("%d,%02d\u00a0%%", "%d.%02d%%")
                .formatted(ratioBasisPoints() / 100, Math.floorMod(ratioBasisPoints(), 100L));
    }
}
