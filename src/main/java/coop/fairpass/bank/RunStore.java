package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Bic;
import coop.fairpass.directory.Iban;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs and their transfers as PostgreSQL keeps them; every method takes part in the caller's transaction. */
@Component
class RunStore {

    /** One person's approval, with the total that person stated. */
    record Approval(String person, Money stated) {}

    private static final String RUNS = """
            SELECT r.id, r.label, r.execution_on, r.state, count(t.id)::int AS transfers,
                   coalesce(sum(t.amount_cents), 0)::bigint AS total_cents
              FROM bank.run r
              LEFT JOIN bank.transfer t ON t.run = r.id
            """;

    private static final String TRANSFERS = """
            SELECT t.id, t.run, t.purpose, t.end_to_end_id, t.payee, t.bank_account, t.holder_name, t.iban, t.bic,
                   t.amount_cents, t.remittance, t.state, t.reason
              FROM bank.transfer t
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;

    RunStore(JdbcClient jdbc, NamedParameterJdbcTemplate named, Clock clock) {
        this.jdbc = jdbc;
        this.named = named;
        this.clock = clock;
    }

    // ── Runs ─────────────────────────────────────────────────────────────────────────────────────────────────────

    Optional<Run> find(UUID run) {
        return jdbc.sql(RUNS + " WHERE r.id = :id GROUP BY r.id")
                .param("id", run)
                .query((row, _) -> run(row))
                .optional();
    }

    Run get(UUID run) {
        return find(run).orElseThrow(() -> new IllegalStateException("no run " + run));
    }

    List<Run> all() {
        return jdbc.sql(RUNS + " GROUP BY r.id ORDER BY r.number DESC")
                .query((row, _) -> run(row))
                .list();
    }

    /** Makes other acts on a run wait for the caller's transaction. */
    Optional<Run> lock(UUID run) {
        jdbc.sql("SELECT id FROM bank.run WHERE id = :id FOR UPDATE")
                .param("id", run)
                .query(UUID.class)
                .optional();
        return find(run);
    }

    AccountKind accountOf(UUID run) {
        return AccountKind.valueOf(jdbc.sql("SELECT account FROM bank.run WHERE id = :id")
                .param("id", run)
                .query(String.class)
                .single());
    }

    /** The bank's name for the file of a run, known as soon as it is prepared: {@code FP20261201-12}. */
    String messageIdOf(UUID run) {
        return jdbc.sql("""
                        SELECT 'FP' || to_char(execution_on, 'YYYYMMDD') || '-' || number FROM bank.run WHERE id = :id
                        """).param("id", run).query(String.class).single();
    }

    /** The run whose file goes by that name, sent or not: names are verified before a file leaves. */
    Optional<UUID> withMessageId(String messageId) {
        return jdbc.sql("""
                        SELECT id
                          FROM bank.run
                         WHERE 'FP' || to_char(execution_on, 'YYYYMMDD') || '-' || number = :id
                        """).param("id", messageId).query(UUID.class).optional();
    }

    /** False when the run is already there. */
    boolean insert(UUID run, String label, AccountKind account, LocalDate executionOn, Actor by) {
        return jdbc.sql("""
                        INSERT INTO bank.run (id, label, account, execution_on, state, prepared_at, prepared_by)
                        VALUES (:id, :label, :account, :execution_on, 'PREPARED', :at, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", run)
                        .param("label", label)
                        .param("account", account.name())
                        .param("execution_on", executionOn)
                        .param("at", now())
                        .param("by", by.reference())
                        .update()
                == 1;
    }

    /** Whether a run is what is asked for once more. */
    boolean isSame(UUID run, AccountKind account, LocalDate executionOn, List<TransferRequest> requests) {
        var known = get(run);
        return accountOf(run) == account
                && known.executionOn().equals(executionOn)
                && transfers(run).stream().map(RunStore::request).toList().equals(requests);
    }

    private static TransferRequest request(RunTransfer transfer) {
        return new TransferRequest(
                transfer.id(),
                transfer.purpose(),
                transfer.endToEndId(),
                transfer.payee(),
                transfer.bankAccount(),
                transfer.holderName(),
                transfer.iban(),
                transfer.bic(),
                transfer.amount(),
                transfer.remittance());
    }

