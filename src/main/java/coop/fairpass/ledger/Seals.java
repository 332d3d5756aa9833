package coop.fairpass.ledger;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.money.Money;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Scellés : the postings of each round of due work, closed by a digest that includes the previous one.
 *
 * <p>Each machine also writes the seals it sees in a file of its own, outside the database: were a database to come
 * back without its last postings, after a restoration or a failover that lost some, its chain would no longer hold
 * what the file says, and doctor tells (LEDGER-17).
 */
@Component
public class Seals implements DailyTask {

    /** How many seals of the file doctor looks up at the least, the last ones. */
    private static final long LOOKED_UP = 2_000;

    /** Two numbers of eighteen digits, a digest of sixty-four, two spaces, a line feed. */
    private static final long LONGEST_LINE = 18 + 1 + 18 + 1 + 64 + 1;

    /**
     * One seal.
     *
     * @param legs how many legs its postings have
     * @param amount the sum of their amounts
     * @param digest SHA-256 in hexadecimal, of the previous digest and of the lines, each ended by a line feed
     */
    public record Seal(
            long number,
            long firstPosting,
            long lastPosting,
            long legs,
            Money amount,
            Instant sealedAt,
            String previousDigest,
            String digest) {

        String written() {
            return "%d %d %s\n".formatted(number, lastPosting, digest);
        }
    }

    /** A seal as the file of a machine remembers it. */
    record Remembered(long number, long lastPosting, String digest) {

        private static final Pattern WRITTEN = Pattern.compile("(\\d{1,18}) (\\d{1,18}) ([0-9a-f]{64})");

        static Optional<Remembered> read(String line) {
            var written = WRITTEN.matcher(line);
            return written.matches()
                    ? Optional.of(new Remembered(
                            Long.parseLong(written.group(1)), Long.parseLong(written.group(2)), written.group(3)))
                    : Optional.empty();
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Path file;

    Seals(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            @Value("${fairpass.seals.file:${fairpass.home:data}/seals.log}") String file) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.file = Path.of(file);
    }

    @Override
    public String name() {
        return "ledger: seals";
    }

    @Override
    public int order() {
        return 1; // after balances are rolled up: what is rolled up can be sealed
    }

    /** Seals what was posted, then remembers outside the database every seal it has not remembered yet. */
    @Override
    public void run(LocalDate today) {
        transaction.executeWithoutResult(_ -> jdbc.sql("SELECT ledger.seal_postings(:at)")
                .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .query((_, _) -> 0)
                .single());
        remember();
    }

    private synchronized void remember() {
        var last = remembered().stream().mapToLong(Remembered::number).max().orElse(0);
        var missing = after(last, Integer.MAX_VALUE);
        if (missing.isEmpty()) {
            return;
        }
        var text = new StringBuilder(endsWithALine() ? "" : "\n");
        missing.forEach(seal -> text.append(seal.written()));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(
                    file,
                    text,
                    StandardCharsets.US_ASCII,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND,
                    StandardOpenOption.DSYNC);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The last seals that this machine remembers, oldest first; a line cut by a power failure is no seal. Only the end
     * of the file is read: it grows by a line a round, for years.
     */
    List<Remembered> remembered() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try (var all = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, all.length() - LOOKED_UP * LONGEST_LINE);
            all.seek(from);
            var end = new byte[(int) (all.length() - from)];
            all.readFully(end);
            return new String(end, StandardCharsets.ISO_8859_1)
                    .lines()
                    .skip(from > 0 ? 1 : 0) // the line that the cut went through
                    .flatMap(line -> Remembered.read(line).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Not after a power failure that cut the last line: what is written next must not be taken into it. */
    private boolean endsWithALine() {
        if (Files.notExists(file)) {
            return true;
        }
        try (var all = new RandomAccessFile(file.toFile(), "r")) {
            all.seek(Math.max(0, all.length() - 1));
            int last = all.read();
            return last == -1 || last == '\n';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first seals that follow one, in their order. */
    public List<Seal> after(long number, int most) {
        return jdbc.sql("""
                        SELECT number, first_posting, last_posting, legs, amount_cents, sealed_at, previous_digest, digest
                          FROM ledger.seal WHERE number > :number ORDER BY number LIMIT :most
                        """)
                .param("number", number)
                .param("most", most)
                .query((row, _) -> seal(row))
                .list();
    }

    /** The last seal, once there is one. */
    public Optional<Seal> last() {
        return jdbc.sql("""
                        SELECT number, first_posting, last_posting, legs, amount_cents, sealed_at, previous_digest, digest
                          FROM ledger.seal ORDER BY number DESC LIMIT 1
                        """).query((row, _) -> seal(row)).optional();
    }

    private static Seal seal(ResultSet row) throws SQLException {
        return new Seal(
                row.getLong("number"),
                row.getLong("first_posting"),
                row.getLong("last_posting"),
                row.getLong("legs"),
                Money.cents(row.getLong("amount_cents")),
                row.getObject("sealed_at", OffsetDateTime.class).toInstant(),
                row.getString("previous_digest"),
                row.getString("digest"));
    }

    /** The lines that a seal closes, as its digest reads them, each ended by a line feed; empty when there is none. */
    public Optional<String> lines(long number) {
        return jdbc.sql("""
                        SELECT coalesce((SELECT string_agg(l.line || E'\\n', '' ORDER BY l.posting, l.leg)
                                           FROM ledger.sealed_line l
                                          WHERE l.posting BETWEEN s.first_posting AND s.last_posting), '')
                          FROM ledger.seal s WHERE s.number = :number
                        """).param("number", number).query(String.class).optional();
    }
}
