package coop.fairpass.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A table for spreadsheets: semicolons and UTF-8 with its mark, which French ones open by a click, and no cell that
 * they would run. A cell that begins as a formula gets an apostrophe first; a number stays a number.
 */
public final class SafeCsv {

    static final String BYTE_ORDER_MARK = "\ufeff";
    private static final String STARTS_A_FORMULA = "=+-@\t\r\n";

    private final StringWriter text = new StringWriter();
    private final CsvWriter csv;

    public SafeCsv(String... header) {
        text.write(BYTE_ORDER_MARK);
        csv = writer(text);
        csv.writeRecord(Arrays.stream(header).map(SafeCsv::safe).toList());
    }

    /** A table whose rows leave as they come. */
    static CsvWriter writer(Writer out) {
        return CsvWriter.builder()
                .fieldSeparator(';')
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(out);
    }

    public SafeCsv row(Object... cells) {
        return row(Arrays.asList(cells));
    }

    public SafeCsv row(List<?> cells) {
        csv.writeRecord(cells.stream().map(String::valueOf).map(SafeCsv::safe).toList());
        return this;
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String safe(String cell) {
        boolean isFormula = !cell.isEmpty() && STARTS_A_FORMULA.indexOf(cell.charAt(0)) >= 0;
        return isFormula && !cell.matches("-?\\d+([.,]\\d+)?") ? "'" + cell : cell;
    }
}
