package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import coop.fairpass.Samples;
import coop.fairpass.catalogue.NationalCategory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("Une liste locale se lit par un fichier de correspondance, sans code")
class PlaceFormatTest {

    private static final String LIST = """
            Numéro;Nom du lieu;Adresse complète;Ville;Tél;Ateliers;Lun;Mar
            7;Lieu Exemple;1 rue Exemple, 21000 Dijon;Dijon;03 80 00 00 00;bureautique / Démarches;9h-12h;-
            8;Autre Exemple;Sans code postal;Dijon;;poterie;;
            """;

    /** The example of the documentation, to the letter. */
    private static byte[] example() throws IOException {
        var page = Files.readString(Path.of("docs/places.md"));
        return page.substring(page.indexOf("```json") + 7, page.lastIndexOf("```"))
                .strip()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("l’exemple de docs/places.md lit sa liste, et dit ce qu’il n’a pas compris")
    void the_documented_example(@TempDir Path directory) throws IOException {
        Files.write(directory.resolve("exemple.json"), example());
        var formats = new AddedFormats(directory.toString()).read().orElseThrow();
        var read = (PlaceFile.Reading.Read) PlaceFile.read(LIST.getBytes(StandardCharsets.UTF_8), formats);
        assertThat(read.format()).isEqualTo("Liste d’exemple");
        assertThat(read.rows()).isEqualTo(2);
        var place = read.accepted().getFirst();
        assertThat(place.key()).isEqualTo(new PlaceCandidate.Key("liste-exemple", "7"));
        assertThat(place.street()).isEqualTo("1 rue Exemple");
        assertThat(place.postalCode().digits()).isEqualTo("21000");
        assertThat(place.hours()).isEqualTo("Mo 09:00-12:00");
        assertThat(place.services())
                .containsExactlyInAnyOrder(NationalCategory.EVERYDAY_TOOLS, NationalCategory.ADMINISTRATIVE_PROCEDURES);
        assertThat(read.refused())
                .extracting(PlaceFile.RefusedRow::reason)
                .containsExactly(PlaceRowReason.REQUIRED_EMPTY);
        assertThat(PlaceFile.read(LIST.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new PlaceFile.Reading.Unreadable(PlaceFileReason.FORMAT_UNKNOWN));
    }

    @Test
    @DisplayName("un fichier de correspondance auquel il manque un champ, ou qui en a un de trop, est refusé")
    void a_mapping_is_read_strictly(@TempDir Path directory) throws IOException {
        assertThatThrownBy(() -> PlaceFormat.read("{\"name\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JacksonException.class);
        var more = new String(example(), StandardCharsets.UTF_8).replaceFirst("\"name\"", "\"nom\":\"x\",\"name\"");
        Files.writeString(directory.resolve("faux.json"), more);
        assertThat(new AddedFormats(directory.toString()).read()).isEmpty();
        assertThat(new AddedFormats(directory.resolve("absent").toString()).read())
                .contains(List.of());
    }

    @Test
    @DisplayName("les valeurs du standard 1.0 sont celles du référentiel national")
    void the_words_of_the_standard() throws IOException {
        var national =
                JsonMapper.shared().readTree(Samples.read("referentiels.json")).get("standard_1_0");
        Map.of(
                        PlaceField.PUBLICS, "publics_specifiquement_adresses",
                        PlaceField.CARE, "prise_en_charge_specifique",
                        PlaceField.PROGRAMMES, "dispositif_programmes_nationaux",
                        PlaceField.ACCESS_WAYS, "modalites_acces",
                        PlaceField.SUPPORT_WAYS, "modalites_accompagnement",
                        PlaceField.MOVES, "itinerance")
                .forEach((field, name) -> assertThat(StandardWords.of(field))
                        .containsExactlyInAnyOrderElementsOf(national.get(name)
                                .valueStream()
                                .map(value -> value.asString())
                                .toList()));
        assertThat(StandardWords.of(PlaceField.CARE))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Care.values()).map(Care::standard).toList());
    }
}
