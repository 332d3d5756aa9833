package coop.fairpass.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Archive : files in open formats that leave while they are read, in one zip; nothing but the file under way is in
 * memory. Its last file, {@value #SAYS_ALL}, says what each of the others holds and how many rows there are in it.
 */
public final class Archive {

    /** What every archive ends with. */
    public static final String SAYS_ALL = "LISEZMOI.txt";

    /** The rows of one table. */
    public static final class Table {
        private final CsvWriter csv;
        private final int columns;
        private long rows;

        private Table(CsvWriter csv, int columns) {
            this.csv = csv;
            this.columns = columns;
        }

        /**
         * One row. An empty {@link Optional} is an empty cell.
         *
         * @throws IllegalArgumentException when it has not as many cells as there are columns
         */
        public void row(Object... cells) {
            if (cells.length != columns) {
                throw new IllegalArgumentException("a row of %d cells for %d columns".formatted(cells.length, columns));
            }
            csv.writeRecord(Arrays.stream(cells)
                    .map(cell -> cell instanceof Optional<?> maybe
                            ? maybe.<Object>map(one -> one).orElse("")
                            : cell)
                    .map(String::valueOf)
                    .map(SafeCsv::safe)
                    .toList());
            rows++;
        }
    }

    /** What writes the rows of a table. */
    @FunctionalInterface
    public interface Rows {
        void into(Table table) throws IOException;
    }

    /** What writes a file as it goes; it may close what it writes to. */
    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
            .build();

    private final ZipOutputStream zip;
    private final LocalDateTime at;
    private final Map<String, String> says = new LinkedHashMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();

    /** @param at when it was made, in Paris: the time that its files bear */
    public Archive(OutputStream out, LocalDateTime at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.at = at;
    }

    /** A table for spreadsheets and programs, as {@link SafeCsv} writes them. */
    public void table(String path, String saying, List<String> columns, Rows rows) throws IOException {
        begin(path, saying);
        var text = new BufferedWriter(new OutputStreamWriter(kept(zip), StandardCharsets.UTF_8));
        text.write(SafeCsv.BYTE_ORDER_MARK);
        var csv = SafeCsv.writer(text);
        csv.writeRecord(columns.stream().map(SafeCsv::safe).toList());
        var table = new Table(csv, columns.size());
        rows.into(table);
        text.flush();
        counts.put(path, table.rows);
        zip.closeEntry();
    }

    /** What is nested, as JSON. */
    public void json(String path, String saying, Object content) throws IOException {
        begin(path, saying);
        zip.write(asJson(content));
        zip.closeEntry();
    }

    /** The same for a file of a folder: UTF-8, indented, days as {@code 2027-01-31}. */
    public static byte[] asJson(Object content) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(content);
    }

    /** A file that somebody else writes. */
    public void file(String path, String saying, Writing writing) throws IOException {
        begin(path, saying);
        writing.to(kept(zip));
        zip.closeEntry();
    }

    /** Says once what the files of a folder are; {@link #file(String, byte[])} adds them. */
    public void folder(String path, String saying) {
        says.put(path + "/", saying);
        counts.putIfAbsent(path + "/", 0L);
    }

    /** A file of a folder. */
    public void file(String path, byte[] content) throws IOException {
        counts.merge(path.substring(0, path.lastIndexOf('/') + 1), 1L, Long::sum);
        enter(path);
        zip.write(content);
        zip.closeEntry();
    }

    /** Ends the archive with what says all, after some words of whoever made it. */
    public void finish(String words) throws IOException {
        enter(SAYS_ALL);
        var text = new StringBuilder(words).append("\n\nLes fichiers\n\n");
        says.forEach((path, saying) -> text.append(path)
                .append(counted(path))
                .append('\n')
                .append("    ")
                .append(saying)
                .append('\n'));
        zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
        zip.finish();
        zip.flush();
    }

    private String counted(String path) {
        var count = counts.get(path);
        if (count == null) {
            return "";
        }
        return path.endsWith("/")
                ? " (%s)".formatted(Plural.of(count, "fichier", "fichiers"))
                : " (%s)".formatted(Plural.of(count, "ligne", "lignes"));
    }

    private void begin(String path, String saying) throws IOException {
        says.put(path, saying);
        enter(path);
    }

    private void enter(String path) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
    }

    /** The archive, for a writer that closes what it is given: only the archive ends itself. */
    private static OutputStream kept(OutputStream out) {
        return new FilterOutputStream(out) {
            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void close() throws IOException {
                flush();
            }
        };
    }
}
