package coop.fairpass.bank;

import coop.fairpass.bank.BankFileReport.Line;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.StatementChain.Place;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes in a file of the bank, whatever it is: statements, notifications, the answer to a payment file. It is read
 * whole first; then each statement is one transaction, so that one that is wrong holds up no other. The same file taken
 * in twice adds nothing the second time.
 */
@Component
public class ImportBankFile {

    /**
     * A file to take in; the stream is left open.
     *
     * @param reading chosen by the form, so that sending it twice is one reading
     * @param name as the person's computer calls it
     */
    public record Command(UUID reading, String name, InputStream content, Actor by) {}

    public sealed interface Outcome {
        record Imported(BankFileReport report) implements Outcome {}

        /** Nothing could be read of it, and nothing was kept. */
        record Unreadable(FileProblem problem, int line) implements Outcome {}

        record Refused(ImportReason reason) implements Outcome {}
    }

    /** Why a file is not even looked at. */
    public enum ImportReason {
        NOT_ALLOWED,
        ID_TAKEN,
        EMPTY
    }

    private static final int LONGEST_NAME = 200;

    /** One statement of the file, with its rank in it and the account it is of. */
    private record Waiting(int rank, BankStatement statement, OwnAccounts.Entered ours) {

        LocalDate closingOn() {
            return statement.closing().map(Balance::date).orElse(LocalDate.MAX);
        }
    }

    private final OwnAccounts accounts;
    private final BankFiles files;
    private final StatementChain chain;
    private final ImportStatement importStatement;
    private final ImportNotification importNotification;
    private final ApplyStatusReport applyStatusReport;
    private final TransactionTemplate transaction;

    ImportBankFile(
            OwnAccounts accounts,
            BankFiles files,
            StatementChain chain,
            ImportStatement importStatement,
            ImportNotification importNotification,
            ApplyStatusReport applyStatusReport,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.files = files;
        this.chain = chain;
        this.importStatement = importStatement;
        this.importNotification = importNotification;
        this.applyStatusReport = applyStatusReport;
        this.transaction = transaction;
    }

    /** Reads outside any transaction, then opens one a statement. */
    public Outcome handle(Command command) throws IOException {
        if (!command.by().has(Role.TREASURER)) {
            return new Outcome.Refused(ImportReason.NOT_ALLOWED);
        }
        long limit = XmlLimits.DEFAULT.bytes();
        var content = command.content().readNBytes((int) limit + 1);
        if (content.length == 0) {
            return new Outcome.Refused(ImportReason.EMPTY);
        }
        if (content.length > limit) {
            return new Outcome.Unreadable(FileProblem.TOO_LARGE, 1);
        }
        if (files.isRead(command.reading())) {
            var report = files.report(command.reading());
            return report.sha256().equals(Sha256.of(content))
                    ? new Outcome.Imported(report)
                    : new Outcome.Refused(ImportReason.ID_TAKEN);
        }
        switch (BankFileContent.of(content)) {
            case BankFileContent.Unreadable(var problem, var line) -> {
                return new Outcome.Unreadable(problem, line);
            }
            case BankFileContent.Accounts(var format, var read) -> {
                if (begins(command, format, content)) {
                    takeIn(command.reading(), read);
                }
            }
            case BankFileContent.Answer(var answer) -> {
                if (begins(command, BankFileFormat.PAIN_002, content)) {
                    applyStatusReport.handle(command.reading(), answer);
                }
            }
        }
        return new Outcome.Imported(files.report(command.reading()));
    }

    /** False when the same request is already at work. */
    private boolean begins(Command command, BankFileFormat format, byte[] content) {
        var name = command.name().isBlank() ? "-" : command.name().strip();
        var shortName = name.substring(0, Math.min(name.length(), LONGEST_NAME));
        return Boolean.TRUE.equals(
                transaction.execute(_ -> files.begins(command.reading(), shortName, format, content, command.by())));
    }

    private void takeIn(UUID reading, StatementReading.Read read) {
        var ours = Stream.of(AccountKind.values())
                .flatMap(kind -> accounts.current(kind).stream())
                .map(OwnAccounts.Entered::iban)
                .collect(Collectors.toSet());
        var kept = read.keepingOnly(Set.copyOf(ours));
        refuse(reading, kept.refused());
        var waiting = new ArrayList<Waiting>();
        int rank = 0;
        for (var statement : kept.statements()) {
            rank++;
            var account = accounts.named(statement.account()).orElseThrow();
            switch (statement.kind()) {
                case NOTIFICATION -> importNotification.takeIn(new Place(reading, rank), statement, account);
                case STATEMENT -> waiting.add(new Waiting(rank, statement, account));
            }
        }
        chain(reading, waiting);
    }

    private void refuse(UUID reading, List<RefusedStatement> refused) {
        var lines = refused.stream()
                .map(statement -> Line.of(Optional.empty(), LineOutcome.REFUSED, statement.reason()))
                .toList();
        transaction.executeWithoutResult(_ -> files.add(reading, lines));
    }

    /**
     * Statements may come in any order: each waits until the one before it is in, and what waits in the end is set
     * aside.
     */
    private void chain(UUID reading, List<Waiting> statements) {
        var waiting = statements.stream()
                .sorted(Comparator.comparing(Waiting::closingOn).thenComparingInt(Waiting::rank))
                .collect(Collectors.toCollection(ArrayList::new));
        boolean moved = true;
        while (moved) {
            // the first statement of an account is the earliest: if that one is wrong, no later one takes its place
            var broken = new HashSet<AccountKind>();
            moved = waiting.removeIf(next -> {
                boolean taken = !broken.contains(next.ours().kind())
                        && importStatement.takeIn(new Place(reading, next.rank()), next.statement(), next.ours());
                if (!taken && !chain.isBegun(next.ours())) {
                    broken.add(next.ours().kind());
                }
                return taken;
            });
        }
        waiting.forEach(
                left -> importStatement.setAside(new Place(reading, left.rank()), left.statement(), left.ours()));
    }
}
