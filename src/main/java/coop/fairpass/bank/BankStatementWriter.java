package coop.fairpass.bank;

import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Writes statements as a bank would, in camt.053 or camt.054: what the simulated bank of the demonstration sends.
 *
 * <p>Written then read, a statement is the same statement, as long as its texts fit the lengths of the schema.
 */
public final class BankStatementWriter {

    private static final int ID = 35;
    private static final int LINE = 140;
    private static final int TEXT = 500;
    private static final int REASON = 105;

    private final XmlElements xml;
    private final CamtVersion version;

    private BankStatementWriter(XmlElements xml, CamtVersion version) {
        this.xml = xml;
        this.version = version;
    }

    /**
     * Writes one message, statement after statement, and leaves the stream open.
     *
     * @throws IllegalArgumentException when there is no statement, when kinds are mixed, or when an account has no IBAN
     */
    public static void write(
            OutputStream out, CamtVersion version, String messageId, Instant createdAt, List<BankStatement> statements)
            throws IOException {
        var kinds = statements.stream().map(BankStatement::kind).distinct().toList();
        if (kinds.size() != 1) {
            throw new IllegalArgumentException("one message holds statements of one kind, not of " + kinds);
        }
        var kind = kinds.getFirst();
        XmlElements.document(
                out,
                version.namespace(kind),
                xml -> new BankStatementWriter(xml, version).message(kind, messageId, createdAt, statements));
    }

    private void message(StatementKind kind, String messageId, Instant createdAt, List<BankStatement> statements) {
        var message = switch (kind) {
            case STATEMENT -> "BkToCstmrStmt";
            case NOTIFICATION -> "BkToCstmrDbtCdtNtfctn";
        };
        var element = switch (kind) {
            case STATEMENT -> "Stmt";
            case NOTIFICATION -> "Ntfctn";
        };
        xml.element(message, () -> {
            xml.element("GrpHdr", () -> {
                id("MsgId", messageId);
                xml.instant("CreDtTm", createdAt);
            });
            for (var statement : statements) {
                xml.element(element, () -> statement(statement, createdAt));
            }
        });
    }

    private void statement(BankStatement statement, Instant createdAt) {
        id("Id", statement.id());
        xml.leaf("ElctrncSeqNb", statement.sequence());
        xml.instant("CreDtTm", createdAt);
        if (statement.duplicate()) {
            xml.leaf("CpyDplctInd", "DUPL");
        }
        switch (statement.account()) {
            case BankAccountId.ByIban(var iban) ->
                xml.element("Acct", () -> {
                    xml.element("Id", () -> xml.leaf("IBAN", iban.value()));
                    xml.leaf("Ccy", "EUR");
                });
            case BankAccountId.ByNumber _ ->
                throw new IllegalArgumentException("an account without an IBAN has no place in camt");
        }
        statement.balances().forEach(balance -> xml.element("Bal", () -> balance(balance)));
        statement.entries().forEach(entry -> xml.element("Ntry", () -> entry(entry.movement())));
    }

    private void balance(Balance balance) {
        xml.element("Tp", () -> xml.element("CdOrPrtry", () -> xml.leaf("Cd", balance.type())));
        xml.euros("Amt", balance.amount());
        xml.leaf("CdtDbtInd", Direction.of(balance.amount()).code());
        day("Dt", Optional.of(balance.date()));
    }

    private void entry(BankMovement movement) {
        movement.entryReference().ifPresent(reference -> id("NtryRef", reference));
        xml.euros("Amt", movement.amount());
        xml.leaf("CdtDbtInd", Direction.of(movement.amount()).code());
        if (movement.reversal()) {
            xml.leaf("RvslInd", "true");
        }
        switch (version) {
            case V02 -> xml.leaf("Sts", movement.status().code());
            case V08 ->
                xml.element("Sts", () -> xml.leaf("Cd", movement.status().code()));
        }
        day("BookgDt", movement.bookingDate());
        day("ValDt", movement.valueDate());
        movement.servicerReference().ifPresent(reference -> id("AcctSvcrRef", reference));
        xml.element("BkTxCd", () -> code(movement.code()));
        if (movement.batch().isPresent() || !movement.details().isEmpty()) {
            xml.element("NtryDtls", () -> {
                movement.batch().ifPresent(batch -> xml.element("Btch", () -> batch(batch, movement)));
                movement.details().forEach(detail -> xml.element("TxDtls", () -> detail(detail)));
            });
        }
        text("AddtlNtryInf", movement.text(), TEXT);
    }

    private void batch(PaymentBatch batch, BankMovement movement) {
        batch.messageId().ifPresent(messageId -> id("MsgId", messageId));
        batch.paymentInformationId().ifPresent(paymentId -> id("PmtInfId", paymentId));
        xml.leaf("NbOfTxs", batch.count().map(count -> Integer.toString(count)));
        batch.total().ifPresent(total -> {
            xml.euros("TtlAmt", total);
            xml.leaf("CdtDbtInd", Direction.of(movement.amount()).code());
        });
    }

