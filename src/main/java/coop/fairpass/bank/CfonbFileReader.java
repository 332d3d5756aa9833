package coop.fairpass.bank;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads records one after another: 01, then 04 and the 05 that complete each, then 07. */
final class CfonbFileReader {

    private final List<BankStatement> statements = new ArrayList<>();
    private final List<RefusedStatement> refused = new ArrayList<>();
    private State state = new Between();
    private boolean sawOpening;

    /** Where the reading stands. */
    private sealed interface State permits Between, Inside, Skipping {}

    /** No statement is open. */
    private record Between() implements State {}

    /** The statement that is open. */
    private record Inside(CfonbStatement statement) implements State {}

    /** The open statement was refused; the rest of it is passed over. */
    private record Skipping() implements State {}

    /** Takes one line of the file; blank ones may stand between records. */
    void line(int number, String text) {
        if (!text.isBlank()) {
            line(new CfonbRecord(number, text));
        }
    }

    /** What was read, once the file has ended. */
    StatementReading read() {
        if (!sawOpening) {
            return new StatementReading.Unreadable(FileProblem.MESSAGE_UNKNOWN, 1);
        }
        if (state instanceof Inside(var open)) {
            refuse(open.opening().message(1, 2, RowProblem.CLOSING_MISSING));
        }
        return new StatementReading.Read(statements, refused);
    }

    private void line(CfonbRecord line) {
        sawOpening |= line.line().startsWith(CfonbRecord.OPENING);
        if (line.line().length() != CfonbRecord.LENGTH) {
            refuseUnlessSkipping(line.message(1, CfonbRecord.LENGTH, RowProblem.LENGTH_WRONG));
            return;
        }
        switch (line.type()) {
            case CfonbRecord.OPENING -> opening(line);
            case CfonbRecord.MOVEMENT -> inside(line, CfonbStatement::movement);
            case CfonbRecord.COMPLEMENT -> inside(line, CfonbStatement::complement);
            case CfonbRecord.CLOSING -> closing(line);
            default -> refuseUnlessSkipping(line.message(1, 2, RowProblem.RECORD_UNKNOWN));
        }
    }

    /** What a statement makes of one of its records: nothing to say, or why it is refused. */
    private interface Step {
        Optional<RowMessage> take(CfonbStatement statement, CfonbRecord line);
    }

    private void opening(CfonbRecord line) {
        if (state instanceof Inside) {
            refuse(line.message(1, 2, RowProblem.OPENING_TWICE));
        }
        if (!line.currency().equals("EUR")) {
            state = new Between();
            refuse(line, line.message(17, 19, RowProblem.ACCOUNT_NOT_EUROS));
            return;
        }
        var statement = new CfonbStatement(line);
        state = new Inside(statement);
        statement.openingBalance().ifPresent(this::refuse);
    }

    private void inside(CfonbRecord line, Step step) {
        switch (state) {
            case Between _ -> refuse(line, line.message(1, 2, RowProblem.RECORD_OUTSIDE_STATEMENT));
            case Inside(var statement) -> step.take(statement, line).ifPresent(this::refuse);
            case Skipping _ -> {}
        }
    }

    private void closing(CfonbRecord line) {
        switch (state) {
            case Between _ -> refuse(line, line.message(1, 2, RowProblem.CLOSING_WITHOUT_OPENING));
            case Inside(var statement) -> {
                var problem = statement.closing(line);
                if (problem.isPresent()) {
                    refuse(problem.get());
                } else {
                    statements.add(statement.read());
                }
            }
            case Skipping _ -> {}
        }
        state = new Between();
    }

    private void refuseUnlessSkipping(RowMessage message) {
        if (!(state instanceof Skipping)) {
            refuse(message);
        }
    }

    private void refuse(RowMessage message) {
        var id = switch (state) {
            case Inside(var statement) -> statement.opening().account().shown();
            case Between _, Skipping _ -> "";
        };
        refused.add(new RefusedStatement(id, message));
        state = new Skipping();
    }

    private void refuse(CfonbRecord line, RowMessage message) {
        refused.add(new RefusedStatement(line.account().shown(), message));
        state = new Skipping();
    }
}
