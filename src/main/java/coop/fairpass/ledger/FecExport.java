package coop.fairpass.ledger;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fichier des écritures comptables : the accounting file of one calendar year, as French law wants it (LPF A47 A-1,
 * formats §6): 18 columns, tabs, ISO-8859-15, CR LF, decimal comma.
 *
 * <p>Opening balances first, then every posting in the order it was validated, numbered without gap in each journal;
 * classes 6 and 7 are not closed. Settled lines of third parties carry a letter: a letter closes when the account of
 * that third party comes back to zero. Nothing is kept in memory but one posting, so a country's year streams.
 */
@Component
public class FecExport {

    static final Charset CHARSET = Charset.forName("ISO-8859-15");

    static final String HEADER = String.join(
            "\t",
            "JournalCode",
            "JournalLib",
            "EcritureNum",
            "EcritureDate",
            "CompteNum",
            "CompteLib",
            "CompAuxNum",
            "CompAuxLib",
            "PieceRef",
            "PieceDate",
            "EcritureLib",
            "Debit",
            "Credit",
            "EcritureLet",
            "DateLet",
            "ValidDate",
            "Montantdevise",
            "Idevise");

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

    private final JdbcTemplate jdbc;

    FecExport(DataSource dataSource) {
        // A template of its own: rows come from the server by thousands, not all at once.
        jdbc = new JdbcTemplate(dataSource);
        jdbc.setFetchSize(5_000);
    }

    /** {@code 123456782FEC20261231.txt}. */
    public static String fileName(String siren, Year year) {
        return "%sFEC%d1231.txt".formatted(siren, year.getValue());
    }

    /**
     * Writes the file of a year; the same books give the same bytes. Returns the number of lines, header not counted.
     */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public long handle(Year year, OutputStream out) {
        try {
            write(out, HEADER);
            var writer = new LineWriter(out);
            jdbc.query(
                    LINES,
                    row -> {
                        writer.line(
                                row.getString("journal"),
                                row.getLong("number"),
                                row.getObject("effective_on", LocalDate.class),
                                Account.of(row.getInt("account")),
                                orEmpty(row.getString("third_code")),
                                orEmpty(row.getString("third_label")),
                                row.getString("piece"),
                                row.getString("movement"),
                                row.getLong("debit"),
                                row.getLong("credit"),
                                letter(row),
                                letteredOn(row),
                                row.getObject("recorded_at", OffsetDateTime.class)
                                        .toInstant());
                    },
                    year.atDay(1),
                    year.atDay(1).plusYears(1));
            return writer.count;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }

    /** Lettrage : AA, AB … ZZ, AAA …, counted for each third party on each account. */
    private static String letter(ResultSet row) throws SQLException {
        long index = row.getLong("letter");
        return row.wasNull() ? "" : letters(index);
    }

    static String letters(long index) {
        var letters = new StringBuilder();
        for (long left = index + 26; left >= 0; left = left / 26 - 1) {
            letters.insert(0, (char) ('A' + left % 26));
        }
        return letters.toString();
    }

    private static String letteredOn(ResultSet row) throws SQLException {
        var day = row.getObject("lettered_on", LocalDate.class);
        return day == null ? "" : DAY.format(day);
    }

    private static void write(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(CHARSET));
    }

    /**
     * Makes a text fit the file: what ISO-8859-15 lacks is replaced by its plain form, and no separator stays inside.
     * {@code Contrepaiement – novembre…} becomes {@code Contrepaiement - novembre...} (T12).
     */
    static String plain(String text) {
        var replaced = text.replace('’', '\'')
                .replace('‘', '\'')
                .replace('“', '"')
                .replace('”', '"')
                .replace('–', '-')
                .replace('—', '-')
                .replace("…", "...")
                .replaceAll("[\\u00a0\\u202f\\u2009\\t\\r\\n|]", " ");
        var encoder = CHARSET.newEncoder();
        var kept = new StringBuilder();
        replaced.codePoints().forEach(point -> {
            var character = Character.toString(point);
            kept.append(encoder.canEncode(character) ? character : "?");
        });
        return kept.toString().strip();
    }

    private static final class LineWriter {
        private final OutputStream out;
        private final Map<Journal, String> labels = new EnumMap<>(Journal.class);
        private long count;

        LineWriter(OutputStream out) {
            this.out = out;
            for (var journal : Journal.values()) {
                labels.put(journal, plain(journal.label()));
            }
        }

