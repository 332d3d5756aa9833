package coop.fairpass.catalogue;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Samples;
import coop.fairpass.catalogue.CatalogueFile.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-240 : un référentiel se lit ligne à ligne, chaque refus avec sa ligne, sa colonne et son motif")
class CatalogueFileSpec {

    private static final String HEADER = "code,category,subcategory,label,level,duration_minutes,format,max_people,"
            + "standard_service,default_price_cents\n";
    private static final String GOOD = "FP-COM-001,Communiquer,Écrire,Envoyer un courriel,1,60,individuel|collectif,8,"
            + "Maîtrise des outils numériques du quotidien,1000";

    @Test
    @DisplayName("une ligne juste est un service")
    void a_good_row_is_a_service() {
        assertThat(accepted(HEADER + GOOD))
                .containsExactly(new Service(
                        ServiceCode.of("FP-COM-001"),
                        "Communiquer",
                        "Écrire",
                        "Envoyer un courriel",
                        1,
                        60,
                        ServiceFormat.BOTH,
                        8,
                        NationalCategory.EVERYDAY_TOOLS,
                        cents(10_00)));
    }

    @ParameterizedTest(name = "R-234, R-241 : {1} « {2} » : {3}")
    @CsvSource({
        "0, code, FP-COM-1, CODE_FORM",
        "0, code, '', CELL_EMPTY",
        "1, category, '', CELL_EMPTY",
        "2, subcategory, ' ', CELL_EMPTY",
        "3, label, '', CELL_EMPTY",
        "4, level, 0, LEVEL_RANGE",
        "4, level, 4, LEVEL_RANGE",
        "4, level, un, LEVEL_RANGE",
        "4, level, '', CELL_EMPTY",
        "5, duration_minutes, 0, MINUTES_RANGE",
        "5, duration_minutes, 121, MINUTES_RANGE",
        "5, duration_minutes, 99999999999, MINUTES_RANGE",
        "6, format, groupe, FORMAT_UNKNOWN",
        "6, format, individuel|individuel|autre, FORMAT_UNKNOWN",
        "6, format, individuel, PEOPLE_AND_FORMAT",
        "7, max_people, 1, PEOPLE_AND_FORMAT",
        "7, max_people, 0, PEOPLE_RANGE",
        "8, standard_service, Autre chose, NATIONAL_SERVICE_UNKNOWN",
        "8, standard_service, '', CELL_EMPTY",
        "9, default_price_cents, 0, PRICE_RANGE",
        "9, default_price_cents, '10.00', PRICE_RANGE",
        "9, default_price_cents, 100001, PRICE_RANGE",
    })
    void a_bad_cell_refuses_its_row(int index, String column, String cell, CatalogueRowReason reason) {
        var cells = GOOD.split(",");
        cells[index] = cell;
        var bad = Arrays.stream(cells).collect(Collectors.joining(",")) + "\n";
        var read = read(HEADER + bad + GOOD.replace("001", "002"));
        assertThat(read.accepted())
                .extracting(service -> service.code().value())
                .containsExactly("FP-COM-002");
        assertThat(read.refused()).hasSize(1).first().satisfies(row -> {
            assertThat(row.line()).isEqualTo(2);
            assertThat(row.reason()).isEqualTo(reason);
            // the number of people is at odds with the format, whichever was changed
            assertThat(row.column()).isEqualTo(reason == CatalogueRowReason.PEOPLE_AND_FORMAT ? "max_people" : column);
        });
    }

    @ParameterizedTest(name = "les bornes sont acceptées : niveau {0}, {1} minutes")
    @CsvSource({"1, 1", "3, 120"})
    void edges_are_inside(int level, int minutes) {
        assertThat(accepted(HEADER + GOOD.replace(",1,60,", ",%d,%d,".formatted(level, minutes))))
                .hasSize(1);
    }

    @Test
    @DisplayName("toutes les fautes d’une ligne sont dites, avec sa vraie ligne malgré les retours dans les cellules")
    void all_that_is_wrong_is_told() {
        var folded = GOOD.replace("Envoyer un courriel", "\"Envoyer\nun courriel\"");
        var read = read(HEADER + folded + "\n" + "FP-COM-002,,,x,9,60,collectif,8,Autre,1000\n");
        assertThat(read.accepted()).hasSize(1);
        assertThat(read.refused())
                .extracting(row -> row.line() + " " + row.column() + " " + row.reason())
                .containsExactly(
                        "4 category CELL_EMPTY",
                        "4 subcategory CELL_EMPTY",
                        "4 level LEVEL_RANGE",
                        "4 standard_service NATIONAL_SERVICE_UNKNOWN");
    }

