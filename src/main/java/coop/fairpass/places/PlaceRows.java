package coop.fairpass.places;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The rows of a list, whether CSV or JSON, as texts by header.
 *
 * @param headers those of the first line, or all those of the objects
 * @param numeric headers of columns that somebody stored as numbers, so that zeros at the left were lost
 */
record PlaceRows(Set<String> headers, List<Row> rows, Set<String> numeric) {

    /**
     * One row; a cell that is absent is empty.
     *
     * @param isReadable false when it has not as many cells as there are headers, or is no flat object
     */
    record Row(long line, Map<String, String> cells, boolean isReadable) {
        String cell(String header) {
            return cells.getOrDefault(header, "");
        }
    }

    /** Empty when the bytes are neither CSV nor JSON in UTF-8. */
    static Optional<PlaceRows> read(byte[] bytes) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .replaceFirst("^\ufeff", "");
            var start = text.stripLeading();
            if (start.startsWith("[")) {
                return ofJson(text);
            }
            return start.startsWith("{") && start.contains("\"structures\"") ? ofJson(text) : ofCsv(text);
        } catch (CharacterCodingException | CsvParseException | JacksonException e) {
            return Optional.empty();
        }
    }

    private static Optional<PlaceRows> ofCsv(String text) {
        var first = text.lines().findFirst().orElse("");
        var records = CsvReader.builder()
                .fieldSeparator(first.contains(";") && !first.contains(",") ? ';' : ',')
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text)
                .stream()
                .toList();
        if (records.isEmpty()) {
            return Optional.empty();
        }
        var headers = records.getFirst().getFields().stream().map(String::strip).toList();
        var rows = records.stream().skip(1).map(record -> row(record, headers)).toList();
        var numeric = new LinkedHashSet<String>();
        for (var header : headers) {
            if (rows.stream().map(row -> row.cell(header)).noneMatch(cell -> !cell.matches("([1-9]\\d*)?"))
                    && rows.stream().anyMatch(row -> !row.cell(header).isEmpty())) {
                numeric.add(header);
            }
        }
        return Optional.of(new PlaceRows(new LinkedHashSet<>(headers), rows, numeric));
    }

    private static Row row(CsvRecord record, List<String> headers) {
        var cells = new LinkedHashMap<String, String>();
        for (int i = 0; i < Math.min(headers.size(), record.getFieldCount()); i++) {
            cells.put(headers.get(i), record.getField(i).strip());
        }
        return new Row(record.getStartingLineNumber(), cells, record.getFieldCount() == headers.size());
    }

    private static Optional<PlaceRows> ofJson(String text) {
        var list = DataInclusionFile.structures(JsonMapper.shared().readTree(text));
        if (!list.isArray() || list.isEmpty()) {
            return Optional.empty();
        }
        var headers = new LinkedHashSet<String>();
        var numeric = new LinkedHashSet<String>();
        var rows = new ArrayList<Row>();
        for (var object : list) {
            boolean isFlat = object.isObject() && object.valueStream().allMatch(PlaceRows::isCell);
            var cells = new LinkedHashMap<String, String>();
            if (isFlat) {
                object.forEachEntry((header, value) -> {
                    cells.put(header, text(value));
                    if (value.isNumber()) {
                        numeric.add(header);
                    }
                });
            }
            headers.addAll(cells.keySet());
            rows.add(new Row(rows.size() + 1L, cells, isFlat));
        }
        return Optional.of(new PlaceRows(headers, List.copyOf(rows), numeric));
    }

    /** A text, a number, or a list of them, which a cell holds joined by bars as the standard does. */
    private static boolean isCell(JsonNode value) {
        return !value.isContainer() || (value.isArray() && value.valueStream().noneMatch(JsonNode::isContainer));
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(PlaceRows::text).collect(Collectors.joining("|"));
        }
        if (value.isNull()) {
            return "";
        }
        return value.isNumber()
                ? value.decimalValue().toPlainString()
                : value.asString().strip();
    }
}
