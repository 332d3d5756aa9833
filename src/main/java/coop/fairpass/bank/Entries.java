package coop.fairpass.bank;

import coop.fairpass.directory.Iban;
import coop.fairpass.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Booked lines as PostgreSQL keeps them: each once, with what became of it. */
@Component
class Entries {

    private static final String COLUMNS = """
            SELECT e.id, e.key, e.account, e.piece, e.rank, e.amount_cents, e.booked_on, e.value_on,
                   e.counterparty_name, e.counterparty_iban, e.texts, e.end_to_end_ids, e.batch_ids, e.is_return, e.state,
                   coalesce((SELECT p.left_cents FROM bank.parked_left p WHERE p.entry = e.id), 0) AS left_cents
              FROM bank.entry e
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Clock clock;

    Entries(JdbcClient jdbc, NamedParameterJdbcOperations batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    Optional<KnownEntry> find(UUID entry) {
        return jdbc.sql(COLUMNS + " WHERE e.id = :id")
                .param("id", entry)
                .query((row, _) -> known(row))
                .optional();
    }

    KnownEntry get(UUID entry) {
        return find(entry).orElseThrow(() -> new IllegalStateException("no bank entry " + entry));
    }

    /** Makes other acts on a line wait for the caller's transaction. */
    Optional<KnownEntry> lock(UUID entry) {
        jdbc.sql("SELECT id FROM bank.entry WHERE id = :id FOR UPDATE")
                .param("id", entry)
                .query(UUID.class)
                .optional();
        return find(entry);
    }

    /** Lines in a state, the latest day first; {@code after} is the piece of the last one seen, empty at first. */
    List<KnownEntry> in(EntryState state, Optional<UUID> after, int count) {
        return jdbc.sql(COLUMNS + """
                         WHERE e.state = :state
                           AND (:after::uuid IS NULL
                                OR (e.booked_on, e.id) < (SELECT a.booked_on, a.id FROM bank.entry a WHERE a.id = :after))
                         ORDER BY e.booked_on DESC, e.id DESC
                         LIMIT :count
                        """)
                .param("state", state.name())
                .param("after", after.orElse(null), java.sql.Types.OTHER)
                .param("count", count)
                .query((row, _) -> known(row))
                .list();
    }

    /** The amounts of those of these keys that are already kept. */
    Map<String, Money> amounts(Collection<String> keys) {
        var amounts = new HashMap<String, Money>();
        jdbc.sql("SELECT key, amount_cents FROM bank.entry WHERE key = ANY (:keys)")
                .param("keys", keys.toArray(String[]::new))
                .query((row, _) -> amounts.put(row.getString("key"), Money.cents(row.getLong("amount_cents"))))
                .list();
        return amounts;
    }

    EntryFacts facts(UUID entry) {
        return jdbc.sql(COLUMNS + " WHERE e.id = :id")
                .param("id", entry)
                .query((row, _) -> new EntryFacts(
                        booked(row),
                        row.getString("key"),
                        row.getString("piece"),
                        row.getInt("rank"),
                        Optional.ofNullable(row.getObject("value_on", LocalDate.class)),
                        texts(row, "batch_ids"),
                        row.getBoolean("is_return"),
                        details(entry)))
                .single();
    }

    private List<EntryDetail> details(UUID entry) {
        return jdbc.sql("""
                        SELECT amount_cents, end_to_end_id, counterparty_iban, return_reason
                          FROM bank.entry_detail
                         WHERE entry = :entry
                         ORDER BY rank
                        """)
                .param("entry", entry)
                .query((row, _) -> detail(row))
                .list();
    }

    static EntryDetail detail(ResultSet row) throws SQLException {
        return new EntryDetail(
                Optional.ofNullable(row.getObject("amount_cents", Long.class)).map(Money::cents),
                Optional.ofNullable(row.getString("end_to_end_id")),
                Optional.ofNullable(row.getString("counterparty_iban")).map(Iban::of),
                Optional.ofNullable(row.getString("return_reason")));
    }

    List<Explanation> explanations(UUID entry) {
        return jdbc.sql("""
                        SELECT kind, amount_cents, reference
                          FROM bank.explanation
                         WHERE entry = :entry
                         ORDER BY place
                        """)
                .param("entry", entry)
                .query((row, _) -> new Explanation(
                        ExplanationKind.valueOf(row.getString("kind")),
                        Money.cents(row.getLong("amount_cents")),
                        row.getString("reference")))
                .list();
    }

    // ── Writing ──────────────────────────────────────────────────────────────────────────────────────────────────

    /** Keeps new lines, not recognised yet; in batches, for a statement may have thousands. */
    void insert(UUID statement, List<EntryFacts> lines) {
        batches.batchUpdate(
                """
                        INSERT INTO bank.entry (id, key, statement, rank, account, piece, amount_cents, booked_on, value_on,
                               counterparty_name, counterparty_iban, texts, end_to_end_ids, batch_ids, is_return, state)
                        VALUES (:id, :key, :statement, :rank, :account, :piece, :cents, :booked_on, :value_on,
                               :name, :iban, :texts, :end_to_end_ids, :batch_ids, :is_return, 'TO_EXPLAIN')
                        """, lines.stream().map(line -> row(statement, line)).toArray(SqlParameterSource[]::new));
        insertDetails(
                """
                        INSERT INTO bank.entry_detail (entry, rank, amount_cents, end_to_end_id, counterparty_iban,
                               return_reason)
                        VALUES (:owner, :rank, :cents, :end_to_end_id, :iban, :reason)
                        """,
                lines.stream().collect(Collectors.toMap(line -> line.entry().id(), EntryFacts::details)));
    }

    private static SqlParameterSource row(UUID statement, EntryFacts line) {
        var entry = line.entry();
        return new MapSqlParameterSource()
                .addValue("id", entry.id())
                .addValue("key", line.key())
                .addValue("statement", statement)
                .addValue("rank", line.rank())
                .addValue("account", entry.account().name())
                .addValue("piece", line.piece())
                .addValue("cents", entry.amount().cents())
                .addValue("booked_on", entry.bookedOn())
                .addValue("value_on", line.valueOn().orElse(null))
                .addValue("name", entry.counterpartyName().orElse(null))
                .addValue("iban", entry.counterpartyIban().map(Iban::value).orElse(null))
                .addValue("texts", entry.texts().toArray(String[]::new))
                .addValue("end_to_end_ids", entry.endToEndIds().toArray(String[]::new))
                .addValue("batch_ids", line.batchIds().toArray(String[]::new))
                .addValue("is_return", line.isReturn());
    }

    /** Keeps the transactions of lines; {@code sql} names the table and what owns them. */
    void insertDetails(String sql, Map<UUID, List<EntryDetail>> detailsOf) {
        var rows = new ArrayList<SqlParameterSource>();
        detailsOf.forEach((owner, details) -> {
            int rank = 0;
            for (var detail : details) {
                rows.add(new MapSqlParameterSource()
                        .addValue("owner", owner)
                        .addValue("rank", ++rank)
                        .addValue("cents", detail.amount().map(Money::cents).orElse(null))
                        .addValue("end_to_end_id", detail.endToEndId().orElse(null))
                        .addValue("iban", detail.counterparty().map(Iban::value).orElse(null))
                        .addValue("reason", detail.returned().orElse(null)));
            }
        });
        batches.batchUpdate(sql, rows.toArray(SqlParameterSource[]::new));
    }

    /** Keeps what lines proved to be; those fully recognised and not parked leave the work of people. */
    void explain(Map<UUID, List<Explanation>> explained, String by) {
        var entries = new ArrayList<String>();
        var kinds = new ArrayList<String>();
        var cents = new ArrayList<Long>();
        var references = new ArrayList<String>();
        explained.forEach((entry, parts) -> parts.forEach(part -> {
            entries.add(entry.toString());
            kinds.add(part.kind().name());
            cents.add(part.amount().cents());
            references.add(part.reference());
        }));
        jdbc.sql("""
                        INSERT INTO bank.explanation (entry, place, kind, amount_cents, reference, explained_at,
                               explained_by)
                        SELECT entry,
                               row_number() OVER (PARTITION BY entry ORDER BY n)
                               + (SELECT count(*) FROM bank.explanation x WHERE x.entry = t.entry),
                               kind, cents, reference, :at, :by
                          FROM unnest(:entries::uuid[], :kinds::text[], :cents::bigint[], :references::text[])
                               WITH ORDINALITY AS t (entry, kind, cents, reference, n)
                        """)
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("by", by)
                .param("entries", entries.toArray(String[]::new))
                .param("kinds", kinds.toArray(String[]::new))
                .param("cents", cents.toArray(Long[]::new))
                .param("references", references.toArray(String[]::new))
                .update();
        jdbc.sql("""
                        UPDATE bank.entry
                           SET state = CASE WHEN EXISTS (
                                   SELECT 1 FROM bank.parked_left p WHERE p.entry = id AND p.left_cents > 0)
                               THEN 'PARKED' ELSE 'RECOGNISED' END
                         WHERE id = ANY (:entries::uuid[])
                        """)
                .param(
                        "entries",
                        explained.keySet().stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }

    void explain(UUID entry, List<Explanation> parts, String by) {
        explain(Map.of(entry, parts), by);
    }

    void restate(UUID entry, EntryState state) {
        jdbc.sql("UPDATE bank.entry SET state = :state WHERE id = :id")
                .param("state", state.name())
                .param("id", entry)
                .update();
    }

    private KnownEntry known(ResultSet row) throws SQLException {
        var entry = booked(row);
        return new KnownEntry(
                entry,
                row.getString("piece"),
                Optional.ofNullable(row.getObject("value_on", LocalDate.class)),
                EntryState.valueOf(row.getString("state")),
                explanations(entry.id()),
                Money.cents(row.getLong("left_cents")));
    }

    private static BookedEntry booked(ResultSet row) throws SQLException {
        return new BookedEntry(
                row.getObject("id", UUID.class),
                AccountKind.valueOf(row.getString("account")),
                Money.cents(row.getLong("amount_cents")),
                row.getObject("booked_on", LocalDate.class),
                texts(row, "texts"),
                Optional.ofNullable(row.getString("counterparty_name")),
                Optional.ofNullable(row.getString("counterparty_iban")).map(Iban::of),
                texts(row, "end_to_end_ids"));
    }

    static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