    void approved(UUID run) {
        jdbc.sql("UPDATE bank.run SET state = 'APPROVED' WHERE id = :id")
                .param("id", run)
                .update();
    }

    void sent(UUID run, Actor by) {
        jdbc.sql("UPDATE bank.run SET state = 'SENT', sent_at = :at, sent_by = :by WHERE id = :id")
                .param("at", now())
                .param("by", by.reference())
                .param("id", run)
                .update();
    }

    void abandoned(UUID run, Actor by) {
        jdbc.sql("""
                        UPDATE bank.run
                           SET state = 'ABANDONED', abandoned_at = :at, abandoned_by = :by
                         WHERE id = :id
                        """)
                .param("at", now())
                .param("by", by.reference())
                .param("id", run)
                .update();
    }

    /** A sent run is done when the bank has said what became of every transfer. */
    void closeIfDone(UUID run) {
        jdbc.sql("""
                        UPDATE bank.run
                           SET state = 'DONE'
                         WHERE id = :id
                           AND state = 'SENT'
                           AND NOT EXISTS (SELECT 1 FROM bank.transfer WHERE run = :id AND state = 'SENT')
                        """).param("id", run).update();
    }

    // ── Approvals ────────────────────────────────────────────────────────────────────────────────────────────────

    List<Approval> approvals(UUID run) {
        return jdbc.sql("""
                        SELECT person, stated_cents
                          FROM bank.approval
                         WHERE run = :run
                         ORDER BY approved_at, person
                        """)
                .param("run", run)
                .query((row, _) -> new Approval(row.getString("person"), Money.cents(row.getLong("stated_cents"))))
                .list();
    }

    void approve(UUID run, Money stated, Actor by) {
        jdbc.sql("""
                        INSERT INTO bank.approval (run, person, stated_cents, approved_at)
                        VALUES (:run, :person, :stated, :at)
                        """)
                .param("run", run)
                .param("person", by.reference())
                .param("stated", stated.cents())
                .param("at", now())
                .update();
    }

    // ── Transfers ────────────────────────────────────────────────────────────────────────────────────────────────

    List<RunTransfer> transfers(UUID run) {
        return jdbc.sql(TRANSFERS + " WHERE t.run = :run ORDER BY t.rank")
                .param("run", run)
                .query((row, _) -> transfer(row))
                .list();
    }

    /** Those of these references that have travelled or are about to. */
    Set<String> usedAmong(Collection<String> endToEndIds) {
        return jdbc.sql("""
                        SELECT DISTINCT end_to_end_id
                          FROM bank.transfer
                         WHERE end_to_end_id = ANY (:ids) AND state <> 'ABANDONED'
                        """)
                .param("ids", endToEndIds.toArray(String[]::new))
                .query(String.class)
                .set();
    }

    /** The transfers from an account that carry one of these references, whatever became of them. */
    List<RunTransfer> withReferences(Collection<String> references, AccountKind account) {
        return jdbc.sql(TRANSFERS + """
                          JOIN bank.run r ON r.id = t.run
                         WHERE t.end_to_end_id = ANY (:references)
                           AND t.state NOT IN ('WAITING', 'ABANDONED')
                           AND r.account = :account
                         ORDER BY r.number, t.rank
                        """)
                .param("references", references.toArray(String[]::new))
                .param("account", account.name())
                .query((row, _) -> transfer(row))
                .list();
    }

    /** Transfers of an amount, or to an account, that the bank has booked and that may come back. */
    List<RunTransfer> bookedOf(Money amount, Iban payee, AccountKind account) {
        return jdbc.sql(TRANSFERS + """
                          JOIN bank.run r ON r.id = t.run
                         WHERE t.state = 'BOOKED'
                           AND t.amount_cents = :amount
                           AND t.iban = :iban
                           AND r.account = :account
                         ORDER BY r.number, t.rank
                        """)
                .param("amount", amount.cents())
                .param("iban", payee.value())
                .param("account", account.name())
                .query((row, _) -> transfer(row))
                .list();
    }

