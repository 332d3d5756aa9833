package coop.fairpass.bank;

import coop.fairpass.bank.BankFileReport.Line;
import coop.fairpass.bank.BankFileReport.LineOutcome;
import coop.fairpass.bank.BankFileReport.StatementReport;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The files of the bank, kept as they came, and the report of each reading. */
@Component
public class BankFiles {

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;
    private final Clock clock;

    BankFiles(JdbcClient jdbc, NamedParameterJdbcOperations batches, Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.clock = clock;
    }

    /** The report of the last reading of a file. */
    @Transactional(readOnly = true)
    public Optional<BankFileReport> lastReport(UUID file) {
        return jdbc.sql("SELECT id FROM bank.reading WHERE file = :file ORDER BY place DESC LIMIT 1")
                .param("file", file)
                .query(UUID.class)
                .optional()
                .map(this::report);
    }

    /** The last readings of files, without their lines. */
    @Transactional(readOnly = true)
    public List<BankFileReport> last(int count) {
        return jdbc.sql(READINGS + " ORDER BY r.place DESC LIMIT :count")
                .param("count", count)
                .query((row, _) -> report(row, List.of()))
                .list();
    }

    private static final String READINGS = """
            SELECT r.id, r.file, r.name, r.read_at, r.read_by, f.sha256, f.format
              FROM bank.reading r
              JOIN bank.file f ON f.id = r.file
            """;

    boolean isRead(UUID reading) {
        return jdbc.sql("SELECT EXISTS (SELECT 1 FROM bank.reading WHERE id = :id)")
                .param("id", reading)
                .query(Boolean.class)
                .single();
    }

    /** Keeps a file, once, and one more reading of it; false when that reading is already there. */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean begins(UUID reading, String name, BankFileFormat format, byte[] content, Actor by) {
        var sha256 = Sha256.of(content);
        var file = UUID.nameUUIDFromBytes(sha256.getBytes(StandardCharsets.US_ASCII));
        jdbc.sql("""
                        INSERT INTO bank.file (id, sha256, format, content)
                        VALUES (:id, :sha256, :format, :content)
                            ON CONFLICT (id) DO NOTHING
                        """)
                .param("id", file)
                .param("sha256", sha256)
                .param("format", format.name())
                .param("content", content)
                .update();
        return jdbc.sql("""
                        INSERT INTO bank.reading (id, file, name, read_at, read_by)
                        VALUES (:id, :file, :name, :at, :by)
                            ON CONFLICT (id) DO NOTHING
                        """)
                        .param("id", reading)
                        .param("file", file)
                        .param("name", name)
                        .param("at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                        .param("by", by.reference())
                        .update()
                == 1;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(UUID reading, List<Line> lines) {
        int place = jdbc.sql("SELECT coalesce(max(place), 0) FROM bank.report_line WHERE reading = :reading")
                .param("reading", reading)
                .query(Integer.class)
                .single();
        var rows = new ArrayList<SqlParameterSource>();
        for (var line : lines) {
            rows.add(new MapSqlParameterSource()
                    .addValue("reading", reading)
                    .addValue("place", ++place)
                    .addValue("statement", line.statement().orElse(null), Types.OTHER)
                    .addValue("outcome", line.outcome().name())
                    .addValue("entry", line.entry().orElse(null), Types.OTHER)
                    .addValue("line", line.position().line())
                    .addValue("column", line.position().column())
                    .addValue("field", line.field())
                    .addValue("value", line.value())
                    .addValue("problem", line.problem().map(Enum::name).orElse(null), Types.VARCHAR));
        }
        batches.batchUpdate("""
                        INSERT INTO bank.report_line (reading, place, statement, outcome, entry, file_line,
                               file_column, field, value, problem)
                        VALUES (:reading, :place, :statement, :outcome, :entry, :line,
                               :column, :field, :value, :problem)
                        """, rows.toArray(SqlParameterSource[]::new));
    }

    BankFileReport report(UUID reading) {
        return jdbc.sql(READINGS + " WHERE r.id = :id")
                .param("id", reading)
                .query((row, _) -> report(row, lines(reading)))
                .single();
    }

    private BankFileReport report(ResultSet row, List<Line> lines) throws SQLException {
        var reading = row.getObject("id", UUID.class);
        return new BankFileReport(
                row.getObject("file", UUID.class),
                reading,
                row.getString("name"),
                row.getString("sha256"),
                BankFileFormat.valueOf(row.getString("format")),
                row.getObject("read_at", OffsetDateTime.class).toInstant(),
                row.getString("read_by"),
                statements(reading),
                lines);
    }

    private List<StatementReport> statements(UUID reading) {
        return jdbc.sql("""
                        SELECT id, account, bank_id, outcome, problem, expected_cents, found_cents, opening_cents,
                               closing_cents, closing_on
                          FROM bank.statement
                         WHERE reading = :reading
                         ORDER BY rank
                        """)
                .param("reading", reading)
                .query((row, _) -> new StatementReport(
                        row.getObject("id", UUID.class),
                        AccountKind.valueOf(row.getString("account")),
                        row.getString("bank_id"),
                        StatementOutcome.valueOf(row.getString("outcome")),
                        Optional.ofNullable(row.getString("problem")).map(ContinuityProblem::valueOf),
                        cents(row, "expected_cents"),
                        cents(row, "found_cents"),
                        cents(row, "opening_cents"),
                        cents(row, "closing_cents"),
                        Optional.ofNullable(row.getObject("closing_on", LocalDate.class))))
                .list();
    }

    private static Optional<Money> cents(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, Long.class)).map(Money::cents);
    }

    private List<Line> lines(UUID reading) {
        return jdbc.sql("""
                        SELECT statement, outcome, entry, file_line, file_column, field, value, problem
                          FROM bank.report_line
                         WHERE reading = :reading
                         ORDER BY place
                        """)
                .param("reading", reading)
                .query((row, _) -> new Line(
                        Optional.ofNullable(row.getObject("statement", UUID.class)),
                        LineOutcome.valueOf(row.getString("outcome")),
                        Optional.ofNullable(row.getObject("entry", UUID.class)),
                        new Position(row.getInt("file_line"), row.getInt("file_column")),
                        row.getString("field"),
                        row.getString("value"),
                        Optional.ofNullable(row.getString("problem")).map(RowProblem::valueOf)))
                .list();
    }
}
