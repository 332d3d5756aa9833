package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.territory.Point;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Le rectangle où l’on cherche contient le cercle, et n’est guère plus grand")
class BoxSpec {

    private static final double EARTH = 6_371_000;

    /** The point that one comes to by going straight for so many metres, in a direction. */
    private static Point going(Point from, double metres, double radians) {
        double far = metres / EARTH;
        double latitude = Math.toRadians(from.latitude());
        double reached =
                Math.asin(Math.sin(latitude) * Math.cos(far) + Math.cos(latitude) * Math.sin(far) * Math.cos(radians));
        double turned = Math.atan2(
                Math.sin(radians) * Math.sin(far) * Math.cos(latitude),
                Math.cos(far) - Math.sin(latitude) * Math.sin(reached));
        return new Point(Math.toDegrees(reached), from.longitude() + Math.toDegrees(turned));
    }

    @Test
    @DisplayName("500 cercles, de Saint-Pierre à la Réunion : aucun point du bord n’en sort")
    void holds_the_circle() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var centre = new Point(random.nextDouble(-23, 52), random.nextDouble(-170, 170));
            double metres = random.nextDouble(500, 150_000);
            var edge = going(centre, metres, random.nextDouble(0, 2 * Math.PI));
            assertThat(Box.around(centre, metres).holds(edge))
                    .as("seed %d", seed)
                    .isTrue();
        }
    }

    @Test
    @DisplayName("à vingt kilomètres de Dijon, un point à vingt et un kilomètres au nord ou à l’est est dehors")
    void is_tight() {
        var dijon = new Point(47.32, 5.04);
        var box = Box.around(dijon, 20_000);
        assertThat(box.holds(going(dijon, 21_000, 0))).isFalse();
        assertThat(box.holds(going(dijon, 21_000, Math.PI / 2))).isFalse();
    }
}
