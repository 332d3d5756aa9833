package coop.fairpass.catalogue;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a catalogue as the file that we read: what is exported can be imported again, without loss. */
final class CatalogueCsv {

    private CatalogueCsv() {}

    /** The cells of a service, by column, in order. */
    static Map<String, String> cells(Service service) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("code", service.code().value());
        cells.put("category", service.category());
        cells.put("subcategory", service.subcategory());
        cells.put("label", service.label());
        cells.put("level", Integer.toString(service.level()));
        cells.put("duration_minutes", Integer.toString(service.minutes()));
        cells.put("format", service.format().french());
        cells.put("max_people", Integer.toString(service.maxPeople()));
        cells.put("standard_service", service.nationalService().label());
        cells.put("default_price_cents", Long.toString(service.defaultPrice().cents()));
        return cells;
    }

    /** With one column more, which says which services are the instance's own. */
    static byte[] write(List<Service> services, LocalPrefix prefix) {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().build(text)) {
            var header = new ArrayList<>(CatalogueFile.COLUMNS);
            header.add(CatalogueFile.SCOPE);
            csv.writeRecord(header);
            for (var one : services) {
                var row = new ArrayList<>(cells(one).values());
                row.add(prefix.scope(one.code()));
                csv.writeRecord(row);
            }
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
