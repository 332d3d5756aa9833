package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.util.Optional;

/**
 * Continuité : a statement begins where the one before ended, and its booked lines lead from its opening balance to its
 * closing one. Otherwise it is quarantined whole (formats §4.2, rule 5).
 */
public final class Continuity {

    private Continuity() {}

    /** What is known of a statement. */
    public sealed interface Outcome {

        /** Every cent between the two balances is accounted for. */
        record Proven(Money opening, Money closing) implements Outcome {}

        /** What was expected and what was found are given when both are amounts. */
        record NotProven(ContinuityProblem problem, Optional<Money> expected, Optional<Money> found)
                implements Outcome {}
    }

    /** Checks the first statement of an account: nothing comes before it. */
    public static Outcome ofFirst(BankStatement statement) {
        return check(statement, Optional.empty());
    }

    /** Checks a statement against the closing balance of the last proven one of its account. */
    public static Outcome of(BankStatement statement, Money previousClosing) {
        return check(statement, Optional.of(previousClosing));
    }

    private static Outcome check(BankStatement statement, Optional<Money> previousClosing) {
        if (statement.kind() == StatementKind.NOTIFICATION) {
            return notProven(ContinuityProblem.NOT_A_STATEMENT);
        }
        var opening = statement.opening().map(Balance::amount);
        var closing = statement.closing().map(Balance::amount);
        if (opening.isEmpty()) {
            return notProven(ContinuityProblem.OPENING_MISSING);
        }
        if (closing.isEmpty()) {
            return notProven(ContinuityProblem.CLOSING_MISSING);
        }
        if (conflicts(statement, Balance.OPENING) || conflicts(statement, Balance.CLOSING)) {
            return notProven(ContinuityProblem.BALANCES_CONFLICT);
        }
        var expected = previousClosing.orElse(opening.get());
        if (!opening.get().equals(expected)) {
            return notProven(ContinuityProblem.OPENING_IS_NOT_PREVIOUS_CLOSING, expected, opening.get());
        }
        if (!statement.refused().isEmpty()) {
            return notProven(ContinuityProblem.LINES_REFUSED);
        }
        var reached = opening.get().plus(statement.movement());
        return reached.equals(closing.get())
                ? new Outcome.Proven(opening.get(), closing.get())
                : notProven(ContinuityProblem.LINES_DO_NOT_REACH_CLOSING, closing.get(), reached);
    }

    private static boolean conflicts(BankStatement statement, String type) {
        return statement.balances().stream()
                        .filter(balance -> balance.type().equals(type))
                        .map(Balance::amount)
                        .distinct()
                        .count()
                > 1;
    }

    private static Outcome notProven(ContinuityProblem problem) {
        return new Outcome.NotProven(problem, Optional.empty(), Optional.empty());
    }

    private static Outcome notProven(ContinuityProblem problem, Money expected, Money found) {
        return new Outcome.NotProven(problem, Optional.of(expected), Optional.of(found));
    }
}
