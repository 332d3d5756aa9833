package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the statements of one camt message, each as it comes. */
final class CamtFileReader {

    private final XmlCursor xml;
    private final List<BankStatement> statements = new ArrayList<>();
    private final List<RefusedStatement> refused = new ArrayList<>();

    CamtFileReader(XmlCursor xml) {
        this.xml = xml;
    }

    StatementReading read() {
        boolean found = BankMessage.find(
                xml,
                name -> name.equals("BkToCstmrStmt") || name.equals("BkToCstmrDbtCdtNtfctn"),
                () -> xml.children(name -> {
                    switch (name) {
                        case "Stmt" -> new Statement(StatementKind.STATEMENT).read();
                        case "Ntfctn" -> new Statement(StatementKind.NOTIFICATION).read();
                        default -> {}
                    }
                }));
        return found
                ? new StatementReading.Read(statements, refused)
                : new StatementReading.Unreadable(FileProblem.MESSAGE_UNKNOWN, 1);
    }

    /** Gathers one statement while its elements pass. */
    private final class Statement {
        private final StatementKind kind;
        private final Position position = xml.position();
        private String id = "";
        private Optional<String> sequence = Optional.empty();
        private boolean duplicate;
        private String account = "";
        private Position accountPosition = position;
        private String currency = "EUR";
        private final List<Balance> balances = new ArrayList<>();
        private final List<BankMovement> movements = new ArrayList<>();
        private final List<RowMessage> refusedLines = new ArrayList<>();
        private final List<RowMessage> notes = new ArrayList<>();

        private Statement(StatementKind kind) {
            this.kind = kind;
        }

        private void read() {
            xml.children(name -> {
                switch (name) {
                    case "Id" -> id = xml.text();
                    case "ElctrncSeqNb" -> sequence = xml.someText();
                    case "CpyDplctInd" -> duplicate = isDuplicate(xml.text());
                    case "Acct" -> account();
                    case "Bal" ->
                        new CamtBalanceReader(xml)
                                .read(balance -> xml.keep(balances, balance), note -> xml.keep(notes, note));
                    case "Ntry" -> entry();
                    default -> {}
                }
            });
            var iban = Iban.check(account).valid();
            if (iban.isEmpty()) {
                refuse("Acct/Id/IBAN", account, RowProblem.ACCOUNT_WITHOUT_IBAN);
            } else if (!currency.equals("EUR")) {
                refuse("Acct/Ccy", currency, RowProblem.ACCOUNT_NOT_EUROS);
            } else {
                var identified = new BankAccountId.ByIban(iban.get());
                xml.keep(
                        statements,
                        new BankStatement(
                                kind,
                                id,
                                identified,
                                sequence,
                                duplicate,
                                balances,
                                BankStatement.keyed(identified, movements),
                                refusedLines,
                                notes));
            }
        }

        private void refuse(String field, String value, RowProblem problem) {
            xml.keep(refused, new RefusedStatement(id, new RowMessage(accountPosition, field, value, problem)));
        }

        /** {@code COPY} is a first sending to someone else; the others say it was sent before. */
        private static boolean isDuplicate(String code) {
            return code.equals("DUPL") || code.equals("CODU");
        }

        private void account() {
            accountPosition = xml.position();
            xml.children(name -> {
                switch (name) {
                    case "Id" -> account = xml.text();
                    case "Ccy" -> currency = xml.text();
                    default -> {}
                }
            });
        }

        private void entry() {
            switch (new CamtEntryReader(xml).read()) {
                case CamtEntryReader.Entry.Accepted(var movement, var messages) -> {
                    xml.keep(movements, movement);
                    notes.addAll(messages);
                }
                case CamtEntryReader.Entry.Ignored(var message) -> xml.keep(notes, message);
                case CamtEntryReader.Entry.Refused(var message) -> xml.keep(refusedLines, message);
            }
        }
    }
}
