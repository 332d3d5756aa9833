package coop.fairpass.bank;

import coop.fairpass.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Compte rendu d'import : what one reading of a file brought, statement by statement and line by line.
 *
 * @param file the same id for the same bytes, however often they are read
 * @param reading this reading of it
 */
public record BankFileReport(
        UUID file,
        UUID reading,
        String name,
        String sha256,
        BankFileFormat format,
        Instant readAt,
        String readBy,
        List<StatementReport> statements,
        List<Line> lines) {

    public BankFileReport {
        statements = List.copyOf(statements);
        lines = List.copyOf(lines);
    }

    /** What became of one statement, and why when it was set aside. */
    public record StatementReport(
            UUID id,
            AccountKind account,
            String bankId,
            StatementOutcome outcome,
            Optional<ContinuityProblem> problem,
            Optional<Money> expected,
            Optional<Money> found,
            Optional<Money> opening,
            Optional<Money> closing,
            Optional<LocalDate> closingOn) {}

    /** What became of one line. */
    public enum LineOutcome {
        ACCEPTED,
        KNOWN,
        /** Announced by the bank and not booked: shown, never posted. */
        SHOWN,
        REFUSED,
        NOTED
    }

    /**
     * One line.
     *
     * @param entry the booked line it is, when it is one of ours
     * @param position where it stands in the file, when the format says so
     * @param field what is meant, in the words of the format: {@code Amt}
     * @param value what was read there
     */
    public record Line(
            Optional<UUID> statement,
            LineOutcome outcome,
            Optional<UUID> entry,
            Position position,
            String field,
            String value,
            Optional<RowProblem> problem) {

        static Line of(Optional<UUID> statement, LineOutcome outcome, RowMessage message) {
            return new Line(
                    statement,
                    outcome,
                    Optional.empty(),
                    message.position(),
                    message.field(),
                    message.value(),
                    Optional.of(message.problem()));
        }
    }

    /** How many lines had an outcome. */
    public long count(LineOutcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    /** The lines with an outcome. */
    public List<Line> lines(LineOutcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).toList();
    }
}
