package coop.fairpass.territory;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Samples;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Les fichiers de territoires que porte le programme sont ceux de leur source, moins les colonnes inutiles")
class CarriedTerritoryTest {

    @Test
    @DisplayName("les 37 590 lignes de communes")
    void communes() throws IOException {
        var source = source("communes-2026.csv.gz");
        var carried = carried("communes");
        assertThat(carried).hasSize(37_590).hasSameSizeAs(source);
        for (int i = 0; i < carried.size(); i++) {
            var from = source.get(i);
            assertThat(carried.get(i).getFields())
                    .isEqualTo(List.of(
                            from.getField("code_insee"),
                            from.getField("nom"),
                            from.getField("type"),
                            from.getField("code_departement"),
                            from.getField("code_region"),
                            from.getField("code_epci"),
                            from.getField("population"),
                            from.getField("codes_postaux"),
                            from.getField("anciens_codes"),
                            from.getField("commune_rattachement"),
                            rounded(from.getField("latitude")),
                            rounded(from.getField("longitude"))));
        }
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "epci, 1255, siren nom",
        "departments, 109, code nom code_region",
        "regions, 26, code nom",
    })
    void groups(String file, int size, String columns) throws IOException {
        var source = source(file.replace("departments", "departements") + "-2026.csv");
        assertThat(carried(file)).hasSize(size).hasSameSizeAs(source);
        assertThat(carried(file).stream().map(NamedCsvRecord::getFields).toList())
                .isEqualTo(source.stream()
                        .map(row -> List.of(columns.split(" ")).stream()
                                .map(row::getField)
                                .toList())
                        .toList());
    }

    private static String rounded(String degrees) {
        return degrees.isEmpty() ? "" : String.format(Locale.ROOT, "%.5f", Double.parseDouble(degrees));
    }

    private static List<NamedCsvRecord> source(String file) throws IOException {
        return rows(Samples.read("territoires/" + file));
    }

    private static List<NamedCsvRecord> carried(String file) throws IOException {
        try (var stream = new GZIPInputStream(Objects.requireNonNull(
                CarriedTerritoryTest.class.getResourceAsStream("/territory/" + file + ".csv.gz")))) {
            return rows(stream.readAllBytes());
        }
    }

    private static List<NamedCsvRecord> rows(byte[] csv) {
        return CsvReader.builder().ofNamedCsvRecord(new String(csv, StandardCharsets.UTF_8)).stream()
                .toList();
    }
}
