package coop.fairpass.settlement;

import coop.fairpass.money.Money;
import java.time.YearMonth;
import java.util.List;

/**
 * What a provider is owed at this moment.
 *
 * @param statements issued, and not paid yet
 * @param carried what earlier months left negative, less what was paid back of it; zero or less
 * @param open months without a statement yet
 */
public record Owed(List<Statement> statements, Money carried, List<OpenMonth> open) {

    /** Vouchers accepted in a month that has no statement yet: their face value, before fees. */
    public record OpenMonth(YearMonth month, long vouchers, Money face) {}

    public Owed {
        statements = List.copyOf(statements);
        open = List.copyOf(open);
    }

    /** The net of statements not paid yet, less what earlier months left negative. */
    public Money onStatements() {
        return statements.stream().map(Statement::net).collect(Money.sum()).plus(carried);
    }

    /** Face value that no statement counts yet, before fees. */
    public Money notYetStated() {
        return open.stream().map(OpenMonth::face).collect(Money.sum());
    }
}