    /** Transfers sent from an account that the bank has not booked yet. */
    List<RunTransfer> underWay(AccountKind account) {
        return jdbc.sql(TRANSFERS + """
                          JOIN bank.run r ON r.id = t.run
                         WHERE t.state = 'SENT'
                           AND r.account = :account
                         ORDER BY r.number, t.rank
                        """)
                .param("account", account.name())
                .query((row, _) -> transfer(row))
                .list();
    }

    void insert(UUID run, List<TransferRequest> requests) {
        named.batchUpdate(
                """
                INSERT INTO bank.transfer (id, run, rank, purpose, end_to_end_id, payee, bank_account, holder_name, iban,
                       bic, amount_cents, remittance, state)
                VALUES (:id, :run, :rank, :purpose, :end_to_end_id, :payee, :bank_account, :holder_name, :iban, :bic,
                       :amount, :remittance, 'WAITING')
                """,
                IntStream.range(0, requests.size())
                        .mapToObj(i -> row(run, i + 1, requests.get(i)))
                        .toArray(SqlParameterSource[]::new));
    }

    private static SqlParameterSource row(UUID run, int rank, TransferRequest request) {
        return new MapSqlParameterSource()
                .addValue("id", request.id())
                .addValue("run", run)
                .addValue("rank", rank)
                .addValue("purpose", request.purpose())
                .addValue("end_to_end_id", request.endToEndId())
                .addValue("payee", request.payee().value())
                .addValue("bank_account", request.bankAccount())
                .addValue("holder_name", request.holderName())
                .addValue("iban", request.iban().value())
                .addValue("bic", request.bic().map(Bic::value).orElse(null), java.sql.Types.VARCHAR)
                .addValue("amount", request.amount().cents())
                .addValue("remittance", request.remittance());
    }

    /** Moves all transfers of a run on, and keeps their steps. */
    void stepAll(UUID run, TransferState to) {
        jdbc.sql("UPDATE bank.transfer SET state = :state, reason = '' WHERE run = :run")
                .param("state", to.name())
                .param("run", run)
                .update();
        jdbc.sql("""
                        INSERT INTO bank.transfer_step (transfer, place, state, reason, taken_at)
                        SELECT t.id, count(s.transfer) + 1, :state, '', :at
                          FROM bank.transfer t
                          LEFT JOIN bank.transfer_step s ON s.transfer = t.id
                         WHERE t.run = :run
                         GROUP BY t.id
                        """)
                .param("state", to.name())
                .param("at", now())
                .param("run", run)
                .update();
    }

    /** Moves a transfer on, and keeps the step; {@code entry} is the bank line that says so, if one does. */
    void step(UUID transfer, TransferState to, String reason, Optional<UUID> entry) {
        jdbc.sql("UPDATE bank.transfer SET state = :state, reason = :reason WHERE id = :id")
                .param("state", to.name())
                .param("reason", reason)
                .param("id", transfer)
                .update();
        jdbc.sql("""
                        INSERT INTO bank.transfer_step (transfer, place, state, reason, entry, taken_at)
                        SELECT :transfer, count(*) + 1, :state, :reason, :entry, :at
                          FROM bank.transfer_step
                         WHERE transfer = :transfer
                        """)
                .param("transfer", transfer)
                .param("state", to.name())
                .param("reason", reason)
                .param("entry", entry.orElse(null), java.sql.Types.OTHER)
                .param("at", now())
                .update();
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                row.getString("label"),
                row.getObject("execution_on", LocalDate.class),
                row.getInt("transfers"),
                Money.cents(row.getLong("total_cents")),
                RunState.valueOf(row.getString("state")));
    }

    private static RunTransfer transfer(ResultSet row) throws SQLException {
        return new RunTransfer(
                row.getObject("id", UUID.class),
                row.getObject("run", UUID.class),
                row.getString("purpose"),
                row.getString("end_to_end_id"),
                new OrganisationId(row.getObject("payee", UUID.class)),
                row.getObject("bank_account", UUID.class),
                row.getString("holder_name"),
                Iban.of(row.getString("iban")),
                Optional.ofNullable(row.getString("bic")).map(Bic::of),
                Money.cents(row.getLong("amount_cents")),
                row.getString("remittance"),
                TransferState.valueOf(row.getString("state")),
                row.getString("reason"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
