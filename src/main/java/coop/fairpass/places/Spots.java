package coop.fairpass.places;

import coop.fairpass.directory.InseeCode;
import coop.fairpass.territory.Point;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where places are met around a point: at their own address, or where those that go from place to place stop. */
final class Spots {

    /** A place, how far its nearest spot is, and which stop that is when it is not its own address. */
    record Met(Place place, double metres, Optional<NearStop> stop) {}

    /** What {@link #met} reads. */
    static final String COLUMNS = Places.COLUMNS + """
            , near.metres, stop.address AS stop_address, stop.hours AS stop_hours, stop.commune AS stop_commune,
            stop.latitude AS stop_latitude, stop.longitude AS stop_longitude, town.name AS stop_town
            """;

    /** Each {@code places.place p} of a circle once, the nearest first: whoever asks for few looks at few. */
    static final String NEAR = """
            (SELECT place, rank, metres
               FROM (SELECT DISTINCT ON (place) place, rank, metres
                       FROM (SELECT p.id AS place, 0 AS rank,
                                    territory.metres_between(:latitude, :longitude, p.latitude, p.longitude) AS metres
                               FROM places.place p
                              WHERE\s""" + Box.HOLDS_PLACE + """
                              UNION ALL
                             SELECT s.place, s.rank,
                                    territory.metres_between(:latitude, :longitude, s.latitude, s.longitude)
                               FROM places.stop s
                              WHERE\s""" + Box.HOLDS_STOP + """
                            ) AS spot
                      WHERE metres <= :furthest
                      ORDER BY place, metres, rank) AS nearest
              ORDER BY metres, place) AS near
              JOIN places.place p ON p.id = near.place
              LEFT JOIN places.stop stop ON stop.place = near.place AND stop.rank = near.rank
              LEFT JOIN territory.current_commune town ON town.code = stop.commune
            """;

    private Spots() {}

    /** What {@link #NEAR} asks. */
    static Map<String, Double> params(Point centre, double metres) {
        return Stream.concat(
                        Box.around(centre, metres).params().entrySet().stream(),
                        Map.of("latitude", centre.latitude(), "longitude", centre.longitude(), "furthest", metres)
                                .entrySet()
                                .stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    static Met met(ResultSet row) throws SQLException {
        return new Met(
                Places.place(row),
                row.getDouble("metres"),
                row.getString("stop_address") == null ? Optional.empty() : Optional.of(stop(row)));
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
