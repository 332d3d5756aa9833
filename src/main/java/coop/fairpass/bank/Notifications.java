package coop.fairpass.bank;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What notifications (camt.054) say of lines, kept beside them: details only, whichever of notification and statement comes
 * first. Nothing is ever posted from one (formats §4.2, 8).
 */
@Component
class Notifications {

    private final Entries entries;
    private final JdbcClient jdbc;

    Notifications(Entries entries, JdbcClient jdbc) {
        this.entries = entries;
        this.jdbc = jdbc;
    }

    /** One notified line. */
    private record Notified(UUID id, List<String> texts) {}

    /** Keeps the booked lines of a notification, each once; answers those that are new. */
    List<EntryFacts> keep(UUID statement, List<EntryFacts> lines) {
        Map<UUID, List<EntryDetail>> details = new LinkedHashMap<>();
        var fresh = lines.stream().filter(line -> insert(statement, line)).toList();
        fresh.forEach(line -> details.put(idOf(line), line.details()));
        entries.insertDetails("""
                        INSERT INTO bank.notified_detail (notified, rank, amount_cents, end_to_end_id, counterparty_iban,
                               return_reason)
                        VALUES (:owner, :rank, :cents, :end_to_end_id, :iban, :reason)
                        """, details);
        return fresh;
    }

    private boolean insert(UUID statement, EntryFacts line) {
        var entry = line.entry();
        return jdbc.sql("""
                        INSERT INTO bank.notified (id, key, statement, account, amount_cents, booked_on, batch_ids, texts)
                        VALUES (:id, :key, :statement, :account, :amount, :booked_on, :batch_ids, :texts)
                            ON CONFLICT (key) DO NOTHING
                        """)
                        .param("id", idOf(line))
                        .param("key", line.key())
                        .param("statement", statement)
                        .param("account", entry.account().name())
                        .param("amount", entry.amount().cents())
                        .param("booked_on", entry.bookedOn())
                        .param("batch_ids", line.batchIds().toArray(String[]::new))
                        .param("texts", entry.texts().toArray(String[]::new))
                        .update()
                == 1;
    }

    private static UUID idOf(EntryFacts line) {
        return EntryId.part(line.entry().id(), "notified");
    }

    /** A line with what a notification says of it: the same line by its key, or the one it can only mean. */
    EntryFacts complete(EntryFacts line) {
        if (line.isDetailed()) {
            return line;
        }
        return find(line)
                .map(notified -> line.with(notified.texts(), details(notified)))
                .orElse(line);
    }

    private Optional<Notified> find(EntryFacts line) {
        var found = jdbc.sql("""
                        SELECT id, texts
                          FROM bank.notified
                         WHERE key = :key
                            OR (account = :account AND amount_cents = :amount AND booked_on = :booked_on
                                AND batch_ids && :batch_ids::text[])
                         ORDER BY key <> :key, id
                        """)
                .param("key", line.key())
                .param("account", line.entry().account().name())
                .param("amount", line.entry().amount().cents())
                .param("booked_on", line.entry().bookedOn())
                .param("batch_ids", line.batchIds().toArray(String[]::new))
                .query((row, _) -> new Notified(row.getObject("id", UUID.class), Entries.texts(row, "texts")))
                .list();
        return found.stream().findFirst();
    }

    private List<EntryDetail> details(Notified notified) {
        return jdbc.sql("""
                        SELECT amount_cents, end_to_end_id, counterparty_iban, return_reason
                          FROM bank.notified_detail
                         WHERE notified = :id
                         ORDER BY rank
                        """)
                .param("id", notified.id())
                .query((row, _) -> Entries.detail(row))
                .list();
    }

    /** Kept lines that wait for a person and that a notification may explain. */
    List<UUID> explainedBy(EntryFacts notified) {
        return jdbc.sql("""
                        SELECT id
                          FROM bank.entry
                         WHERE state = 'TO_EXPLAIN'
                           AND account = :account
                           AND amount_cents = :amount
                           AND (key = :key OR (booked_on = :booked_on AND batch_ids && :batch_ids::text[]))
                         ORDER BY id
                        """)
                .param("account", notified.entry().account().name())
                .param("amount", notified.entry().amount().cents())
                .param("key", notified.key())
                .param("booked_on", notified.entry().bookedOn())
                .param("batch_ids", notified.batchIds().toArray(String[]::new))
                .query(UUID.class)
                .list();
    }
}
