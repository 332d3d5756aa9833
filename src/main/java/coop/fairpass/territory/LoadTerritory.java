package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes the communes of France that the program carries into the database; the same files twice do it once. */
@Component
public class LoadTerritory {

    public sealed interface Outcome {
        /** @param rows rows read from the file of communes, former and associated ones included */
        record Loaded(int rows, int communes, int formerCodes) implements Outcome {}

        /** These very files were the last to be loaded. */
        record AlreadyLoaded() implements Outcome {}
    }

    /** A code beside those of communes, and the commune of today that answers for it. */
    private record FormerCode(String code, String name, String kind, String commune) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    LoadTerritory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle() {
        var regions = bytes("regions");
        var departments = bytes("departments");
        var epci = bytes("epci");
        var communes = bytes("communes");
        var digest = digestOf(regions, departments, epci, communes);
        // Two nodes that start together load once.
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('territory.vintage'))")
                .query((_, _) -> true)
                .single();
        if (jdbc.sql("SELECT digest FROM territory.vintage")
                .query(String.class)
                .optional()
                .filter(digest::equals)
                .isPresent()) {
            return new Outcome.AlreadyLoaded();
        }
        empty();
        writeRegions(rows(regions));
        writeDepartments(rows(departments));
        writeEpci(rows(epci));
        var rows = rows(communes);
        var current = rows.stream().filter(LoadTerritory::isCurrent).toList();
        writeCommunes(current, centresOfParts(rows));
        var former = formerCodes(rows);
        writeCodes(former);
        writeFormerNames(rows);
        jdbc.sql("INSERT INTO territory.vintage (digest, loaded_at) VALUES (:digest, :loaded_at)")
                .param("digest", digest)
                .param("loaded_at", OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .update();
        return new Outcome.Loaded(rows.size(), current.size(), former.size());
    }

    private void empty() {
        jdbc.sql("DELETE FROM territory.vintage").update();
        jdbc.sql("DELETE FROM territory.former_name").update();
        jdbc.sql("DELETE FROM territory.code").update();
        jdbc.sql("DELETE FROM territory.commune").update();
        jdbc.sql("DELETE FROM territory.epci").update();
        jdbc.sql("DELETE FROM territory.department").update();
        jdbc.sql("DELETE FROM territory.region").update();
    }

    private void writeRegions(List<NamedCsvRecord> rows) {
        jdbc.sql("""
                        INSERT INTO territory.region (code, name)
                        SELECT * FROM unnest(:code::text[], :name::text[])
                        """)
                .param("code", column(rows, "code"))
                .param("name", column(rows, "name"))
                .update();
    }

    private void writeDepartments(List<NamedCsvRecord> rows) {
        jdbc.sql("""
                        INSERT INTO territory.department (code, name, region)
                        SELECT * FROM unnest(:code::text[], :name::text[], :region::text[])
                        """)
                .param("code", column(rows, "code"))
                .param("name", column(rows, "name"))
                .param("region", column(rows, "region"))
                .update();
    }

    private void writeEpci(List<NamedCsvRecord> rows) {
        jdbc.sql("""
                        INSERT INTO territory.epci (siren, name)
                        SELECT * FROM unnest(:siren::text[], :name::text[])
                        """)
                .param("siren", column(rows, "siren"))
                .param("name", column(rows, "name"))
                .update();
    }

    private void writeCommunes(List<NamedCsvRecord> rows, Map<String, Point> centresOfParts) {
        var latitudes = new Double[rows.size()];
        var longitudes = new Double[rows.size()];
        for (int i = 0; i < latitudes.length; i++) {
            var row = rows.get(i);
            var centre = row.getField("latitude").isEmpty() ? centresOfParts.get(row.getField("code")) : centre(row);
            if (centre != null) {
                latitudes[i] = centre.latitude();
                longitudes[i] = centre.longitude();
            }
        }
        jdbc.sql("""
                        INSERT INTO territory.commune (code, name, search_name, department, region, epci, population,
                               postal_codes, latitude, longitude)
                        SELECT c.code, c.name, c.search_name, c.department, c.region, nullif(c.epci, ''),
                               coalesce(nullif(c.population, ''), '0')::integer,
                               string_to_array(c.postal_codes, '|'), c.latitude, c.longitude
                          FROM unnest(:code::text[], :name::text[], :search_name::text[], :department::text[],
                                      :region::text[], :epci::text[], :population::text[], :postal_codes::text[],
                                      :latitude::double precision[], :longitude::double precision[])
                               AS c (code, name, search_name, department, region, epci, population, postal_codes,
                                     latitude, longitude)
                        """)
                .param("code", column(rows, "code"))
                .param("name", column(rows, "name"))
                .param("search_name", column(rows, row -> SearchName.of(row.getField("name"))))
                .param("department", column(rows, "department"))
                .param("region", column(rows, "region"))
                .param("epci", column(rows, "epci"))
                .param("population", column(rows, "population"))
                .param("postal_codes", column(rows, "postal_codes"))
                .param("latitude", latitudes)
                .param("longitude", longitudes)
                .update();
    }

