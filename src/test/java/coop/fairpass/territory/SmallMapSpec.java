package coop.fairpass.territory;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.territory.SmallMap.Spot;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Une petite carte, dessinée par le serveur")
class SmallMapSpec {

    private static final List<List<Point>> LINES = List.of(
            List.of(new Point(47.0, 4.9), new Point(47.1, 5.0), new Point(47.2, 5.1)),
            List.of(new Point(43.0, 1.0), new Point(43.1, 1.1)));

    @Test
    @DisplayName("un seul endroit est au milieu, avec les lignes d’alentour et pas celles d’ailleurs")
    void one_spot() {
        var map = SmallMap.of(List.of(new Spot("Dijon : 20", new Point(47.1, 5.0), 20)), LINES);
        assertThat(map.spots()).singleElement().satisfies(drawn -> {
            assertThat(drawn.x()).isEqualTo(map.width() / 2);
            assertThat(drawn.y()).isEqualTo(map.height() / 2);
            assertThat(drawn.radius()).isEqualTo(20);
        });
        assertThat(map.lines()).singleElement().asString().matches("M\\d+ \\d+L\\d+ \\d+L\\d+ \\d+");
        assertThat(map.description()).isEqualTo("Dijon : 20.");
    }

    @Test
    @DisplayName("le nord est en haut, l’est à droite ; l’aire dit la quantité ; rien se voit encore")
    void north_is_up() {
        var map = SmallMap.of(
                List.of(
                        new Spot("nord-est", new Point(48, 6), 400),
                        new Spot("sud-ouest", new Point(46, 3), 100),
                        new Spot("rien", new Point(47, 4), 0)),
                LINES);
        var first = map.spots().get(0);
        var second = map.spots().get(1);
        assertThat(first.y()).isLessThan(second.y());
        assertThat(first.x()).isGreaterThan(second.x());
        assertThat(first.radius()).isEqualTo(2 * second.radius());
        assertThat(map.spots().get(2).radius()).isEqualTo(3);
        assertThat(first.isLabelLeft()).isTrue();
        assertThat(first.labelX()).isLessThan(first.x());
        assertThat(second.isLabelLeft()).isFalse();
        assertThat(second.labelX()).isGreaterThan(second.x());
    }

    @Test
    @DisplayName("tout endroit de France tient dans le dessin")
    void all_fits() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var spots = IntStream.rangeClosed(1, 1 + random.nextInt(12))
                    .mapToObj(i -> new Spot(
                            "lieu " + i,
                            new Point(41.4 + random.nextDouble() * 9.6, -5 + random.nextDouble() * 14),
                            random.nextInt(1_000)))
                    .toList();
            var map = SmallMap.of(spots, LINES);
            assertThat(map.spots()).as("seed %d", seed).allSatisfy(drawn -> {
                assertThat(drawn.x()).isBetween(0, map.width());
                assertThat(drawn.y()).isBetween(0, map.height());
            });
        }
    }
}
