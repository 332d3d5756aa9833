package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.LocalDate;

/**
 * Solde : what the account held, in euros; negative when overdrawn.
 *
 * @param type the code of ISO 20022: {@code OPBD} opening, {@code PRCD} previous closing, {@code CLBD} closing, others
 */
public record Balance(String type, Money amount, LocalDate date) {

    static final String OPENING = "OPBD";
    static final String PREVIOUS_CLOSING = "PRCD";
    static final String CLOSING = "CLBD";

    public static Balance opening(Money amount, LocalDate date) {
        return new Balance(OPENING, amount, date);
    }

    public static Balance closing(Money amount, LocalDate date) {
        return new Balance(CLOSING, amount, date);
    }
}
