package coop.fairpass.territory;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.territory.GuessedCommunes.Candidate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Retrouver la commune d’une adresse mal écrite, ou ne rien dire")
class GuessedCommunesSpec {

    private static final Point CENTRE = new Point(46.6300, 5.2200);

    /** What is delivered with one postal code, each commune about two kilometres further north. */
    private static final List<Candidate> DELIVERED = List.of(
            delivered("71263", "louhans chateaurenaud", 0),
            delivered("71303", "montagny pres louhans", 1),
            delivered("71056", "branges", 2),
            delivered("71057", "bruailles", 3));

    private static Candidate delivered(String code, String name, int rank) {
        return new Candidate(InseeCode.of(code), name, Optional.of(north(rank)), true);
    }

    private static Point north(double rank) {
        return new Point(CENTRE.latitude() + rank * 0.018, CENTRE.longitude());
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "louhans, 71263", // as the name begins, although another has the word too
        "chateaurenaud, 71263", // a word of one name alone
        "montigny pres louhans, 71303", // one letter for another
        "brange, 71056", // a letter less
        "brouailles, 71057", // a letter more
        "dijon, ",
        "bran, ", // too short to be misspelt
        "'', ",
    })
    void by_name(String written, String code) {
        assertThat(GuessedCommunes.choose(written, Optional.empty(), DELIVERED).map(InseeCode::value))
                .isEqualTo(Optional.ofNullable(code));
    }

    @Test
    @DisplayName("un code postal d’un autre bureau : la seule commune de ce nom dans le département")
    void an_office() {
        var dornes = new Candidate(InseeCode.of("58104"), "dornes", Optional.empty(), false);
        assertThat(GuessedCommunes.choose("dornes", Optional.empty(), List.of(dornes)))
                .contains(dornes.code());
        var other = new Candidate(InseeCode.of("58105"), "dornes", Optional.empty(), false);
        assertThat(GuessedCommunes.choose("dornes", Optional.empty(), List.of(dornes, other)))
                .isEmpty();
    }

    @Test
    @DisplayName("un nom d’avant la fusion : la commune au centre de laquelle est l’adresse, si nulle autre n’est près")
    void by_position() {
        assertThat(GuessedCommunes.choose("morez", Optional.of(north(0.2)), DELIVERED))
                .map(InseeCode::value)
                .contains("71263");
        assertThat(GuessedCommunes.choose("morez", Optional.of(north(0.45)), DELIVERED))
                .as("nearly between two")
                .isEmpty();
        assertThat(GuessedCommunes.choose("morez", Optional.of(north(-3)), DELIVERED))
                .as("more than five kilometres away")
                .isEmpty();
    }

    @Test
    @DisplayName("deux noms qui commencent ainsi : celle dont l’adresse est au centre")
    void two_names_begin_so() {
        var both = List.of(
                delivered("58062", "chateau chinon ville", 0), delivered("58063", "chateau chinon campagne", 1));
        assertThat(GuessedCommunes.choose("chateau chinon", Optional.empty(), both))
                .isEmpty();
        assertThat(GuessedCommunes.choose("chateau chinon", Optional.of(north(0.1)), both))
                .map(InseeCode::value)
                .contains("58062");
    }
}
