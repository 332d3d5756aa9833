package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What came of reading a file of bank statements. */
public sealed interface StatementReading {

    /** The statements that could be read, and those left out. */
    record Read(List<BankStatement> statements, List<RefusedStatement> refused) implements StatementReading {

        public Read {
            statements = List.copyOf(statements);
            refused = List.copyOf(refused);
        }

        /** The same reading, the statements of other accounts left out: a bank may send those of a whole group. */
        public Read keepingOnly(Set<Iban> ours) {
            var kept = new ArrayList<BankStatement>();
            var left = new ArrayList<>(refused);
            for (var statement : statements) {
                if (ours.stream().anyMatch(statement.account()::is)) {
                    kept.add(statement);
                } else {
                    left.add(new RefusedStatement(
                            statement.id(),
                            new RowMessage(
                                    Position.WHOLE_FILE,
                                    "Acct",
                                    statement.account().shown(),
                                    RowProblem.ACCOUNT_NOT_OURS)));
                }
            }
            return new Read(kept, left);
        }
    }

    /** Nothing could be read, and nothing of it may be used. */
    record Unreadable(FileProblem problem, int line) implements StatementReading {}
}
