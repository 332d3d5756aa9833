package coop.fairpass.ledger;

import coop.fairpass.calendar.Paris;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Year;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.ConnectionCallback;
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
 * that third party comes back to zero. The year is read twice, once to know which letters close, once to write; what is
 * kept is one posting, a balance a third party and a day a letter, so a country's year streams.
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

    /** The number of the opening balances, before any posting. */
    private static final long OPENING = 0;

    private final JdbcTemplate jdbc;

    FecExport(DataSource dataSource) {
        jdbc = new JdbcTemplate(dataSource);
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
        // One statement reads a whole year, at the pace of whoever takes the file.
        jdbc.execute("SET LOCAL statement_timeout = 0");
        jdbc.execute((ConnectionCallback<Boolean>) connection -> {
            connection.setNetworkTimeout(Runnable::run, 0); // until the pool takes it back
            return true;
        });
        var opening = opening(year);
        Map<Integer, byte[]> thirds = new HashMap<>();
        jdbc.query("SELECT id, code, label FROM ledger.auxiliary", row -> {
            thirds.put(row.getInt("id"), FecWriter.third(row.getString("code"), row.getString("label")));
        });
        return Objects.requireNonNull(
                jdbc.execute((ConnectionCallback<Long>) connection -> write(connection, year, opening, thirds, out)));
    }

    private static long write(
            Connection connection, Year year, List<MergedLine> opening, Map<Integer, byte[]> thirds, OutputStream out)
            throws SQLException {
        var from = year.atDay(1);
        var until = from.plusYears(1);
        var lettering = new Lettering();
        lettering.read(opening, from.toEpochDay());
        MergedLine.forEach(
                LegCopy.amounts(connection, from, until), (head, lines) -> lettering.read(lines, head.epochDay()));
        try {
            var writer = new FecWriter(out, thirds);
            var numbers = new EnumMap<Journal, Long>(Journal.class);
            MergedLine.Each write = (head, lines) -> {
                var journal = journalOf(head, lines);
                writer.posting(journal, numbers.merge(journal, 1L, Long::sum), head);
                for (var line : lines) {
                    writer.line(line, lettering.next(line));
                }
            };
            if (!opening.isEmpty()) {
                write.posting(
                        new MergedLine.Head(
                                OPENING,
                                from.toEpochDay(),
                                Movement.M01,
                                Paris.startOf(from).getEpochSecond(),
                                "AN-" + year),
                        opening);
            }
            MergedLine.forEach(LegCopy.whole(connection, from, until), write);
            return writer.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Journal journalOf(MergedLine.Head head, List<MergedLine> lines) {
        if (head.posting() == OPENING) {
            return Journal.AN;
        }
        var moved = EnumSet.noneOf(Account.class);
        for (var line : lines) {
            moved.add(Account.of(line.account()));
        }
        return head.movement().journal(moved);
    }

    /** À nouveaux : balances before the year, classes 6 and 7 as one result. */
    private List<MergedLine> opening(Year year) {
        return jdbc.query(
                """
                WITH carried AS (
                    SELECT l.account, l.auxiliary, sum(l.amount_cents)::bigint AS cents
                      FROM ledger.line l
                     WHERE l.effective_on < ?
                     GROUP BY l.account, l.auxiliary
                ), result AS (
                    SELECT sum(cents)::bigint AS cents FROM carried WHERE account >= 600000
                )
                SELECT account, auxiliary, cents
                  FROM carried
                 WHERE account < 600000 AND cents <> 0
                 UNION ALL
                SELECT CASE WHEN cents < 0 THEN 120000 ELSE 129000 END, NULL, cents
                  FROM result
                 WHERE cents <> 0
                 ORDER BY account, auxiliary
                """,
                (row, _) -> {
                    int account = row.getInt("account");
                    long cents = row.getLong("cents");
                    return new MergedLine(account, row.getInt("auxiliary"), cents > 0, Math.abs(cents), account);
                },
                year.atDay(1));
    }

    /** Lettrage : AA, AB … ZZ, AAA …, counted for each third party on each account. */
    static String letters(long index) {
        var letters = new StringBuilder();
        for (long left = index + 26; left >= 0; left = left / 26 - 1) {
            letters.insert(0, (char) ('A' + left % 26));
        }
        return letters.toString();
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
}