    private void writeCodes(List<FormerCode> former) {
        jdbc.sql("""
                        INSERT INTO territory.code (code, name, kind, commune, codes)
                        SELECT code, name, 'CURRENT', code,
                               array_remove(
                                   ARRAY['C:' || code, 'E:' || epci, 'D:' || department, 'R:' || region], NULL)
                          FROM territory.commune
                        """).update();
        jdbc.sql("""
                        INSERT INTO territory.code (code, name, kind, commune, codes)
                        SELECT f.code, f.name, f.kind, f.commune, array_prepend('C:' || f.code, c.codes)
                          FROM unnest(:code::text[], :name::text[], :kind::text[], :commune::text[])
                               AS f (code, name, kind, commune)
                          JOIN territory.code c ON c.code = f.commune
                        """)
                .param("code", column(former, FormerCode::code))
                .param("name", column(former, FormerCode::name))
                .param("kind", column(former, FormerCode::kind))
                .param("commune", column(former, FormerCode::commune))
                .update();
    }

    private void writeFormerNames(List<NamedCsvRecord> rows) {
        var parts = rows.stream().filter(row -> !isCurrent(row)).toList();
        jdbc.sql("""
                        INSERT INTO territory.former_name (commune, search_name)
                        SELECT DISTINCT n.commune, n.search_name
                          FROM unnest(:commune::text[], :search_name::text[]) AS n (commune, search_name)
                        """)
                .param("commune", column(parts, "commune"))
                .param("search_name", column(parts, row -> SearchName.of(row.getField("name"))))
                .update();
    }

    /**
     * Every code that is not a commune's own. Where the two lists of the source disagree, the one that names an
     * attachment today wins over the one that remembers.
     */
    private static List<FormerCode> formerCodes(List<NamedCsvRecord> rows) {
        var known = new LinkedHashMap<String, FormerCode>();
        for (var row : rows) {
            if (!isCurrent(row)) {
                var code = row.getField("code");
                known.put(code, new FormerCode(code, row.getField("name"), kindOf(row), row.getField("commune")));
            }
        }
        for (var row : rows) {
            if (isCurrent(row) && !row.getField("former_codes").isEmpty()) {
                for (var code : row.getField("former_codes").split("\\|", -1)) {
                    known.putIfAbsent(code, new FormerCode(code, "", "MERGED", row.getField("code")));
                }
            }
        }
        // Corsican codes of before 1976 (20…) are refused everywhere, being taken for postal codes.
        known.keySet().removeIf(code -> InseeCode.check(code).valid().isEmpty());
        // A commune often keeps the code of its seat, which is then a delegated commune too.
        rows.stream().filter(LoadTerritory::isCurrent).forEach(row -> known.remove(row.getField("code")));
        return List.copyOf(known.values());
    }

    private static String kindOf(NamedCsvRecord row) {
        return switch (row.getField("type")) {
            case "commune-deleguee" -> "DELEGATED";
            case "commune-associee" -> "ASSOCIATED";
            case "arrondissement-municipal" -> "ARRONDISSEMENT";
            default -> throw new IllegalStateException("unknown type of commune: " + row.getField("type"));
        };
    }

    /** Paris, Lyon, Marseille and a few others have no centre of their own: the middle of those of their parts. */
    private static Map<String, Point> centresOfParts(List<NamedCsvRecord> rows) {
        return rows.stream()
                .filter(row -> !isCurrent(row) && !row.getField("latitude").isEmpty())
                .collect(Collectors.groupingBy(
                        row -> row.getField("commune"),
                        Collectors.collectingAndThen(
                                Collectors.mapping(LoadTerritory::centre, Collectors.toList()),
                                LoadTerritory::middle)));
    }

    private static Point middle(List<Point> points) {
        return new Point(
                points.stream().mapToDouble(Point::latitude).average().orElseThrow(),
                points.stream().mapToDouble(Point::longitude).average().orElseThrow());
    }

    private static Point centre(NamedCsvRecord row) {
        return new Point(Double.parseDouble(row.getField("latitude")), Double.parseDouble(row.getField("longitude")));
    }

    private static boolean isCurrent(NamedCsvRecord row) {
        return row.getField("type").equals("commune-actuelle");
    }

    private static String[] column(List<NamedCsvRecord> rows, String name) {
        return column(rows, row -> row.getField(name));
    }

    private static <T> String[] column(List<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }

    private static byte[] bytes(String file) {
        try (var stream = LoadTerritory.class.getResourceAsStream("/territory/" + file + ".csv.gz")) {
            if (stream == null) {
                throw new IllegalStateException("the program does not carry " + file);
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<NamedCsvRecord> rows(byte[] compressed) {
        try (var text = new InputStreamReader(
                        new GZIPInputStream(new ByteArrayInputStream(compressed)), StandardCharsets.UTF_8);
                var csv = CsvReader.builder().ofNamedCsvRecord(text)) {
            var rows = new ArrayList<NamedCsvRecord>();
            csv.forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digestOf(byte[]... files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var file : files) {
                digest.update(file);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
