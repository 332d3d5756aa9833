package coop.fairpass.territory;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Carte d’un coup d’œil : some spots, each as large as what it stands for, among the lines of départements. It is drawn
 * by the server, for a page without script, and always beside a table that says the same.
 *
 * @param lines the {@code d} of paths, in the units of the drawing
 */
public record SmallMap(int width, int height, List<String> lines, List<Drawn> spots) {

    /** What stands somewhere; {@code size} is compared with the others’, by area. */
    public record Spot(String label, Point at, long size) {}

    /** A spot where it is drawn; its label is written on the side where there is room. */
    public record Drawn(Spot spot, int x, int y, int radius, boolean isLabelLeft) {

        public int labelX() {
            return isLabelLeft ? x - radius - 4 : x + radius + 4;
        }
    }

    private static final int WIDTH = 360;
    private static final int LEAST_HEIGHT = 200;
    private static final int MOST_HEIGHT = 360;
    private static final int LARGEST = 20;
    private static final int SMALLEST = 3;

    /** In degrees of latitude: less would show no line to find one’s way by. */
    private static final double LEAST_SPAN = 1.2;

    private static final double MARGIN = 0.25;

    public SmallMap {
        lines = List.copyOf(lines);
        spots = List.copyOf(spots);
    }

    /** Draws spots; there must be one. */
    static SmallMap of(List<Spot> spots, List<List<Point>> outlines) {
        double south =
                spots.stream().mapToDouble(one -> one.at().latitude()).min().orElseThrow();
        double north =
                spots.stream().mapToDouble(one -> one.at().latitude()).max().orElseThrow();
        double west =
                spots.stream().mapToDouble(one -> one.at().longitude()).min().orElseThrow();
        double east =
                spots.stream().mapToDouble(one -> one.at().longitude()).max().orElseThrow();
        double narrow = Math.cos(Math.toRadians((south + north) / 2));
        double tall = Math.max(LEAST_SPAN, (north - south) * (1 + 2 * MARGIN));
        double wide = Math.max(LEAST_SPAN, (east - west) * narrow * (1 + 2 * MARGIN));
        int height = Math.clamp(Math.round(tall / wide * WIDTH), LEAST_HEIGHT, MOST_HEIGHT);
        double scale = Math.min(WIDTH / wide, height / tall);
        var projection = new Projection((south + north) / 2, (west + east) / 2, narrow, scale, height);
        return new SmallMap(WIDTH, height, projection.lines(outlines), projection.spots(spots));
    }

    private record Projection(double latitude, double longitude, double narrow, double scale, int height) {

        int x(Point point) {
            return (int) Math.round(WIDTH / 2.0 + (point.longitude() - longitude) * narrow * scale);
        }

        int y(Point point) {
            return (int) Math.round(height / 2.0 - (point.latitude() - latitude) * scale);
        }

        private boolean isSeen(Point point) {
            return x(point) >= 0 && x(point) <= WIDTH && y(point) >= 0 && y(point) <= height;
        }

        List<String> lines(List<List<Point>> outlines) {
            return outlines.stream()
                    .filter(line -> line.stream().anyMatch(this::isSeen))
                    .map(line -> {
                        var path = new StringBuilder();
                        for (var point : line) {
                            path.append(path.isEmpty() ? "M" : "L").append("%d %d".formatted(x(point), y(point)));
                        }
                        return path.toString();
                    })
                    .toList();
        }

        List<Drawn> spots(List<Spot> spots) {
            long largest = spots.stream().mapToLong(Spot::size).max().orElse(0);
            var drawn = new ArrayList<Drawn>();
            for (var spot : spots) {
                int radius = largest == 0
                        ? SMALLEST
                        : Math.max(SMALLEST, (int) Math.round(LARGEST * Math.sqrt((double) spot.size() / largest)));
                drawn.add(new Drawn(spot, x(spot.at()), y(spot.at()), radius, x(spot.at()) > WIDTH / 2));
            }
            return drawn;
        }
    }

    /** What the drawing shows, in a sentence. */
    public String description() {
        return spots.stream().map(one -> one.spot().label()).collect(Collectors.joining("\u202f; ", "", "."));
    }
}