    @Test
    @DisplayName("un code répété n’est pris qu’une fois ; une ligne trop courte ou trop longue est refusée")
    void repeated_codes_and_odd_rows_are_refused() {
        var read = read(HEADER + GOOD + "\n" + GOOD + "\nFP-COM-003,trop,court\n" + GOOD + ",de trop\n");
        assertThat(read.accepted()).hasSize(1);
        assertThat(read.refused())
                .extracting(row -> row.line() + " " + row.reason())
                .containsExactly("3 CODE_REPEATED", "4 ROW_LENGTH", "5 ROW_LENGTH");
    }

    @Test
    @DisplayName(
            "l’ordre des colonnes, la marque d’UTF-8, les points-virgules et les apostrophes courbes ne gênent pas")
    void tolerates_what_spreadsheets_do() {
        var file = "\ufeffstandard_service;code;category;subcategory;label;level;duration_minutes;format;max_people;"
                + "default_price_cents;remarque\n"
                + "Accès internet et matériel\u00a0informatique;FP-EQU-001;S’équiper;Choisir;"
                + "Choisir;1;60;individuel;1;1000;\n";
        assertThat(accepted(file)).hasSize(1);
    }

    @ParameterizedTest(name = "sans la colonne {0}, le fichier est refusé")
    @ValueSource(strings = {"code", "label", "standard_service", "default_price_cents"})
    void a_missing_column_refuses_the_file(String column) {
        assertThat(CatalogueFile.read((HEADER.replace(column, "autre") + GOOD).getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reading.Unreadable(CatalogueFileReason.COLUMN_MISSING, column));
    }

    @Test
    @DisplayName("un fichier vide ou d’un autre encodage n’est pas lu")
    void unreadable_files() {
        var unreadable = new Reading.Unreadable(CatalogueFileReason.UNREADABLE, "");
        assertThat(CatalogueFile.read(new byte[0])).isEqualTo(unreadable);
        assertThat(CatalogueFile.read((HEADER + GOOD).getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(unreadable);
        // a quote never closed swallows what follows: the line where it opens is told
        assertThat(read(HEADER + "\"jamais fermé,\n" + GOOD).refused())
                .containsExactly(new ImportCatalogue.RefusedRow(2, "", CatalogueRowReason.ROW_LENGTH));
    }

    @Test
    @DisplayName("le référentiel proposé : 88 services de 12 catégories et 35 sous-catégories, sans refus")
    void the_seed_is_sound() {
        var read = (Reading.Read) CatalogueFile.read(CatalogueSeed.csv());
        assertThat(read.refused()).isEmpty();
        assertThat(read.accepted()).hasSize(88);
        assertThat(read.accepted().stream().map(Service::category).distinct()).hasSize(12);
        assertThat(read.accepted().stream()
                        .map(service -> List.of(service.category(), service.subcategory()))
                        .distinct())
                .hasSize(35);
        assertThat(read.accepted().stream().map(Service::nationalService).distinct())
                .hasSize(NationalCategory.values().length);
    }

    @Test
    @DisplayName("les neuf services nationaux s’écrivent comme le standard, à la lettre")
    void national_services_are_those_of_the_standard() throws IOException {
        var standard = new String(Samples.read("referentiels.json"), StandardCharsets.UTF_8);
        var services = standard.substring(standard.indexOf("\"services\""));
        assertThat(services.substring(services.indexOf('[') + 1, services.indexOf(']'))
                        .lines())
                .map(line -> line.replaceAll("^\\s*\"|\",?\\s*$", ""))
                .filteredOn(line -> !line.isBlank())
                .containsExactlyElementsOf(Arrays.stream(NationalCategory.values())
                        .map(NationalCategory::label)
                        .toList());
    }

    private static List<Service> accepted(String csv) {
        var read = read(csv);
        assertThat(read.refused()).isEmpty();
        return read.accepted();
    }

    private static Reading.Read read(String csv) {
        return (Reading.Read) CatalogueFile.read(csv.getBytes(StandardCharsets.UTF_8));
    }
}
