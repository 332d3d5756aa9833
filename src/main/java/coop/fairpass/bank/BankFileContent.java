package coop.fairpass.bank;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** A file of the bank, recognised by its content and read whole before anything is kept of it. */
sealed interface BankFileContent {

    /** Statements or notifications. */
    record Accounts(BankFileFormat format, StatementReading.Read read) implements BankFileContent {}

    /** The bank's answer to a payment file. */
    record Answer(PaymentStatusReport report) implements BankFileContent {}

    record Unreadable(FileProblem problem, int line) implements BankFileContent {}

    /** How much of a file is looked at to know what it is. */
    int START = 1024;

    static BankFileContent of(byte[] content) {
        var start = new String(content, 0, Math.min(content.length, START), StandardCharsets.ISO_8859_1)
                .replaceFirst("^\u00ef\u00bb\u00bf", "")
                .stripLeading();
        try {
            return start.matches("(?s)0[1457]\\w{5}.*") ? cfonb(content) : xml(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
    }

    private static BankFileContent cfonb(byte[] content) throws IOException {
        return statements(BankFileFormat.CFONB_120, Cfonb120.read(new ByteArrayInputStream(content)));
    }

    private static BankFileContent xml(byte[] content) throws IOException {
        var statements = BankStatementFile.read(new ByteArrayInputStream(content));
        if (statements instanceof StatementReading.Unreadable(var problem, var _)
                && problem == FileProblem.MESSAGE_UNKNOWN) {
            return switch (PaymentStatusReport.read(new ByteArrayInputStream(content))) {
                case PaymentStatusReport.Reading.Read(var report) -> new Answer(report);
                case PaymentStatusReport.Reading.Unreadable(var other, var line) -> new Unreadable(other, line);
            };
        }
        return statements(BankFileFormat.CAMT_053, statements);
    }

    private static BankFileContent statements(BankFileFormat format, StatementReading reading) {
        return switch (reading) {
            case StatementReading.Unreadable(var problem, var line) -> new Unreadable(problem, line);
            case StatementReading.Read read ->
                new Accounts(
                        read.statements().stream().anyMatch(statement -> statement.kind() == StatementKind.NOTIFICATION)
                                ? BankFileFormat.CAMT_054
                                : format,
                        read);
        };
    }
}
