package coop.fairpass.catalogue;

import coop.fairpass.money.Money;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads a catalogue from CSV: rows accepted, rows refused, each refusal with its line, its column and its reason. */
final class CatalogueFile {

    sealed interface Reading {
        /** @param lines of the services accepted */
        record Read(List<Service> accepted, List<ImportCatalogue.RefusedRow> refused, Map<ServiceCode, Long> lines)
                implements Reading {
            public Read {
                accepted = List.copyOf(accepted);
                refused = List.copyOf(refused);
                lines = Map.copyOf(lines);
            }
        }

        /** @param column the missing one, when it is that */
        record Unreadable(CatalogueFileReason reason, String column) implements Reading {}
    }

    /** Which codes a file may bring; by default, any. */
    @FunctionalInterface
    interface CodeRule {
        /** @param isSaidLocal whether the row says that the service is an instance's own */
        Optional<CatalogueRowReason> refusal(ServiceCode code, boolean isSaidLocal);
    }

    /** Says whether a service is shared or local; exports have it, imports may. */
    static final String SCOPE = "scope";

    static final List<String> COLUMNS = List.of(
            "code",
            "category",
            "subcategory",
            "label",
            "level",
            "duration_minutes",
            "format",
            "max_people",
            "standard_service",
            "default_price_cents");

    private static final int LONGEST = 200;
    private static final int MOST_PEOPLE = 100;
    private static final Money HIGHEST_PRICE = Money.cents(1_000_00);

    private final List<String> header;
    private final CodeRule rule;
    private final Map<ServiceCode, Long> lines = new HashMap<>();
    private final List<Service> accepted = new ArrayList<>();
    private final List<ImportCatalogue.RefusedRow> refused = new ArrayList<>();
    private final Set<ServiceCode> codes = new HashSet<>();

    private CatalogueFile(List<String> header, CodeRule rule) {
        this.header = header;
        this.rule = rule;
    }

    static Reading read(byte[] bytes) {
        return read(bytes, (_, _) -> Optional.empty());
    }

    static Reading read(byte[] bytes, CodeRule rule) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            var records = CsvReader.builder()
                    .detectBomHeader(true)
                    .fieldSeparator(separatorOf(text))
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .ofCsvRecord(text)
                    .stream()
                    .toList();
            return records.isEmpty() ? unreadable() : read(records, rule);
        } catch (CharacterCodingException | CsvParseException e) {
            return unreadable();
        }
    }

    private static Reading read(List<CsvRecord> records, CodeRule rule) {
        var header = records.getFirst().getFields().stream()
                .map(name -> name.replace("\ufeff", "").strip().toLowerCase(Locale.ROOT))
                .toList();
        for (var column : COLUMNS) {
            if (!header.contains(column)) {
                return new Reading.Unreadable(CatalogueFileReason.COLUMN_MISSING, column);
            }
        }
        var file = new CatalogueFile(header, rule);
        records.stream().skip(1).forEach(file::readRow);
        return new Reading.Read(file.accepted, file.refused, file.lines);
    }

    /** Spreadsheets set to French write semicolons. */
    private static char separatorOf(String text) {
        var first = text.lines().findFirst().orElse("");
        return first.contains(";") && !first.contains(",") ? ';' : ',';
    }

    private static Reading unreadable() {
        return new Reading.Unreadable(CatalogueFileReason.UNREADABLE, "");
    }

    private void readRow(CsvRecord record) {
        if (record.getFieldCount() != header.size()) {
            refused.add(
                    new ImportCatalogue.RefusedRow(record.getStartingLineNumber(), "", CatalogueRowReason.ROW_LENGTH));
            return;
        }
        var row = new Row(record);
        var code = row.read("code", ServiceCode::check, CatalogueRowReason.CODE_FORM);
        if (code.filter(codes::contains).isPresent()) {
            row.refuse("code", CatalogueRowReason.CODE_REPEATED);
        }
        code.flatMap(one -> rule.refusal(one, row.isSaidLocal())).ifPresent(reason -> row.refuse("code", reason));
        var category = row.text("category");
        var subcategory = row.text("subcategory");
        var label = row.text("label");
        var level = row.number("level", 1, 3, CatalogueRowReason.LEVEL_RANGE);
        var minutes = row.number("duration_minutes", 1, Service.MOST_MINUTES, CatalogueRowReason.MINUTES_RANGE);
        var format = row.read("format", ServiceFormat::ofFrench, CatalogueRowReason.FORMAT_UNKNOWN);
        var people = row.number("max_people", 1, MOST_PEOPLE, CatalogueRowReason.PEOPLE_RANGE);
        var national =
                row.read("standard_service", NationalCategory::ofLabel, CatalogueRowReason.NATIONAL_SERVICE_UNKNOWN);
        var price = row.number("default_price_cents", 1, (int) HIGHEST_PRICE.cents(), CatalogueRowReason.PRICE_RANGE);
        if (format.isPresent()
                && people.isPresent()
                && (format.get() == ServiceFormat.INDIVIDUAL) != (people.get() == 1)) {
            row.refuse("max_people", CatalogueRowReason.PEOPLE_AND_FORMAT);
        }
        if (row.isSound()) {
            codes.add(code.orElseThrow());
            lines.put(code.orElseThrow(), record.getStartingLineNumber());
            accepted.add(new Service(
                    code.orElseThrow(),
                    category.orElseThrow(),
                    subcategory.orElseThrow(),
                    label.orElseThrow(),
                    level.orElseThrow(),
                    minutes.orElseThrow(),
                    format.orElseThrow(),
                    people.orElseThrow(),
                    national.orElseThrow(),
                    Money.cents(price.orElseThrow())));
        }
    }

    /** One row being read; what is wrong is told cell by cell, all of it. */
    private final class Row {

        private final CsvRecord record;
        private final int refusedBefore = refused.size();

        Row(CsvRecord record) {
            this.record = record;
        }

        boolean isSound() {
            return refused.size() == refusedBefore;
        }

        boolean isSaidLocal() {
            return header.contains(SCOPE)
                    && record.getField(header.indexOf(SCOPE)).strip().equalsIgnoreCase("local");
        }

        void refuse(String column, CatalogueRowReason reason) {
            refused.add(new ImportCatalogue.RefusedRow(record.getStartingLineNumber(), column, reason));
        }

        Optional<String> text(String column) {
            var text = record.getField(header.indexOf(column)).strip();
            if (text.isEmpty() || text.length() > LONGEST) {
                refuse(column, text.isEmpty() ? CatalogueRowReason.CELL_EMPTY : CatalogueRowReason.CELL_TOO_LONG);
                return Optional.empty();
            }
            return Optional.of(text);
        }

        <T> Optional<T> read(String column, Function<String, Optional<T>> check, CatalogueRowReason otherwise) {
            var text = text(column);
            var value = text.flatMap(check);
            if (text.isPresent() && value.isEmpty()) {
                refuse(column, otherwise);
            }
            return value;
        }

        Optional<Integer> number(String column, int least, int most, CatalogueRowReason otherwise) {
            return read(
                    column,
                    text -> text.matches("\\d{1,9}")
                            ? Optional.of(Integer.valueOf(text)).filter(number -> number >= least && number <= most)
                            : Optional.empty(),
                    otherwise);
        }
    }
}
