package coop.fairpass.bank;

import coop.fairpass.bank.InternalTransfers.InternalTransfer;
import coop.fairpass.bank.InternalTransfers.Kind;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Transfers between our own accounts as PostgreSQL keeps them; every method takes part in the caller's transaction. */
@Component
class InternalTransferStore {

    private static final String COLUMNS = """
            SELECT id, kind, amount_cents, purpose, subject, end_to_end_id, ordered_on, left_by, arrived_by,
                   cancelled_at IS NOT NULL AS is_cancelled
              FROM bank.internal_transfer
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    InternalTransferStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<InternalTransfer> find(UUID id) {
        return jdbc.sql(COLUMNS + " WHERE id = :id")
                .param("id", id)
                .query((row, _) -> transfer(row))
                .optional();
    }

    /** The one for what waits, unless it was cancelled. */
    Optional<InternalTransfer> current(String purpose, UUID subject) {
        return jdbc.sql(COLUMNS + " WHERE purpose = :purpose AND subject = :subject AND cancelled_at IS NULL")
                .param("purpose", purpose)
                .param("subject", subject)
                .query((row, _) -> transfer(row))
                .optional();
    }

    /** The id of the next one for what waits: the first goes by the subject's own. */
    UUID nextFor(String purpose, UUID subject) {
        long cancelled = jdbc.sql("""
                        SELECT count(*) FROM bank.internal_transfer WHERE purpose = :purpose AND subject = :subject
                        """)
                .param("purpose", purpose)
                .param("subject", subject)
                .query(Long.class)
                .single();
        return cancelled == 0
                ? subject
                : UUID.nameUUIDFromBytes((subject + "/" + cancelled).getBytes(StandardCharsets.UTF_8));
    }

    InternalTransfer get(UUID id) {
        return find(id).orElseThrow(() -> new IllegalStateException("no internal transfer " + id));
    }

    Optional<InternalTransfer> lock(UUID id) {
        jdbc.sql("SELECT id FROM bank.internal_transfer WHERE id = :id FOR UPDATE")
                .param("id", id)
                .query(UUID.class)
                .optional();
        return find(id);
    }

    List<InternalTransfer> all() {
        return jdbc.sql(COLUMNS + " ORDER BY number DESC")
                .query((row, _) -> transfer(row))
                .list();
    }

    /** Those that carry one of these references. */
    List<InternalTransfer> withReferences(Collection<String> references) {
        return jdbc.sql(COLUMNS + " WHERE end_to_end_id = ANY (:references) ORDER BY number")
                .param("references", references.toArray(String[]::new))
                .query((row, _) -> transfer(row))
                .list();
    }

    /** Those whose money has not reached the other account. */
    List<InternalTransfer> open() {
        return jdbc.sql(COLUMNS + """
                         WHERE cancelled_at IS NULL
                           AND (left_by IS NULL OR arrived_by IS NULL)
                         ORDER BY number
                        """).query((row, _) -> transfer(row)).list();
    }

    /** False when it is already there. The reference is short, for people type it: the day and a number. */
    boolean insert(
            UUID id,
            Kind kind,
            Money amount,
            Optional<String> purpose,
            Optional<UUID> subject,
            LocalDate on,
            Actor by) {
        return jdbc.sql("""
                        WITH next AS (SELECT nextval('bank.internal_transfer_number') AS number)
                        INSERT INTO bank.internal_transfer (id, number, end_to_end_id, kind, amount_cents, purpose,
                               subject, ordered_on, ordered_at, ordered_by)
                        SELECT :id, number, 'IT' || to_char(:on::date, 'YYYYMMDD') || '-' || number, :kind, :amount,
                               :purpose, :subject, :on, :at, :by
                          FROM next
                            ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", id)
                        .param("kind", kind.name())
                        .param("amount", amount.cents())
                        .param("purpose", purpose.orElse(null))
                        .param("subject", subject.orElse(null), java.sql.Types.OTHER)
                        .param("on", on)
                        .param("at", now())
                        .param("by", by.reference())
                        .update()
                == 1;
    }

    void left(UUID id, UUID entry) {
        jdbc.sql("UPDATE bank.internal_transfer SET left_by = :entry WHERE id = :id")
                .param("entry", entry)
                .param("id", id)
                .update();
    }

    void arrived(UUID id, UUID entry) {
        jdbc.sql("UPDATE bank.internal_transfer SET arrived_by = :entry WHERE id = :id")
                .param("entry", entry)
                .param("id", id)
                .update();
    }

    void cancel(UUID id, Actor by) {
        jdbc.sql("UPDATE bank.internal_transfer SET cancelled_at = :at, cancelled_by = :by WHERE id = :id")
                .param("at", now())
                .param("by", by.reference())
                .param("id", id)
                .update();
    }

    private static InternalTransfer transfer(ResultSet row) throws SQLException {
        return new InternalTransfer(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                Money.cents(row.getLong("amount_cents")),
                Optional.ofNullable(row.getString("purpose")),
                Optional.ofNullable(row.getObject("subject", UUID.class)),
                row.getString("end_to_end_id"),
                row.getObject("ordered_on", LocalDate.class),
                Optional.ofNullable(row.getObject("left_by", UUID.class)),
                Optional.ofNullable(row.getObject("arrived_by", UUID.class)),
                row.getBoolean("is_cancelled"));
    }

    private OffsetDateTime now() {
        return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
