package coop.fairpass.places;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.territory.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Where places are met around a point: at their own address, or where those that go from place to place stop. The index
 * gives them one after the other, the nearest first, so that whoever asks for few looks at few however many there are.
 */
final class Spots {

    /** A place, how far its nearest spot is, and which stop that is when it is not its own address. */
    record Met(Place place, double metres, Optional<NearStop> stop) {}

    /** @param apart what the index orders by, in the degrees of {@code territory.spot} */
    private record Spot(Met met, double apart, boolean isStop) {}

    /** Addresses and stops of {@code places.place p}: those in the circle that come first. */
    private static final String NEAR = """
            SELECT\s""" + Places.COLUMNS + """
                   , near.metres, near.apart, near.rank > 0 AS is_stop,
                   stop.address AS stop_address, stop.hours AS stop_hours, stop.commune AS stop_commune,
                   stop.latitude AS stop_latitude, stop.longitude AS stop_longitude, town.name AS stop_town
              FROM ((SELECT p.id AS place, 0 AS rank,
                            territory.metres_between(:latitude, :longitude, p.latitude, p.longitude) AS metres,
                            territory.spot(p.latitude, p.longitude)
                            <-> territory.spot(:latitude, :longitude) AS apart
                       FROM places.place p
                      WHERE territory.spot(p.latitude, p.longitude)
                            <@ circle(territory.spot(:latitude, :longitude), :furthest_apart)
                        AND %1$s
                      ORDER BY territory.spot(p.latitude, p.longitude) <-> territory.spot(:latitude, :longitude)
                      LIMIT :reach)
                     UNION ALL
                    (SELECT s.place, s.rank,
                            territory.metres_between(:latitude, :longitude, s.latitude, s.longitude),
                            territory.spot(s.latitude, s.longitude) <-> territory.spot(:latitude, :longitude)
                       FROM places.stop s
                       JOIN places.place p ON p.id = s.place
                      WHERE territory.spot(s.latitude, s.longitude)
                            <@ circle(territory.spot(:latitude, :longitude), :furthest_apart)
                        AND %1$s
                      ORDER BY territory.spot(s.latitude, s.longitude) <-> territory.spot(:latitude, :longitude)
                      LIMIT :reach)) AS near
              JOIN places.place p ON p.id = near.place
              LEFT JOIN places.stop stop ON stop.place = near.place AND stop.rank = near.rank
              LEFT JOIN territory.current_commune town ON town.code = stop.commune
             ORDER BY near.metres, near.place, near.rank
            """;

    /** Metres of a degree of latitude on the sphere of {@code territory.metres_between}. */
    private static final double METRES_A_DEGREE = Math.toRadians(6_371_000);

    /** Beyond those asked for: the last ones of an index in degrees are not sure to be the next ones in metres. */
    private static final int MORE = 4;

    private static final int TIMES_MORE = 4;

    private Spots() {}

    /**
     * Each wanted place of a circle once, the nearest first.
     *
     * @param wanted of {@code places.place p}, with the parameters that {@code asked} sets
     * @param most how many at most
     */
    static List<Met> nearest(
            JdbcClient jdbc,
            Point centre,
            double metres,
            String wanted,
            UnaryOperator<JdbcClient.StatementSpec> asked,
            int most) {
        inOrder(jdbc);
        double metresApart = leastMetresOfADegree(centre, metres);
        var query = NEAR.formatted(wanted);
        for (int reach = most + MORE; ; reach *= TIMES_MORE) {
            var spots = asked.apply(jdbc.sql(query))
                    .param("latitude", centre.latitude())
                    .param("longitude", centre.longitude())
                    .param("furthest_apart", metres / metresApart)
                    .param("reach", reach)
                    .query((row, _) -> spot(row))
                    .list();
            double sure = Math.min(whole(spots, false, reach), whole(spots, true, reach)) * metresApart;
            var met = new LinkedHashMap<PlaceId, Met>();
            // Of several at the very distance where the index was left, some may be missing: pages would skip them.
            spots.stream()
                    .map(Spot::met)
                    .filter(one -> one.metres() <= metres && one.metres() < sure)
                    .forEach(one -> met.putIfAbsent(one.place().id(), one));
            if (met.size() >= most || sure >= metres) {
                return met.values().stream().limit(most).toList();
            }
        }
    }

    /**
     * Until the end of the transaction: without its bitmaps, PostgreSQL goes through the index in order and stops when
     * it has enough; and it takes longer to plan such a search than to answer it, so that a plan is made once and kept.
     */
    private static void inOrder(JdbcClient jdbc) {
        jdbc.sql("""
                        SELECT set_config('enable_bitmapscan', 'off', true),
                               set_config('plan_cache_mode', 'force_generic_plan', true)
                        """).query((_, _) -> true).single();
    }

    /**
     * On a map of Mercator a degree is never fewer metres, in a circle, than on its side nearest the pole: what is
     * within so many metres is within so many degrees of the index.
     */
    private static double leastMetresOfADegree(Point centre, double metres) {
        double latitude = Math.min(89, Math.abs(centre.latitude()) + metres / METRES_A_DEGREE);
        return METRES_A_DEGREE * Math.cos(Math.toRadians(latitude)) * (1 - 1e-9);
    }

    /** How far, in the degrees of the index, no address or no stop was left out. */
    private static double whole(List<Spot> spots, boolean isStop, int reach) {
        var found = spots.stream().filter(spot -> spot.isStop() == isStop).toList();
        return found.size() < reach
                ? Double.POSITIVE_INFINITY
                : found.stream().mapToDouble(Spot::apart).max().orElse(0);
    }

    private static Spot spot(ResultSet row) throws SQLException {
        return new Spot(
                new Met(
                        Places.place(row),
                        row.getDouble("metres"),
                        row.getBoolean("is_stop") ? Optional.of(stop(row)) : Optional.empty()),
                row.getDouble("apart"),
                row.getBoolean("is_stop"));
    }

    private static NearStop stop(ResultSet row) throws SQLException {
        var address = row.getString("stop_address");
        return new NearStop(
                Optional.ofNullable(row.getString("stop_town"))
                        .map(town -> NearStop.address(address, town))
                        .orElse(address),
                InseeCode.of(row.getString("stop_commune")),
                new Point(row.getDouble("stop_latitude"), row.getDouble("stop_longitude")),
                row.getString("stop_hours"));
    }
}
