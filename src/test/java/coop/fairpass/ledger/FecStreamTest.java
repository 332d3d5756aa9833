package coop.fairpass.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import java.io.ByteArrayOutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.JdbcTemplate;

/** The file that is streamed, against the same file worked out by one query that says what each field means. */
@ExtendWith(TestDatabase.class)
@DisplayName("Le fichier des écritures, écrit au fil de l’eau, est celui que dit une seule requête")
class FecStreamTest {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");
    private static final int POSTINGS = 4_000;

    private final Db db;

    FecStreamTest(Db db) {
        this.db = db;
    }

    @Test
    @DisplayName("sur des livres tirés au sort : octet pour octet, la première année et la suivante (T12)")
    void streams_what_the_query_says() {
        var random = new Random(20_261_231);
        fill(random);
        for (var year : List.of(Year.of(2026), Year.of(2027))) {
            var out = new ByteArrayOutputStream();
            var lines = db.transactions().execute(_ -> new FecExport(db.app()).handle(year, out));
            var expected = bySql(year);
            assertThat(out.toString(FecExport.CHARSET).split("\r\n")).containsExactlyElementsOf(expected);
            assertThat(lines).isEqualTo(expected.size() - 1L);
            assertThat(expected).hasSizeGreaterThan(POSTINGS).anyMatch(line -> line.contains("\tAB\t"));
        }
    }

    /** Postings of one leg and of many, to few third parties so that their accounts often come back to zero. */
    private void fill(Random random) {
        var owner = new JdbcTemplate(db.owner());
        IntStream.rangeClosed(1, 9)
                .forEach(i -> owner.update(
                        "INSERT INTO ledger.auxiliary (code, label) VALUES (?, ?)",
                        "T" + i,
                        "Tiers n° " + i + "\t– « œuvre »…"));
        var moves = List.of("M20", "M27", "M22", "M28", "M03", "M02", "M04", "M50");
        for (int i = 0; i < POSTINGS; i++) {
            var movement = moves.get(random.nextInt(moves.size()));
            var pairs = owner.queryForList(
                    "SELECT debit_account || '-' || credit_account FROM ledger.allowed_leg WHERE movement = ?",
                    String.class,
                    movement);
            var on = LocalDate.of(2026, 1, 1).plusDays(i * 730L / POSTINGS);
            var at = on.plusDays(random.nextInt(2))
                    .atTime(random.nextInt(24), 30)
                    .atOffset(ZoneOffset.UTC);
            var cause = UUID.randomUUID();
            var piece =
                    List.of("P-" + i, "n° " + i + "…", " bord" + i, "€|" + i).get(random.nextInt(4));
            int legs = random.nextInt(10) == 0 ? 30 : 1 + random.nextInt(3);
            for (int leg = 1; leg <= legs; leg++) {
                var pair = pairs.get(random.nextInt(pairs.size())).split("-", -1);
                int debit = Integer.parseInt(pair[0]);
                int credit = Integer.parseInt(pair[1]);
                owner.update(
                        """
                        INSERT INTO ledger.leg (posting, recorded_at, amount_cents, cause, effective_on, debit_account,
                               credit_account, debit_auxiliary, credit_auxiliary, leg, movement, piece)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        i + 1,
                        at,
                        (1 + random.nextInt(3)) * 5_05L,
                        cause,
                        on,
                        debit,
                        credit,
                        third(debit, random),
                        third(credit, random),
                        leg,
                        movement,
                        piece);
            }
        }
    }

    private static @Nullable Integer third(int account, Random random) {
        return Account.of(account).third() == Account.Third.NONE ? null : 1 + random.nextInt(9);
    }

    private List<String> bySql(Year year) {
        var lines = new ArrayList<String>();
        lines.add(FecExport.HEADER);
        db.transactions()
                .executeWithoutResult(_ -> lines.addAll(new JdbcTemplate(db.app())
                        .query(
                                LINES,
                                (row, _) -> line(row),
                                year.atDay(1),
                                year.atDay(1).plusYears(1))));
        return lines;
    }

    private static String line(ResultSet row) throws SQLException {
        var journal = Journal.valueOf(row.getString("journal"));
        var account = Account.of(row.getInt("account"));
        var on = row.getObject("effective_on", LocalDate.class);
        var piece = row.getString("piece");
        var recordedOn =
                Paris.dayOf(row.getObject("recorded_at", OffsetDateTime.class).toInstant());
        var label = journal == Journal.AN
                ? "À nouveau"
                : Movement.valueOf(row.getString("movement")).label() + " " + piece;
        long letter = row.getLong("letter");
        boolean isLettered = !row.wasNull();
        return String.join(
                "\t",
                journal.name(),
                FecExport.plain(journal.label()),
                "%s%06d".formatted(journal.name(), row.getLong("number")),
                DAY.format(on),
                Integer.toString(account.code()),
                FecExport.plain(account.label()),
                Optional.ofNullable(row.getString("third_code")).orElse(""),
                FecExport.plain(
                        Optional.ofNullable(row.getString("third_label")).orElse("")),
                FecExport.plain(piece),
                DAY.format(on),
                FecExport.plain(label),
                Money.cents(row.getLong("debit")).comma(),
                Money.cents(row.getLong("credit")).comma(),
                isLettered ? FecExport.letters(letter) : "",
                isLettered ? DAY.format(row.getObject("lettered_on", LocalDate.class)) : "",
                DAY.format(recordedOn.isBefore(on) ? on : recordedOn),
                "",
                "");
    }

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
                            WHEN m.journal = 'VE' AND NOT bool_or(bool_or(l.account >= 600000)) OVER posting THEN 'OD'
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
             ORDER BY g.posting, g.place, g.account, g.auxiliary
            """;
}
