package coop.fairpass.demo;

import coop.fairpass.Db;
import coop.fairpass.calendar.Paris;
import coop.fairpass.ledger.Movement;
import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Tells what became of one voucher of the demonstration, from what its database kept: who did what on which day, the
 * documents that came of it, and each posting, debit then credit.
 */
final class LifeOfAVoucher {

    private record Chosen(long voucher, long booklet, int rank, UUID order, UUID validation, String statement) {}

    private record Row(LocalDate day, String what, String books) {
        String written() {
            return "| %s | %s | %s |".formatted(Paris.french(day), what, books);
        }
    }

    private final JdbcClient jdbc;

    LifeOfAVoucher(Db db) {
        this.jdbc = JdbcClient.create(db.owner());
    }

    /** The whole page, in Markdown. */
    String told() {
        var voucher = chosen();
        var rows = new ArrayList<Row>();
        rows.addAll(steps(voucher));
        rows.addAll(postings(voucher));
        rows.sort(Comparator.comparing(Row::day));
        return """
                # The life of a voucher

                Written by `StoryTest` from the database that `./fairpass demo` leaves: do not edit; a changed line is a reviewed
                difference. It follows the voucher of rank %d in booklet %d, from the need of a payer to the bank's answer; accounts
                are those of the [chart](../../src/main/java/coop/fairpass/ledger/Account.java), postings those of
                [Movement](../../src/main/java/coop/fairpass/ledger/Movement.java), in euros, debit → credit. A posting that moves
                more than this voucher is shown whole.

                | day | what happened | books |
                |---|---|---|
                %s
                """.formatted(
                        voucher.rank(),
                        voucher.booklet(),
                        rows.stream().map(Row::written).collect(Collectors.joining("\n")));
    }

    /** The first voucher of the public order that was paid to its provider. */
    private Chosen chosen() {
        return jdbc.sql("""
                        SELECT r.voucher, r.booklet, r.rank, r.voucher_order, r.validation, s.number
                          FROM redemption.spent r
                          JOIN settlement.statement s ON s.provider = r.provider
                               AND s.month = date_trunc('month', r.counts_on)::date
                         WHERE r.voucher_order = :order AND r.state = 'ACCEPTED' AND s.state = 'PAID'
                         ORDER BY r.service_on, r.voucher
                         LIMIT 1
                        """)
                .param("order", Script.DEPARTMENT_ORDER.value())
                .query((row, _) -> new Chosen(
                        row.getLong(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getObject(4, UUID.class),
                        row.getObject(5, UUID.class),
                        row.getString(6)))
                .single();
    }

    private List<Row> steps(Chosen voucher) {
        return jdbc.sql("""
                        SELECT (happened AT TIME ZONE 'Europe/Paris')::date AS day, what FROM (
                            SELECT t.done_at AS happened, 1 AS kind, t.place AS seq,
                                   'order: `' || t.code || '`, ' || t.to_state || coalesce(', by ' || p.name, '') AS what
                              FROM orders.transition t
                              LEFT JOIN directory.person p ON t.done_by = 'person/' || p.id
                             WHERE t.voucher_order = :order
                               AND t.done_at <= (SELECT max(recorded_at) FROM redemption.redemption
                                                  WHERE voucher = :voucher)
                            UNION ALL
                            SELECT d.issued_on::timestamp AT TIME ZONE 'Europe/Paris' + interval '9 hours 1 minute', 2,
                                   d.sequence, 'document: **' || d.number || '** (' || d.kind || ')'
                              FROM invoicing.document d
                             WHERE d.subject = :order
                               AND d.kind IN ('QUOTE', 'ORDER_FORM', 'FUNDS_CALL', 'UPSTREAM_FEE')
                            UNION ALL
                            SELECT s.done_at, 3, s.id,
                                   'booklet: `' || s.code || '`, held by ' || o.legal_name || coalesce(', by ' || p.name, '')
                              FROM booklets.step s
                              JOIN directory.organisation_name o ON o.id = s.holder
                              LEFT JOIN directory.person p ON s.done_by = 'person/' || p.id
                             WHERE :booklet BETWEEN s.first_booklet AND s.last_booklet
                            UNION ALL
                            SELECT r.recorded_at, 4, r.attempt,
                                   'voucher: ' || r.state || ' for service `' || r.service || '` given that day'
                              FROM redemption.redemption r
                             WHERE r.voucher = :voucher
                            UNION ALL
                            SELECT t.done_at, 5, 0,
                                   'statement **' || t.statement || '**: `' || t.code || '`, ' || t.to_state
                                       || coalesce(', by ' || p.name, '')
                              FROM settlement.step t
                              LEFT JOIN directory.person p ON t.done_by = 'person/' || p.id
                             WHERE t.statement = :statement) AS told
                         ORDER BY happened, kind, seq
                        """)
                .param("order", voucher.order())
                .param("voucher", voucher.voucher())
                .param("booklet", voucher.booklet())
                .param("statement", voucher.statement())
                .query((row, _) -> new Row(row.getObject("day", LocalDate.class), row.getString("what"), ""))
                .list();
    }

    private List<Row> postings(Chosen voucher) {
        return jdbc.sql("""
                        SELECT l.effective_on, l.movement, l.piece,
                               string_agg(legs.said, '<br>' ORDER BY legs.leg) AS said
                          FROM (SELECT DISTINCT posting, effective_on, movement, piece, recorded_at
                                  FROM ledger.line
                                 WHERE piece IN (SELECT number FROM invoicing.document
                                                  WHERE subject = :order AND kind IN ('FUNDS_CALL', 'UPSTREAM_FEE'))
                                    OR (movement = 'M11' AND piece = (SELECT number FROM orders.voucher_order
                                                                       WHERE id = :order))
                                    OR cause = :validation
                                    OR piece IN (SELECT fee_invoice FROM settlement.statement WHERE number = :statement)
                                    OR piece = :statement) AS l
                          JOIN LATERAL (
                               SELECT leg, max(abs(amount_cents)) || '|' || max(account) FILTER (WHERE amount_cents > 0)
                                      || '|' || max(account) FILTER (WHERE amount_cents < 0) AS said
                                 FROM ledger.line WHERE posting = l.posting
                                GROUP BY leg) AS legs ON true
                         GROUP BY l.effective_on, l.movement, l.piece, l.posting, l.recorded_at
                         ORDER BY l.effective_on, l.recorded_at, l.posting
                        """)
                .param("order", voucher.order())
                .param("validation", voucher.validation())
                .param("statement", voucher.statement())
                .query((row, _) -> new Row(
                        row.getObject("effective_on", LocalDate.class),
                        "posting: `%s` %s, piece %s"
                                .formatted(
                                        row.getString("movement"),
                                        Movement.valueOf(row.getString("movement"))
                                                .label(),
                                        row.getString("piece")),
                        legs(row.getString("said"))))
                .list();
    }

    private static String legs(String said) {
        return List.of(said.split("<br>")).stream()
                .map(leg -> leg.split("\\|"))
                .map(parts -> "%s: %s → %s"
                        .formatted(Money.cents(Long.parseLong(parts[0])).french(), parts[1], parts[2]))
                .collect(Collectors.joining("<br>"));
    }
}
