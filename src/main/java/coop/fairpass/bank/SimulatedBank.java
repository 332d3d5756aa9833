package coop.fairpass.bank;

import coop.fairpass.bank.ReceivedPayments.Payment;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The bank of the demonstration and of tests: it holds accounts, receives what payers send, executes the payment files
 * it is given and states each day in real files, which are read back like those of any bank.
 *
 * <p>It keeps its state in tables of its own, so that a demonstration goes on after a restart. A day asked twice gives
 * the same file; a payment file given twice is refused the second time, as banks do.
 */
public final class SimulatedBank {

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    public SimulatedBank(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    // ── What happens ─────────────────────────────────────────────────────────────────────────────────────────────

    /** Opens an account, empty; one that is open stays as it is. */
    public void open(Iban account, String holder) {
        jdbc.sql("INSERT INTO bank.simulated_account (iban, holder) VALUES (:iban, :holder) ON CONFLICT DO NOTHING")
                .param("iban", account.value())
                .param("holder", holder)
                .update();
    }

    /** Someone pays one of our accounts. */
    public void receive(Iban account, LocalDate on, Money amount, Party payer, String text) {
        insert(new Line(account, on, amount, Optional.empty(), Optional.empty(), payer, text, Optional.empty()));
    }

    /** The bank takes a charge, or credits interest when the amount is positive. */
    public void book(Iban account, LocalDate on, Money amount, String text) {
        insert(new Line(
                account,
                on,
                amount,
                Optional.empty(),
                Optional.empty(),
                Party.named("BANQUE DE DEMONSTRATION"),
                text,
                Optional.empty()));
    }

    /** Money is moved between two accounts by someone who types a reference at the bank. */
    public void move(Iban from, Iban to, LocalDate on, Money amount, String reference) {
        transaction.executeWithoutResult(_ -> {
            insert(new Line(
                    from,
                    on,
                    amount.negated(),
                    Optional.empty(),
                    Optional.of(reference),
                    Party.named(holder(to).orElse("-"), to),
                    "Virement interne",
                    Optional.empty()));
            insert(new Line(
                    to,
                    on,
                    amount,
                    Optional.empty(),
                    Optional.of(reference),
                    Party.named(holder(from).orElse("-"), from),
                    "Virement interne",
                    Optional.empty()));
        });
    }

    /** The bank will refuse a transfer before it leaves. */
    public void willReject(String endToEndId, String reason) {
        fate(endToEndId, reason, Optional.empty());
    }

    /** The payee's bank will send a transfer back, some days after it left. */
    public void willReturn(String endToEndId, String reason, int days) {
        fate(endToEndId, reason, Optional.of(days));
    }

    private void fate(String endToEndId, String reason, Optional<Integer> days) {
        jdbc.sql("""
                        INSERT INTO bank.simulated_fate (end_to_end_id, reason, returns_after)
                        VALUES (:id, :reason, :days)
                        """)
                .param("id", endToEndId)
                .param("reason", reason)
                .param("days", days.orElse(null), java.sql.Types.INTEGER)
                .update();
    }

    // ── Payment files ────────────────────────────────────────────────────────────────────────────────────────────

    /** Takes a payment file and answers with its status report; what it accepts is booked on the execution day. */
    public byte[] submit(byte[] paymentFile, Instant at) {
        var file = ReceivedPayments.read(paymentFile);
        return Objects.requireNonNull(transaction.execute(_ -> {
            boolean isNew = jdbc.sql("INSERT INTO bank.simulated_file (message_id) VALUES (:id) ON CONFLICT DO NOTHING")
                            .param("id", file.messageId())
                            .update()
                    == 1;
            return isNew ? execute(file, at) : answer(file, at, ReportedStatus.rejected("AM05"), List.of());
        }));
    }

    /** Whether a payment file of that message id was already taken in. */
    public boolean hasReceived(String messageId) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM bank.simulated_file WHERE message_id = :id)")
                .param("id", messageId)
                .query(Boolean.class)
                .single();
    }

    /** What becomes of one transfer. */
    private record Fate(String reason, Optional<Integer> returnsAfter) {}

    private byte[] execute(ReceivedPayments file, Instant at) {
        var statuses = new ArrayList<TransferStatus>();
        var accepted = new ArrayList<Payment>();
        for (var payment : file.payments()) {
            var rejected = fateOf(payment).filter(fate -> fate.returnsAfter().isEmpty());
            statuses.add(new TransferStatus(
                    Optional.of(payment.instructionId()),
                    Optional.of(payment.endToEndId()),
                    rejected.map(fate -> ReportedStatus.rejected(fate.reason()))
                            .orElse(ReportedStatus.of(PaymentStatusCode.ACSP))));
            if (rejected.isEmpty()) {
                accepted.add(payment);
            }
        }
        debit(file, accepted);
        accepted.forEach(payment -> credit(file, payment));
        boolean all = accepted.size() == file.payments().size();
        return answer(file, at, ReportedStatus.of(all ? PaymentStatusCode.ACSP : PaymentStatusCode.PART), statuses);
    }

    private void debit(ReceivedPayments file, List<Payment> accepted) {
        if (file.batchBooking() && !accepted.isEmpty()) {
            insert(new Line(
                    file.debtor(),
                    file.executionOn(),
                    accepted.stream().map(Payment::amount).collect(Money.sum()).negated(),
                    Optional.of(file.messageId()),
                    Optional.empty(),
                    Party.UNKNOWN,
                    "REMISE DE VIREMENTS",
                    Optional.empty()));
            return;
        }
        for (var payment : accepted) {
            insert(new Line(
                    file.debtor(),
                    file.executionOn(),
                    payment.amount().negated(),
                    Optional.empty(),
                    Optional.of(payment.endToEndId()),
                    Party.named(payment.creditor(), payment.creditorIban()),
                    payment.text(),
                    Optional.empty()));
        }
    }

    /** Between two accounts of this bank the money arrives at once; from elsewhere it may come back. */
    private void credit(ReceivedPayments file, Payment payment) {
        if (holder(payment.creditorIban()).isPresent()) {
            insert(new Line(
                    payment.creditorIban(),
                    file.executionOn(),
                    payment.amount(),
                    Optional.empty(),
                    Optional.of(payment.endToEndId()),
                    Party.named(holder(file.debtor()).orElse("-"), file.debtor()),
                    payment.text(),
                    Optional.empty()));
        }
        fateOf(payment)
                .ifPresent(fate -> insert(new Line(
                        file.debtor(),
                        file.executionOn().plusDays(fate.returnsAfter().orElseThrow()),
                        payment.amount(),
                        Optional.empty(),
                        Optional.of(payment.endToEndId()),
                        Party.named(payment.creditor(), payment.creditorIban()),
                        payment.text(),
                        Optional.of(fate.reason()))));
    }

    private Optional<Fate> fateOf(Payment payment) {
        return jdbc.sql("SELECT reason, returns_after FROM bank.simulated_fate WHERE end_to_end_id = :id")
                .param("id", payment.endToEndId())
                .query((row, _) -> new Fate(
                        row.getString("reason"), Optional.ofNullable(row.getObject("returns_after", Integer.class))))
                .optional();
    }

    private static byte[] answer(
            ReceivedPayments file, Instant at, ReportedStatus group, List<TransferStatus> transfers) {
        var blocks = transfers.isEmpty()
                ? List.<PaymentBlockStatus>of()
                : List.of(new PaymentBlockStatus(file.paymentInformationId(), ReportedStatus.NONE, transfers));
        var report = new PaymentStatusReport(
                "CR" + file.messageId(), Optional.of(at), file.messageId(), file.messageName(), group, blocks);
        var version = file.messageName().equals(PainVersion.V03.messageName()) ? StatusVersion.V03 : StatusVersion.V10;
        return written(out -> PaymentStatusWriter.write(out, version, report));
    }

    // ── Statements ───────────────────────────────────────────────────────────────────────────────────────────────

    /** What an account holds once everything booked up to a day has happened. */
    public Money balance(Iban account, LocalDate through) {
        return Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(amount_cents), 0)::bigint
                          FROM bank.simulated_line
                         WHERE iban = :iban AND booked_on <= :through
                        """)
                .param("iban", account.value())
                .param("through", through)
                .query(Long.class)
                .single());
    }

    /** The statement of an account that closes on a day, made once: everything booked since the one before. */
    public byte[] statement(Iban account, LocalDate closingOn, CamtVersion version) {
        var statement = Objects.requireNonNull(transaction.execute(_ -> {
            var sequence = sequence(account, closingOn).orElseGet(() -> close(account, closingOn));
            return statement(account, closingOn, sequence);
        }));
        var createdAt = Paris.startOf(closingOn.plusDays(1));
        return written(out -> BankStatementWriter.write(
                out, version, "RELEVE-" + statement.sequence().orElse(""), createdAt, List.of(statement)));
    }

    private Optional<Integer> sequence(Iban account, LocalDate closingOn) {
        return jdbc.sql("""
                        SELECT sequence FROM bank.simulated_statement WHERE iban = :iban AND closing_on = :on
                        """)
                .param("iban", account.value())
                .param("on", closingOn)
                .query(Integer.class)
                .optional();
    }

    private int close(Iban account, LocalDate closingOn) {
        boolean isLate = jdbc.sql("""
                        SELECT EXISTS (
                            SELECT 1 FROM bank.simulated_statement WHERE iban = :iban AND closing_on > :on)
                        """)
                .param("iban", account.value())
                .param("on", closingOn)
                .query(Boolean.class)
                .single();
        if (isLate) {
            throw new IllegalArgumentException("a later day than %s was already stated".formatted(closingOn));
        }
        int sequence = jdbc.sql("""
                        INSERT INTO bank.simulated_statement (iban, sequence, closing_on)
                        SELECT :iban, count(*) + 1, :on
                          FROM bank.simulated_statement
                         WHERE iban = :iban
                        RETURNING sequence
                        """)
                .param("iban", account.value())
                .param("on", closingOn)
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        UPDATE bank.simulated_line
                           SET sequence = :sequence
                         WHERE iban = :iban AND sequence IS NULL AND booked_on <= :on
                        """)
                .param("sequence", sequence)
                .param("iban", account.value())
                .param("on", closingOn)
                .update();
        return sequence;
    }

    private BankStatement statement(Iban account, LocalDate closingOn, int sequence) {
        var opening = Money.cents(jdbc.sql("""
                        SELECT coalesce(sum(amount_cents), 0)::bigint
                          FROM bank.simulated_line
                         WHERE iban = :iban AND sequence < :sequence
                        """)
                .param("iban", account.value())
                .param("sequence", sequence)
                .query(Long.class)
                .single());
        var movements = movements(account, sequence);
        var closing = opening.plus(movements.stream().map(BankMovement::amount).collect(Money.sum()));
        return BankStatement.of(
                StatementKind.STATEMENT,
                "REL-" + sequence,
                new BankAccountId.ByIban(account),
                Optional.of(Integer.toString(sequence)),
                List.of(Balance.opening(opening, closingOn), Balance.closing(closing, closingOn)),
                movements);
    }

    private List<BankMovement> movements(Iban account, int sequence) {
        return jdbc.sql("""
                        SELECT id, iban, booked_on, amount_cents, message_id, end_to_end_id, counterparty_name,
                               counterparty_iban, text, return_reason
                          FROM bank.simulated_line
                         WHERE iban = :iban AND sequence = :sequence
                         ORDER BY booked_on, id
                        """)
                .param("iban", account.value())
                .param("sequence", sequence)
                .query((row, _) -> new Line(
                                account,
                                row.getObject("booked_on", LocalDate.class),
                                Money.cents(row.getLong("amount_cents")),
                                Optional.ofNullable(row.getString("message_id")),
                                Optional.ofNullable(row.getString("end_to_end_id")),
                                new Party(
                                        Optional.ofNullable(row.getString("counterparty_name")),
                                        Optional.ofNullable(row.getString("counterparty_iban"))
                                                .map(Iban::of),
                                        Optional.empty(),
                                        Optional.empty()),
                                row.getString("text"),
                                Optional.ofNullable(row.getString("return_reason")))
                        .movement(row.getLong("id")))
                .list();
    }

    private Optional<String> holder(Iban account) {
        return jdbc.sql("SELECT holder FROM bank.simulated_account WHERE iban = :iban")
                .param("iban", account.value())
                .query(String.class)
                .optional();
    }

    /** One line of an account, told or not yet. */
    private record Line(
            Iban account,
            LocalDate on,
            Money amount,
            Optional<String> messageId,
            Optional<String> endToEndId,
            Party other,
            String text,
            Optional<String> returned) {

        private BankMovement movement(long number) {
            var movement = BankMovement.booked(on, amount, "SIM" + number);
            if (messageId.isPresent()) {
                return movement.forBatch(PaymentBatch.of(messageId.get(), messageId.get() + "-01"));
            }
            return movement.detailed(List.of(new TransactionDetail(
                    Optional.of(amount),
                    endToEndId.map(TransactionReferences::endToEnd).orElse(TransactionReferences.NONE),
                    amount.isPositive() ? other : Party.UNKNOWN,
                    amount.isPositive() ? Party.UNKNOWN : other,
                    Optional.empty(),
                    text.isBlank() ? List.of() : List.of(text),
                    List.of(),
                    returned.map(BankReturn::because),
                    TransactionCode.NONE,
                    Optional.empty())));
        }
    }

    private void insert(Line line) {
        jdbc.sql("""
                        INSERT INTO bank.simulated_line (iban, booked_on, amount_cents, message_id, end_to_end_id,
                               counterparty_name, counterparty_iban, text, return_reason)
                        VALUES (:iban, :on, :amount, :message_id, :end_to_end_id, :name, :other, :text, :returned)
                        """)
                .param("iban", line.account().value())
                .param("on", line.on())
                .param("amount", line.amount().cents())
                .param("message_id", line.messageId().orElse(null))
                .param("end_to_end_id", line.endToEndId().orElse(null))
                .param("name", line.other().name().orElse(null))
                .param("other", line.other().iban().map(Iban::value).orElse(null))
                .param("text", line.text())
                .param("returned", line.returned().orElse(null))
                .update();
    }

    /** What writes a file. */
    private interface Writing {
        void to(ByteArrayOutputStream out) throws IOException;
    }

    private static byte[] written(Writing writing) {
        var out = new ByteArrayOutputStream();
        try {
            writing.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return out.toByteArray();
    }
}
