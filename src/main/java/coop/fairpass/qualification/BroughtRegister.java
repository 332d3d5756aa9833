package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.Siren;
import coop.fairpass.directory.Siret;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The register as an operator or a reviewer brought it, in a CSV file; a line read again replaces what it said. */
@Component
public class BroughtRegister implements EstablishmentRegister {

    /** @param csv columns siret, state (ACTIVE, CLOSED or NON_DIFFUSIBLE), legal_name, street, postal_code, town */
    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(byte[] csv, Actor by) {}

    public sealed interface Outcome {
        record Brought(int accepted, List<RefusedRow> refused) implements Outcome {
            public Brought {
                refused = List.copyOf(refused);
            }
        }

        record Refused(RegisterFileReason reason) implements Outcome {}
    }

    /** A row that is left out; the first line of a file is 1. */
    public record RefusedRow(long line, String column, RegisterFileReason reason) {}

    /** Why a file of the register, or one of its rows, is not read. */
    public enum RegisterFileReason {
        NOT_ALLOWED,
        UNREADABLE,
        COLUMN_MISSING,
        SIRET_UNSOUND,
        STATE_UNKNOWN,
        CELL_TOO_LONG
    }

    private static final List<String> COLUMNS =
            List.of("siret", "state", "legal_name", "street", "postal_code", "town");
    private static final int LONGEST = 200;

    private static final String SELECT = """
            SELECT siret, state, legal_name, street, postal_code, town
              FROM qualification.register_entry
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    BroughtRegister(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Entry> find(Siret siret) {
        return jdbc.sql(SELECT + " WHERE siret = :siret")
                .param("siret", siret.digits())
                .query((row, _) -> entry(row))
                .optional();
    }

    @Override
    @Transactional(readOnly = true)
    public List<Entry> of(Siren siren) {
        return jdbc.sql(SELECT + " WHERE left(siret, 9) = :siren ORDER BY siret")
                .param("siren", siren.digits())
                .query((row, _) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                Siret.of(row.getString("siret")),
                EstablishmentState.valueOf(row.getString("state")),
                row.getString("legal_name"),
                row.getString("street"),
                row.getString("postal_code"),
                row.getString("town"));
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.OPERATOR, Role.COOP_REVIEWER)) {
            return new Outcome.Refused(RegisterFileReason.NOT_ALLOWED);
        }
        List<NamedCsvRecord> rows;
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(command.csv()))
                    .toString();
            rows = CsvReader.builder()
                    .fieldSeparator(text.lines().findFirst().orElse("").contains(";") ? ';' : ',')
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofNamedCsvRecord(text.startsWith("\ufeff") ? text.substring(1) : text)
                    .stream()
                    .toList();
        } catch (CharacterCodingException | CsvParseException e) {
            return new Outcome.Refused(RegisterFileReason.UNREADABLE);
        }
        if (rows.isEmpty() || !rows.getFirst().getHeader().containsAll(COLUMNS)) {
            return new Outcome.Refused(RegisterFileReason.COLUMN_MISSING);
        }
        var refused = new ArrayList<RefusedRow>();
        int accepted = 0;
        for (var row : rows) {
            accepted += keep(row, command.by(), refused) ? 1 : 0;
        }
        return new Outcome.Brought(accepted, refused);
    }

    private boolean keep(NamedCsvRecord row, Actor by, List<RefusedRow> refused) {
        var siret = Siret.check(cell(row, "siret")).valid();
        var state = state(cell(row, "state"));
        if (siret.isEmpty() || state.isEmpty()) {
            refused.add(new RefusedRow(
                    row.getStartingLineNumber(),
                    siret.isEmpty() ? "siret" : "state",
                    siret.isEmpty() ? RegisterFileReason.SIRET_UNSOUND : RegisterFileReason.STATE_UNKNOWN));
            return false;
        }
        for (var column : COLUMNS) {
            if (cell(row, column).length() > LONGEST) {
                refused.add(new RefusedRow(row.getStartingLineNumber(), column, RegisterFileReason.CELL_TOO_LONG));
                return false;
            }
        }
        jdbc.sql("""
                        INSERT INTO qualification.register_entry (siret, state, legal_name, street, postal_code, town,
                               entered_at, entered_by)
                        VALUES (:siret, :state, :legal_name, :street, :postal_code, :town, :entered_at, :entered_by)
                            ON CONFLICT (siret) DO UPDATE
                           SET state = :state, legal_name = :legal_name, street = :street,
                               postal_code = :postal_code, town = :town, entered_at = :entered_at,
                               entered_by = :entered_by
                        """)
                .param("siret", siret.get().digits())
                .param("state", state.get().name())
                .param("legal_name", cell(row, "legal_name"))
                .param("street", cell(row, "street"))
                .param("postal_code", cell(row, "postal_code"))
                .param("town", cell(row, "town"))
                .param("entered_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param("entered_by", by.reference())
                .update();
        return true;
    }

    private static String cell(NamedCsvRecord row, String column) {
        return row.findField(column).orElse("").strip().replace("\u0000", "");
    }

    private static Optional<EstablishmentState> state(String written) {
        try {
            return Optional.of(EstablishmentState.valueOf(written.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
