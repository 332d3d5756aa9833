package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.territory.Point;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Des coordonnées se lisent comme on les a : tapées, copiées d’un téléphone, ou dans l’adresse d’une carte")
class TypedPositionSpec {

    @ParameterizedTest(name = "« {0} »")
    @ValueSource(
            strings = {
                "47.32204, 5.04151",
                " 47,32204 5,04151 ",
                "47,32204;5,04151",
                "47.32204,5.04151",
                "47.32204\u00a0/\u202f5.04151",
                "geo:47.32204,5.04151?z=19",
                "https://www.openstreetmap.org/?mlat=47.32204&mlon=5.04151#map=17/47.4000/5.5000",
                "https://www.openstreetmap.org/#map=19/47.32204/5.04151",
                "https://example.org/maps/place/Dijon/@47.32204,5.04151,17z",
            })
    void is_read(String typed) {
        assertThat(TypedPosition.read(typed)).contains(new Point(47.32204, 5.04151));
    }

    @ParameterizedTest(name = "« {0} » est ailleurs dans le monde, et se lit")
    @ValueSource(strings = {"-20.88231, 55.45042", "\u221220,88231 55,45042"})
    void is_read_south_of_the_equator(String typed) {
        assertThat(TypedPosition.read(typed)).contains(new Point(-20.88231, 55.45042));
    }

    @ParameterizedTest(name = "« {0} » ne dit pas un endroit à quelques mètres")
    @ValueSource(
            strings = {
                "",
                "Dijon",
                "47.32, 5.04",
                "47.32204",
                "47.32204 5.04151 6.00000",
                "147.32204, 5.04151",
                "47°19'19\"N 5°02'29\"E",
                "https://www.openstreetmap.org/#map=6/47/5",
            })
    void is_not_read(String typed) {
        assertThat(TypedPosition.read(typed)).isEmpty();
    }
}
