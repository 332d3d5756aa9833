package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.territory.Point;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Une commune est couverte quand un lieu est assez près de son centre")
class ReachSpec {

    private static final Point CENTRE = new Point(47, 5);

    @ParameterizedTest(name = "à {0} degrés au nord, soit {1} mètres : dans {1}, non dans {2}")
    @CsvSource({"0.05, 5560, 5559", "0.1, 11120, 11119", "-0.1, 11120, 11119"})
    void both_sides_of_the_edge(double degrees, int within, int without) {
        var reach = new Reach(List.of(new Point(47 + degrees, 5)));
        assertThat(reach.hasPlaceWithin(within, CENTRE)).isTrue();
        assertThat(reach.hasPlaceWithin(without, CENTRE)).isFalse();
    }

    @ParameterizedTest(name = "une commune de {0} habitants : {1} mètres")
    @CsvSource({"0, 15000", "2000, 15000", "2001, 10000", "10000, 10000", "10001, 5000", "2000000, 5000"})
    void the_denser_the_nearer(long population, int metres) {
        assertThat(PerimeterCoverage.metresWithin(population)).isEqualTo(metres);
    }

    @Test
    @DisplayName("sans lieu, rien n’est couvert ; plusieurs lieux sur une même latitude sont tous vus")
    void none_and_many() {
        assertThat(new Reach(List.of()).hasPlaceWithin(15_000, CENTRE)).isFalse();
        var onOneParallel = IntStream.rangeClosed(-50, 50)
                .filter(step -> step != 0)
                .mapToObj(step -> new Point(47, 5 + step))
                .toList();
        assertThat(new Reach(onOneParallel).hasPlaceWithin(15_000, CENTRE)).isFalse();
        assertThat(new Reach(onOneParallel).hasPlaceWithin(76_000, CENTRE)).isTrue();
    }

    @Test
    @DisplayName("500 tirages, du Pacifique à l’Arctique : la réponse est celle qu’on aurait en les mesurant tous")
    void agrees_with_measuring_all() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            double latitude = random.nextDouble(-70, 70);
            double longitude = random.nextDouble(-179, 179);
            var centre = new Point(latitude, longitude);
            var places = IntStream.range(0, 40)
                    .mapToObj(_ -> new Point(
                            latitude + random.nextDouble(-0.5, 0.5), longitude + random.nextDouble(-0.9, 0.9)))
                    .toList();
            int metres = random.nextInt(1_000, 40_000);
            assertThat(new Reach(places).hasPlaceWithin(metres, centre))
                    .as("seed %d", seed)
                    .isEqualTo(places.stream().anyMatch(place -> place.metresTo(centre) <= metres));
        }
    }
}