        void line(
                String journalCode,
                long number,
                LocalDate on,
                Account account,
                String thirdCode,
                String thirdLabel,
                String piece,
                String movement,
                long debit,
                long credit,
                String letter,
                String letteredOn,
                Instant recordedAt) {
            var journal = Journal.valueOf(journalCode);
            var recordedOn = Paris.dayOf(recordedAt);
            var label = journal == Journal.AN
                    ? "À nouveau"
                    : Movement.valueOf(movement).label() + " " + piece;
            try {
                write(
                        out,
                        String.join(
                                "\t",
                                journal.name(),
                                labels.getOrDefault(journal, journal.name()),
                                "%s%06d".formatted(journal.name(), number),
                                DAY.format(on),
                                Integer.toString(account.code()),
                                plain(account.label()),
                                thirdCode,
                                plain(thirdLabel),
                                plain(piece),
                                DAY.format(on),
                                plain(label),
                                Money.cents(debit).comma(),
                                Money.cents(credit).comma(),
                                letter,
                                letteredOn,
                                DAY.format(recordedOn.isBefore(on) ? on : recordedOn),
                                "",
                                ""));
                count++;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    // A posting's legs are merged by account, third party and side, as an accountant writes them. The journal follows
    // from
    // the accounts a posting moves. Numbers run in each journal by order of validation; a letter closes when the
    // account
    // of a third party comes back to zero.
    private static final String LINES = """
            WITH year AS (
                SELECT ?::date AS first_day, ?::date AS next_year
            ), carried AS (
                SELECT l.account, l.auxiliary, sum(l.amount_cents)::bigint AS cents
                  FROM ledger.line l, year
                 WHERE l.effective_on < first_day
                   AND l.account < 600000
                 GROUP BY l.account, l.auxiliary
                UNION ALL
                SELECT CASE WHEN sum(l.amount_cents) < 0 THEN 120000 ELSE 129000 END, NULL, sum(l.amount_cents)::bigint
                  FROM ledger.line l, year
                 WHERE l.effective_on < first_day
                   AND l.account >= 600000
            ), merged AS (
                SELECT 0::bigint AS posting, 'AN' AS movement, 'AN' AS journal, 'AN-' || extract(year FROM first_day)
                       AS piece, first_day AS effective_on, first_day::timestamptz AS recorded_at, account, auxiliary,
                       greatest(cents, 0) AS debit, greatest(-cents, 0) AS credit, account AS place
                  FROM carried, year
                 WHERE cents <> 0
                UNION ALL
                SELECT l.posting, l.movement,
                       CASE WHEN bool_or(bool_or(l.account = 512200)) OVER posting THEN 'BC'
                            WHEN bool_or(bool_or(l.account = 512100)) OVER posting THEN 'BQ'
                            ELSE m.journal END,
                       l.piece, l.effective_on, l.recorded_at, l.account, l.auxiliary,
                       coalesce(sum(l.amount_cents) FILTER (WHERE l.amount_cents > 0), 0)::bigint,
                       coalesce(-sum(l.amount_cents) FILTER (WHERE l.amount_cents < 0), 0)::bigint,
                       min(l.leg) + CASE WHEN l.amount_cents > 0 THEN 0 ELSE 1000 END
                  FROM ledger.line l
                  JOIN ledger.movement m ON m.code = l.movement
                 CROSS JOIN year
                 WHERE l.effective_on >= first_day
                   AND l.effective_on < next_year
                 GROUP BY l.posting, l.movement, m.journal, l.piece, l.effective_on, l.recorded_at, l.account,
                          l.auxiliary, l.amount_cents > 0
                WINDOW posting AS (PARTITION BY l.posting)
            ), running AS (
                SELECT *,
                       dense_rank() OVER (PARTITION BY journal ORDER BY posting) AS number,
                       CASE WHEN auxiliary IS NOT NULL
                            THEN sum(debit - credit) OVER (PARTITION BY account, auxiliary ORDER BY posting, place)
                       END AS running
                  FROM merged
            ), grouped AS (
                SELECT *,
                       count(*) FILTER (WHERE running = 0) OVER (
                           PARTITION BY account, auxiliary ORDER BY posting, place
                           ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS closed_before,
                       count(*) FILTER (WHERE running = 0) OVER (PARTITION BY account, auxiliary) AS closed
                  FROM running
            )
            SELECT g.journal, g.number, g.effective_on, g.account, a.code AS third_code, a.label AS third_label, g.piece,
                   g.movement, g.debit, g.credit, g.recorded_at,
                   CASE WHEN closed_before < closed THEN closed_before END AS letter,
                   CASE WHEN closed_before < closed
                        THEN max(g.effective_on) OVER (PARTITION BY g.account, g.auxiliary, g.closed_before)
                   END AS lettered_on
              FROM grouped g
              LEFT JOIN ledger.auxiliary a ON a.id = g.auxiliary
             ORDER BY g.posting, g.place, g.account
            """;
}
