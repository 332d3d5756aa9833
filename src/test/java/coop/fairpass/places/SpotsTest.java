package coop.fairpass.places;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.territory.Point;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("R-080 : les plus proches d’abord, quel que soit l’index")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SpotsTest {

    private static final long SEED = 20_261_126;
    private static final Point CENTRE = new Point(47.3220, 5.0415);
    private static final int PLACES = 120;
    private static final int SEARCHES = 100;

    private record Town(String code, Point centre) {}

    private final Db db;
    private final Ground ground;

    /** The addresses and the stops of each place. */
    private final Map<PlaceId, List<Point>> spots = new LinkedHashMap<>();

    SpotsTest(Db db) {
        this.db = db;
        this.ground = new Ground(db);
    }

    /** A third of the places in a few streets, the others up to a hundred kilometres away; one in four goes around. */
    @BeforeAll
    void scatter() {
        var random = new Random(SEED);
        var communes = db.jdbc()
                .sql("SELECT code, latitude, longitude FROM territory.current_commune WHERE code ~ '^21' ORDER BY code")
                .query((row, _) -> new Town(
                        row.getString("code"), new Point(row.getDouble("latitude"), row.getDouble("longitude"))))
                .list();
        for (int i = 0; i < PLACES; i++) {
            double spread = i % 3 == 0 ? 0.01 : 1;
            var at = somewhere(random, spread);
            var place = ground.open("Lieu " + i, "21231", Optional.of(at), Optional.empty());
            var met = new ArrayList<>(List.of(at));
            if (i % 4 == 0) {
                var stops = IntStream.range(0, 1 + random.nextInt(6))
                        .mapToObj(_ -> communes.get(random.nextInt(communes.size())))
                        .toList();
                stops.forEach(stop -> met.add(stop.centre()));
                ground.present(
                        place,
                        "",
                        Set.of(),
                        stops.stream()
                                .map(stop -> new Presentation.Stop("Place Exemple", stop.code(), ""))
                                .toList());
            }
            spots.put(place, List.copyOf(met));
        }
    }

    private static Point somewhere(Random random, double spread) {
        return new Point(
                CENTRE.latitude() + spread * random.nextGaussian() / 2,
                CENTRE.longitude() + spread * random.nextGaussian() / 2);
    }

    @AfterAll
    void close() {
        ground.close();
    }

    @Test
    @DisplayName("deux cents recherches tirées au sort : les mêmes lieux, dans le même ordre, que mesurés un à un")
    void as_measured_one_by_one() {
        var random = new Random(SEED + 1);
        for (int i = 0; i < SEARCHES; i++) {
            var from = somewhere(random, i % 2 == 0 ? 0.02 : 1);
            double metres = List.of(500.0, 5_000.0, 20_000.0, 100_000.0).get(random.nextInt(4));
            int most = 1 + random.nextInt(i % 5 == 0 ? 2 * PLACES : 25);
            assertThat(found(from, metres, most))
                    .as("%s, %s m, %s au plus", from, metres, most)
                    .containsExactlyElementsOf(measured(from, metres, most));
        }
    }

    private List<PlaceId> found(Point from, double metres, int most) {
        return db.transactions()
                .execute(_ -> Spots.nearest(db.jdbc(), from, metres, "true", sql -> sql, most).stream()
                        .map(met -> met.place().id())
                        .toList());
    }

    private List<PlaceId> measured(Point from, double metres, int most) {
        return spots.entrySet().stream()
                .map(one -> Map.entry(
                        one.getKey(),
                        one.getValue().stream()
                                .mapToDouble(from::metresTo)
                                .min()
                                .orElseThrow()))
                .filter(one -> one.getValue() <= metres)
                .sorted(Map.Entry.<PlaceId, Double>comparingByValue()
                        .thenComparing(one -> one.getKey().toString()))
                .limit(most)
                .map(Map.Entry::getKey)
                .toList();
    }
}
