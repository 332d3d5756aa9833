package coop.fairpass.territory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contours of the départements of metropolitan France, drawn from the centres of their communes, which the program
 * carries: each spot is of the département of the nearest centre. They are nearly right, within some kilometres, and
 * are made to find one's way on a small map without asking one of anybody; they prove no border.
 */
@Component
public class DepartmentOutlines {

    private record Centre(String department, double latitude, double longitude) {}

    /** A corner of the grid. */
    private record Corner(int x, int y) {}

    private static final double SOUTH = 41.2;
    private static final double NORTH = 51.3;
    private static final double WEST = -5.4;
    private static final double EAST = 9.8;

    /** About three kilometres each way. */
    private static final double LATITUDES = 0.03;

    private static final double LONGITUDES = 0.042;
    private static final double BUCKET = 0.15;
    private static final double FURTHEST_KILOMETRES = 5;
    private static final double FURTHEST_INSIDE_KILOMETRES = 30;
    private static final double KILOMETRES_A_DEGREE = 111.2;
    private static final int OUTSIDE = -1;

    private final JdbcClient jdbc;

    /** Communes are loaded with a version of the program and do not move while it runs. */
    private volatile List<List<Point>> drawn = List.of();

    DepartmentOutlines(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A town whose name helps to find one's way. */
    public record Town(String name, Point at, int population) {}

    /** The largest communes, from the largest on. */
    @Transactional(readOnly = true)
    public List<Town> towns(int most) {
        return jdbc.sql("""
                        SELECT name, latitude, longitude, population
                          FROM territory.commune
                         WHERE latitude IS NOT NULL
                         ORDER BY population DESC, code
                         LIMIT :most
                        """)
                .param("most", most)
                .query((row, _) -> new Town(
                        row.getString("name"),
                        new Point(row.getDouble("latitude"), row.getDouble("longitude")),
                        row.getInt("population")))
                .list();
    }

    /** A small map of some spots, one at the least, among the lines around them. */
    @Transactional(readOnly = true)
    public SmallMap map(List<SmallMap.Spot> spots) {
        var lines = drawn;
        if (lines.isEmpty()) {
            lines = lines();
            drawn = lines;
        }
        return SmallMap.of(spots, lines);
    }

    /** Lines between départements, and along coasts and frontiers. */
    @Transactional(readOnly = true)
    public List<List<Point>> lines() {
        var centres = jdbc.sql("""
                        SELECT department, latitude, longitude
                          FROM territory.commune
                         WHERE latitude BETWEEN :south AND :north
                           AND longitude BETWEEN :west AND :east
                         ORDER BY code
                        """)
                .param("south", SOUTH)
                .param("north", NORTH)
                .param("west", WEST)
                .param("east", EAST)
                .query((row, _) ->
                        new Centre(row.getString("department"), row.getDouble("latitude"), row.getDouble("longitude")))
                .list();
        return centres.isEmpty() ? List.of() : new Grid(centres).lines();
    }

    /** A grid whose cells are each of a département, or outside. */
    private static final class Grid {

        private final int columns = (int) Math.ceil((EAST - WEST) / LONGITUDES);
        private final int rows = (int) Math.ceil((NORTH - SOUTH) / LATITUDES);
        private final int[][] cells = new int[rows][columns];
        private final Map<Corner, List<Corner>> edges = new LinkedHashMap<>();
        private final Set<Corner> ends = new LinkedHashSet<>();

        Grid(List<Centre> centres) {
            var numbers = new HashMap<String, Integer>();
            var buckets = new HashMap<Long, List<Centre>>();
            for (var centre : centres) {
                numbers.putIfAbsent(centre.department(), numbers.size());
                buckets.computeIfAbsent(bucket(centre.latitude(), centre.longitude()), _ -> new ArrayList<>())
                        .add(centre);
            }
            var isNear = new boolean[rows][columns];
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    fill(x, y, numbers, buckets, isNear);
                }
            }
            leaveOutside(isNear);
        }

        private static long bucket(double latitude, double longitude) {
            return (long) Math.floor(latitude / BUCKET) * 10_000 + (long) Math.floor(longitude / BUCKET);
        }

        private void fill(
                int x, int y, Map<String, Integer> numbers, Map<Long, List<Centre>> buckets, boolean[][] isNear) {
            double latitude = SOUTH + (y + 0.5) * LATITUDES;
            double longitude = WEST + (x + 0.5) * LONGITUDES;
            double narrow = Math.cos(Math.toRadians(latitude));
            double least = FURTHEST_INSIDE_KILOMETRES;
            cells[y][x] = OUTSIDE;
            for (int i = -2; i <= 2; i++) {
                for (int j = -2; j <= 2; j++) {
                    var near = buckets.getOrDefault(bucket(latitude + i * BUCKET, longitude + j * BUCKET), List.of());
                    for (var centre : near) {
                        double distance = KILOMETRES_A_DEGREE
                                * Math.hypot(centre.latitude() - latitude, (centre.longitude() - longitude) * narrow);
                        if (distance < least) {
                            least = distance;
                            cells[y][x] = numbers.getOrDefault(centre.department(), OUTSIDE);
                        }
                    }
                }
            }
            isNear[y][x] = least < FURTHEST_KILOMETRES;
        }

