package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.Samples;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Une liste de lieux s’examine avant que rien ne soit écrit, et chaque ligne y trouve sa commune")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExaminePlaceFileTest {

    private final Ground ground;

    ExaminePlaceFileTest(Db db) {
        ground = new Ground(db);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @ParameterizedTest(name = "« {0} {1} », code {2} : {3} ; {4}")
    @CsvSource({
        "21000, DIJON, '', 21231, ",
        "21000, Dijon, 21231, 21231, ",
        "01300, Arbignieu, '', 01015, ",
        "01300, Saint-Bois, 01340, 01015, COMMUNE_FOLLOWED",
        "13011, MARSEILLE 11, 13211, 13055, COMMUNE_FOLLOWED",
        "39003, LONS LE SAUNIER, '', 39300, COMMUNE_GUESSED", // an office's own code
        "21000, Dijonn, '', 21231, COMMUNE_GUESSED",
        "21000, Dijon, 21999, 21231, COMMUNE_GUESSED",
        "21000, Villequinexistepas, '', , COMMUNE_UNKNOWN",
        "21000, Villequinexistepas, 21999, , COMMUNE_UNKNOWN",
    })
    void a_row_finds_its_commune(String postalCode, String town, String code, String commune, PlaceNoteReason reason) {
        var csv = "id,pivot,nom,commune,code_postal,code_insee,adresse,date_maj,frais_a_charge\n"
                + "1,00000000000000,Lieu,%s,%s,%s,1 rue,2024-01-01,\n".formatted(town, postalCode, code);
        var reading = examined(csv.getBytes(StandardCharsets.UTF_8));
        assertThat(reading.accepted().getFirst().commune().map(InseeCode::value))
                .isEqualTo(Optional.ofNullable(commune));
        assertThat(reading.notes().stream()
                        .map(PlaceFile.Note::reason)
                        .filter(noted -> noted != PlaceNoteReason.PIVOT_UNKNOWN))
                .isEqualTo(Stream.ofNullable(reason).toList());
    }

    @ParameterizedTest(name = "{0} : {1} lignes situées sur {2}")
    @CsvSource({
        "conseillers-numeriques-permanences-2022-standard-0.1.json.gz, 4904, 4930",
        "data-inclusion-lieux-numeriques-2022-standard-0.1.json.gz, 3810, 3811",
        "le-havre-2024-standard-0.1.json, 79, 79",
        "bourgogne-franche-comte-mednum-2023.csv, 695, 697",
    })
    void published_files_are_located(String file, long located, int accepted) throws IOException {
        var reading = examined(Samples.read("lieux/" + file));
        assertThat(reading.accepted()).hasSize(accepted);
        assertThat(reading.accepted().size() - reading.count(PlaceNoteReason.COMMUNE_UNKNOWN))
                .isEqualTo(located);
    }

    @Test
    @DisplayName("rien n’est écrit, et seule la coopérative examine")
    void nothing_is_written() {
        var csv = """
                id,pivot,nom,commune,code_postal,adresse,date_maj
                1,00000000000000,Lieu,Dijon,21000,1 rue,2024-01-01
                """;
        assertThat(examined(csv.getBytes(StandardCharsets.UTF_8)).accepted()).hasSize(1);
        assertThat(ground.db
                        .jdbc()
                        .sql("SELECT count(*) FROM places.place")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(examine(new byte[0], Ground.ADMIN))
                .isEqualTo(new ExaminePlaceFile.Outcome.Refused(PlaceFileReason.NOT_ALLOWED));
        assertThat(examine(new byte[0], Ground.REVIEWER))
                .isEqualTo(new ExaminePlaceFile.Outcome.Refused(PlaceFileReason.UNREADABLE));
    }

    private PlaceFile.Reading.Read examined(byte[] file) {
        return ((ExaminePlaceFile.Outcome.Examined) examine(file, Ground.REVIEWER)).reading();
    }

    private ExaminePlaceFile.Outcome examine(byte[] file, Actor by) {
        return ground.rooms.bean(ExaminePlaceFile.class).handle(new ExaminePlaceFile.Command(file, by));
    }
}
