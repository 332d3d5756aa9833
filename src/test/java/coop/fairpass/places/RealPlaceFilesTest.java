package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Samples;
import coop.fairpass.places.PlaceCandidate.Pivot;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("T26 : les listes publiées se lisent en entier, fautes comprises")
class RealPlaceFilesTest {

    @ParameterizedTest(name = "{0} : {2} lignes, {3} acceptées, {4} pivots inconnus, {5} faux, {6} abîmés")
    @CsvSource({
        "conseillers-numeriques-permanences-2022-standard-0.1.json.gz, 0.1, 4930, 4930, 2383, 10, 0",
        // fifteen invalid: fourteen by their key, and 00000000100000 by its zeros
        "data-inclusion-lieux-numeriques-2022-standard-0.1.json.gz, 0.1, 3811, 3811, 0, 14, 1",
        // one id is given twice by one source
        "le-havre-2024-standard-0.1.json, 0.1, 80, 79, 0, 0, 76",
    })
    void files_of_the_standard(
            String file, String version, int rows, int accepted, long unknown, long invalid, long damaged)
            throws IOException {
        var read = read("lieux/" + file);
        assertThat(read.format()).isEqualTo("Standard national " + version);
        assertThat(read.rows()).isEqualTo(rows);
        assertThat(read.accepted()).hasSize(accepted);
        assertThat(read.accepted().size() + read.refused().size()).isEqualTo(rows);
        assertThat(read.count(PlaceNoteReason.PIVOT_UNKNOWN)).isEqualTo(unknown);
        assertThat(read.count(PlaceNoteReason.PIVOT_INVALID)).isEqualTo(invalid);
        assertThat(read.count(PlaceNoteReason.PIVOT_DAMAGED)).isEqualTo(damaged);
        assertThat(read.unknownColumns()).isEmpty();
    }

    @Test
    @DisplayName("data-inclusion 2022 : 3 571 identifiants, aucun (source, id) répété")
    void ids_repeat_across_sources() throws IOException {
        var read = read("lieux/data-inclusion-lieux-numeriques-2022-standard-0.1.json.gz");
        assertThat(read.accepted().stream().map(place -> place.key().id()).distinct())
                .hasSize(3_571);
        assertThat(read.accepted().stream().map(PlaceCandidate::key).distinct()).hasSize(3_811);
        assertThat(read.refused()).isEmpty();
    }

    @Test
    @DisplayName("Le Havre : quatre SIRET sains, les valeurs jointes par des barres obliques sont reconnues")
    void le_havre() throws IOException {
        var read = read("lieux/le-havre-2024-standard-0.1.json");
        // the fourth sound one is in the row whose id repeats another's
        assertThat(read.accepted().stream().filter(place -> place.pivot() instanceof Pivot.Establishment))
                .hasSize(3);
        assertThat(read.rows() - read.count(PlaceNoteReason.PIVOT_DAMAGED)).isEqualTo(4);
        assertThat(read.refused())
                .extracting(PlaceFile.RefusedRow::reason)
                .containsExactly(PlaceRowReason.KEY_REPEATED);
        assertThat(read.accepted()).allMatch(place -> !place.services().isEmpty());
        assertThat(read.accepted()).allMatch(place -> place.telephone().isPresent());
        assertThat(read.count(PlaceNoteReason.SEPARATOR_OTHER)).isPositive();
    }

    @Test
    @DisplayName("conseillers numériques : 22 lieux sans coordonnées")
    void without_coordinates() throws IOException {
        var read = read("lieux/conseillers-numeriques-permanences-2022-standard-0.1.json.gz");
        assertThat(read.accepted().stream().filter(place -> place.position().isEmpty()))
                .hasSize(22);
        assertThat(read.accepted()).allMatch(place -> place.programmes().contains("Conseillers numériques"));
    }

    @Test
    @DisplayName("Bourgogne-Franche-Comté : 697 lignes, 77 acceptent les chèques, des codes hors de la liste sont dits")
    void bourgogne_franche_comte() throws IOException {
        var read = read("lieux/bourgogne-franche-comte-mednum-2023.csv");
        assertThat(read.rows()).isEqualTo(697);
        assertThat(read.accepted()).hasSize(697);
        assertThat(read.accepted().stream().filter(PlaceCandidate::acceptsVouchers))
                .hasSize(77);
        assertThat(read.notes().stream()
                        .filter(note -> note.reason() == PlaceNoteReason.VALUE_UNKNOWN)
                        .map(PlaceFile.Note::value)
                        .distinct())
                .contains("BFC", "F", "P", "FO");
        assertThat(read.accepted().getFirst().hours()).isEqualTo("Mo-Fr 08:30-12:00,13:30-17:00");
        assertThat(read.accepted()).allMatch(place -> place.position().isPresent());
        assertThat(read.unknownColumns()).isEmpty();
    }

    @ParameterizedTest(name = "l’exemple du standard {0} est accepté sans note")
    @CsvSource({"exemple-valide-0.1.1.csv, true", "exemple-valide-1.0.csv, false"})
    void examples_of_the_standard(String file, boolean acceptsVouchers) throws IOException {
        var read = read("standard/" + file);
        assertThat(read.accepted()).hasSize(1);
        assertThat(read.notes()).isEmpty();
        assertThat(read.unknownColumns()).isEmpty();
        assertThat(read.accepted().getFirst().acceptsVouchers()).isEqualTo(acceptsVouchers);
    }

    private static PlaceFile.Reading.Read read(String file) throws IOException {
        return (PlaceFile.Reading.Read) PlaceFile.read(Samples.read(file));
    }
}
