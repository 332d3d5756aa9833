package coop.fairpass.places;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.territory.Point;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Couverture of a perimeter, said before a quote: places, inhabitants within reach, capacity, communes left out (R-002,
 * domain §17).
 *
 * <p>A commune is covered when its centre is near enough to an open place inside the perimeter that offers a service of
 * the path: 5 km when it has more than 10 000 inhabitants, 10 km with more than 2 000, 15 km otherwise. The number of
 * inhabitants stands for density: this approximation is ours. A commune with such a place in it is covered too, so that
 * one whose centre is unknown is not always left out.
 */
@Component
public class PerimeterCoverage {

    /**
     * @param filter the day, the perimeter (empty is the whole country) and the path of the order
     * @param providers only theirs: those who are qualified; empty is any provider
     * @param vouchers how many the order would have
     * @param weeks how long they could be used
     */
    public record Question(Places.Filter filter, Optional<Set<OrganisationId>> providers, long vouchers, long weeks) {}

    /**
     * @param openPlaces open places inside the perimeter that offer a service of the path; not those that left the map
     *     because nobody confirmed them
     * @param placesOfUnknownCapacity those of them that count for nothing in the capacity, for want of a number
     * @param capacity people who can be received during the weeks asked about
     * @param leftOut communes not covered, the largest first
     */
    public record Coverage(
            int openPlaces,
            int placesOfUnknownCapacity,
            long inhabitants,
            long inhabitantsCovered,
            long weeklyCapacity,
            long capacity,
            long vouchers,
            List<LeftOut> leftOut) {

        public Coverage {
            leftOut = List.copyOf(leftOut);
        }

        /** Whether all the vouchers could be used: at least three people received for two vouchers is ample. */
        public Capacity verdict() {
            if (capacity < vouchers) {
                return Capacity.SHORT;
            }
            return Math.multiplyExact(capacity, 2) < Math.multiplyExact(vouchers, 3) ? Capacity.TIGHT : Capacity.AMPLE;
        }

        /** Capacity for a hundred vouchers, rounded down; empty when there is no voucher. */
        public Optional<Long> capacityPercent() {
            return vouchers == 0 ? Optional.empty() : Optional.of(Math.multiplyExact(capacity, 100) / vouchers);
        }
    }

    /** How the capacity of places compares with the vouchers: below one, below one and a half, or more. */
    public enum Capacity {
        SHORT,
        TIGHT,
        AMPLE
    }

    /** A commune out of reach. */
    public record LeftOut(InseeCode commune, String name, long population) {}

    private record Sums(int places, int unknown, long weekly) {}

    private record Commune(LeftOut commune, Optional<Point> centre, boolean hasPlace) {}

    private static final int DENSE = 10_000;
    private static final int INTERMEDIATE = 2_000;

    private final JdbcClient jdbc;

    PerimeterCoverage(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional(readOnly = true)
    public Coverage of(Question question) {
        var places = places(question);
        var sums = sums(places);
        var reach = new Reach(positions(places));
        var communes = communes(question, places);
        var leftOut = communes.stream()
                .filter(commune -> !isCovered(commune, reach))
                .map(Commune::commune)
                .toList();
        long inhabitants = communes.stream()
                .mapToLong(commune -> commune.commune().population())
                .sum();
        return new Coverage(
                sums.places(),
                sums.unknown(),
                inhabitants,
                inhabitants - leftOut.stream().mapToLong(LeftOut::population).sum(),
                sums.weekly(),
                Math.multiplyExact(sums.weekly(), question.weeks()),
                question.vouchers(),
                leftOut);
    }

    private static boolean isCovered(Commune commune, Reach reach) {
        int metres = metresWithin(commune.commune().population());
        return commune.hasPlace()
                || commune.centre()
                        .filter(centre -> reach.hasPlaceWithin(metres, centre))
                        .isPresent();
    }

    /** How far people of a commune can be asked to go. */
    static int metresWithin(long population) {
        if (population > DENSE) {
            return 5_000;
        }
        return population > INTERMEDIATE ? 10_000 : 15_000;
    }

    private UUID[] places(Question question) {
        return Places.wanted(
                        jdbc.sql("SELECT p.id FROM places.place p WHERE " + Places.WANTED),
                        question.filter(),
                        question.providers())
                .query((row, _) -> row.getObject("id", UUID.class))
                .stream()
                .toArray(UUID[]::new);
    }

    private Sums sums(UUID[] places) {
        return jdbc.sql("""
                        SELECT count(*) AS places,
                               count(*) FILTER (WHERE weekly_capacity IS NULL) AS unknown,
                               coalesce(sum(weekly_capacity), 0) AS weekly
                          FROM places.place
                         WHERE id = ANY (:places::uuid[])
                        """)
                .param("places", places)
                .query((row, _) -> new Sums(row.getInt("places"), row.getInt("unknown"), row.getLong("weekly")))
                .single();
    }

    private List<Point> positions(UUID[] places) {
        return jdbc.sql("""
                        SELECT latitude, longitude
                          FROM places.place
                         WHERE id = ANY (:places::uuid[])
                           AND latitude IS NOT NULL
                        """)
                .param("places", places)
                .query((row, _) -> new Point(row.getDouble("latitude"), row.getDouble("longitude")))
                .list();
    }

    /** Every commune of the perimeter, and those of the places that it names; the largest first. */
    private List<Commune> communes(Question question, UUID[] places) {
        return jdbc.sql("""
                        SELECT c.code, c.name, c.population, c.latitude, c.longitude,
                               c.code IN (SELECT k.commune
                                            FROM places.place p
                                            JOIN territory.known_code k ON k.code = p.commune
                                           WHERE p.id = ANY (:places::uuid[])) AS has_place
                          FROM territory.current_commune c
                         WHERE cardinality(:perimeter::text[]) = 0
                            OR c.code IN (SELECT k.commune
                                            FROM territory.known_code k
                                           WHERE k.codes && :perimeter::text[])
                            OR c.code IN (SELECT k.commune
                                            FROM places.place p
                                            JOIN territory.known_code k ON k.code = p.commune
                                           WHERE 'P:' || p.id = ANY (:perimeter::text[]))
                         ORDER BY c.population DESC, c.code
                        """)
                .param("places", places)
                .param("perimeter", Places.codes(question.filter().perimeter()))
                .query((row, _) -> {
                    var latitude = row.getObject("latitude", Double.class);
                    var longitude = row.getObject("longitude", Double.class);
                    return new Commune(
                            new LeftOut(
                                    InseeCode.of(row.getString("code")),
                                    row.getString("name"),
                                    row.getLong("population")),
                            latitude == null || longitude == null
                                    ? Optional.empty()
                                    : Optional.of(new Point(latitude, longitude)),
                            row.getBoolean("has_place"));
                })
                .list();
    }
}