        /** What is far from every centre is outside when it can be walked to from the edge; a lone moor is not. */
        private void leaveOutside(boolean[][] isNear) {
            var isOutside = new boolean[rows][columns];
            var next = new ArrayDeque<Corner>();
            next.add(new Corner(0, 0));
            isOutside[0][0] = true;
            while (!next.isEmpty()) {
                var cell = next.removeFirst();
                for (var step : List.of(new Corner(1, 0), new Corner(-1, 0), new Corner(0, 1), new Corner(0, -1))) {
                    int x = cell.x() + step.x();
                    int y = cell.y() + step.y();
                    if (x >= 0 && y >= 0 && x < columns && y < rows && !isOutside[y][x] && !isNear[y][x]) {
                        isOutside[y][x] = true;
                        next.add(new Corner(x, y));
                    }
                }
            }
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    if (isOutside[y][x]) {
                        cells[y][x] = OUTSIDE;
                    }
                }
            }
        }

        List<List<Point>> lines() {
            for (int y = 0; y < rows; y++) {
                for (int x = 0; x < columns; x++) {
                    if (x + 1 < columns && cells[y][x] != cells[y][x + 1]) {
                        join(new Corner(x + 1, y), new Corner(x + 1, y + 1));
                    }
                    if (y + 1 < rows && cells[y][x] != cells[y + 1][x]) {
                        join(new Corner(x, y + 1), new Corner(x + 1, y + 1));
                    }
                }
            }
            // Where three meet, or one ends, lines end: a point in the middle of none is smoothed away from another's.
            edges.forEach((corner, ways) -> {
                if (ways.size() != 2) {
                    ends.add(corner);
                }
            });
            var lines = new ArrayList<List<Point>>();
            Stream.concat(ends.stream(), List.copyOf(edges.keySet()).stream()).forEach(corner -> {
                while (!edges.getOrDefault(corner, List.of()).isEmpty()) {
                    lines.add(line(corner));
                }
            });
            return lines;
        }

        private void join(Corner one, Corner other) {
            edges.computeIfAbsent(one, _ -> new ArrayList<>()).add(other);
            edges.computeIfAbsent(other, _ -> new ArrayList<>()).add(one);
        }

        private List<Point> line(Corner from) {
            var corners = new ArrayList<Corner>();
            corners.add(from);
            var at = from;
            while (true) {
                var ways = edges.getOrDefault(at, List.of());
                if (ways.isEmpty()) {
                    break;
                }
                var next = ways.getFirst();
                ways.remove(next);
                edges.getOrDefault(next, new ArrayList<>()).remove(at);
                corners.add(next);
                at = next;
                if (ends.contains(at)) {
                    break;
                }
            }
            return smooth(corners);
        }

        /** Each corner becomes the mean of those around it, and stairs become slopes; ends stay where they are. */
        private static List<Point> smooth(List<Corner> corners) {
            int size = corners.size();
            var x = corners.stream().mapToDouble(Corner::x).toArray();
            var y = corners.stream().mapToDouble(Corner::y).toArray();
            boolean isRing = size > 3 && corners.getFirst().equals(corners.getLast());
            for (int turn = 0; turn < 3; turn++) {
                x = averaged(x, isRing);
                y = averaged(y, isRing);
            }
            var points = new ArrayList<Point>();
            for (int i = 0; i < size; i++) {
                if (i % 2 == 0 || i == size - 1) {
                    points.add(new Point(rounded(SOUTH + y[i] * LATITUDES), rounded(WEST + x[i] * LONGITUDES)));
                }
            }
            return List.copyOf(points);
        }

        private static double[] averaged(double[] values, boolean isRing) {
            int last = values.length - 1;
            var averaged = Arrays.copyOf(values, values.length);
            for (int i = 1; i < last; i++) {
                averaged[i] = (values[i - 1] + 2 * values[i] + values[i + 1]) / 4;
            }
            if (isRing) {
                averaged[0] = (values[last - 1] + 2 * values[0] + values[1]) / 4;
                averaged[last] = averaged[0];
            }
            return averaged;
        }

        private static double rounded(double degrees) {
            return Math.round(degrees * 1_000) / 1_000.0;
        }
    }
}
