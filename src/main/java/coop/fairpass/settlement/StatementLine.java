package coop.fairpass.settlement;

import coop.fairpass.money.Money;

/** A statement with the name of its provider, as the treasurer reads it. */
public record StatementLine(Statement statement, String provider) {

    /** What is neither face value, fee, VAT nor contribution: set-off, corrections and what earlier months left. */
    public Money others() {
        return statement.carriedIn().minus(statement.setOff()).minus(statement.corrections());
    }
}