    private void detail(TransactionDetail detail) {
        if (!detail.references().equals(TransactionReferences.NONE)) {
            xml.element("Refs", () -> references(detail.references()));
        }
        detail.amount().ifPresent(amount -> {
            switch (version) {
                case V02 -> xml.element("AmtDtls", () -> xml.element("TxAmt", () -> xml.euros("Amt", amount)));
                case V08 -> {
                    xml.euros("Amt", amount);
                    xml.leaf("CdtDbtInd", Direction.of(amount).code());
                }
            }
        });
        if (!detail.code().equals(TransactionCode.NONE)) {
            xml.element("BkTxCd", () -> code(detail.code()));
        }
        parties(detail);
        if (!detail.remittance().isEmpty() || !detail.creditorReferences().isEmpty()) {
            xml.element("RmtInf", () -> remittance(detail));
        }
        detail.returned().ifPresent(returned -> xml.element("RtrInf", () -> returned(returned)));
        text("AddtlTxInf", detail.text(), TEXT);
    }

    private void references(TransactionReferences references) {
        references.messageId().ifPresent(id -> id("MsgId", id));
        references.servicerReference().ifPresent(id -> id("AcctSvcrRef", id));
        references.paymentInformationId().ifPresent(id -> id("PmtInfId", id));
        references.instructionId().ifPresent(id -> id("InstrId", id));
        references.endToEndId().ifPresent(id -> id("EndToEndId", id));
        references.transactionId().ifPresent(id -> id("TxId", id));
    }

    private void code(TransactionCode code) {
        if (code.hasIso()) {
            xml.element("Domn", () -> {
                xml.leaf("Cd", code.domain());
                xml.element("Fmly", () -> {
                    xml.leaf("Cd", code.family());
                    xml.leaf("SubFmlyCd", code.subFamily());
                });
            });
        }
        if (!code.proprietary().isEmpty()) {
            xml.element("Prtry", () -> id("Cd", code.proprietary()));
        }
    }

    private void parties(TransactionDetail detail) {
        var debtor = detail.debtor();
        var creditor = detail.creditor();
        if (!debtor.equals(Party.UNKNOWN)
                || !creditor.equals(Party.UNKNOWN)
                || detail.ultimateDebtor().isPresent()) {
            xml.element("RltdPties", () -> {
                party("Dbtr", debtor);
                account("DbtrAcct", debtor.iban());
                detail.ultimateDebtor().ifPresent(name -> party("UltmtDbtr", Party.named(name)));
                party("Cdtr", creditor);
                account("CdtrAcct", creditor.iban());
            });
        }
        if (debtor.bic().isPresent() || creditor.bic().isPresent()) {
            xml.element("RltdAgts", () -> {
                agent("DbtrAgt", debtor.bic());
                agent("CdtrAgt", creditor.bic());
            });
        }
    }

    private void party(String name, Party party) {
        if (party.name().isEmpty() && party.siret().isEmpty()) {
            return;
        }
        Runnable identity = () -> {
            text("Nm", party.name(), LINE);
            party.siret()
                    .ifPresent(siret -> xml.element(
                            "Id",
                            () -> xml.element(
                                    "OrgId", () -> xml.element("Othr", () -> xml.leaf("Id", siret.digits())))));
        };
        switch (version) {
            case V02 -> xml.element(name, identity);
            case V08 -> xml.element(name, () -> xml.element("Pty", identity));
        }
    }

    private void account(String name, Optional<Iban> account) {
        account.ifPresent(iban -> xml.element(name, () -> xml.element("Id", () -> xml.leaf("IBAN", iban.value()))));
    }

    private void agent(String name, Optional<Bic> agent) {
        var element = switch (version) {
            case V02 -> "BIC";
            case V08 -> "BICFI";
        };
        agent.ifPresent(bic ->
                xml.element(name, () -> xml.element("FinInstnId", () -> xml.leaf(element, bic.value()))));
    }

    private void remittance(TransactionDetail detail) {
        detail.remittance().forEach(line -> text("Ustrd", Optional.of(line), LINE));
        detail.creditorReferences()
                .forEach(reference -> xml.element(
                        "Strd",
                        () -> xml.element("CdtrRefInf", () -> {
                            xml.element("Tp", () -> xml.element("CdOrPrtry", () -> xml.leaf("Cd", "SCOR")));
                            id("Ref", reference);
                        })));
    }

    private void returned(BankReturn returned) {
        returned.code()
                .ifPresent(code ->
                        xml.element("Rsn", () -> xml.leaf(code.matches("[A-Z0-9]{4}") ? "Cd" : "Prtry", code)));
        returned.texts().forEach(line -> text("AddtlInf", Optional.of(line), REASON));
    }

    private void day(String name, Optional<LocalDate> day) {
        day.ifPresent(date -> xml.element(name, () -> xml.leaf("Dt", date.toString())));
    }

    /** An identifier is written whole or not at all. */
    private void id(String name, String id) {
        if (id.isBlank() || id.length() > ID) {
            throw new IllegalArgumentException("%s does not hold « %s »".formatted(name, id));
        }
        xml.leaf(name, id);
    }

    /** A text is cut to the length of the schema. */
    private void text(String name, Optional<String> text, int length) {
        xml.leaf(name, text.map(cutTo(length)).filter(cut -> !cut.isBlank()));
    }

    private static Function<String, String> cutTo(int length) {
        return text -> text.length() <= length ? text : text.substring(0, length);
    }
}
