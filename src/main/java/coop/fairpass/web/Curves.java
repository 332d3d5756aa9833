package coop.fairpass.web;

import coop.fairpass.web.Columns.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Quantities that go on in time and are compared: what an account holds beside what is owed. One line each, from zero
 * at the foot to a round number; lines differ by their stroke as well as by their colour.
 */
public record Curves(String title, Unit unit, String what, List<Moment> moments, List<Line> lines) implements Chart {

    /**
     * When something was counted.
     *
     * @param label under the drawing, in a few signs
     * @param spoken in the sentence and in the table
     */
    public record Moment(String label, String spoken) {}

    /** One quantity, counted at each moment, never below zero; {@code style} is a class of the style sheet. */
    public record Line(String label, List<Long> values, String style) {

        public Line {
            values = List.copyOf(values);
            if (values.stream().anyMatch(value -> value < 0)) {
                throw new IllegalArgumentException("a curve does not go below zero: " + label);
            }
        }
    }

    /** A line where it is drawn, {@code points} as SVG writes them; its name at the top, after a piece of it. */
    public record Drawn(String style, String points, int y, String label) {}

    private static final int LEFT = 56;
    /** Room enough for half of the last label. */
    private static final int RIGHT = WIDTH - 18;

    private static final int BOTTOM = 172;
    private static final int HEIGHT = 196;
    private static final int LINE = 15;
    private static final int SAMPLE = 20;

    public Curves {
        moments = List.copyOf(moments);
        lines = List.copyOf(lines);
        for (var line : lines) {
            if (line.values().size() != moments.size()) {
                throw new IllegalArgumentException("a curve has a value at each moment: " + line.label());
            }
        }
    }

    private long greatest() {
        return lines.stream()
                .flatMap(line -> line.values().stream())
                .mapToLong(Long::longValue)
                .max()
                .orElse(0);
    }

    private int roof() {
        return 14 + LINE * lines.size();
    }

    private int x(int moment) {
        return moments.size() < 2
                ? (LEFT + RIGHT) / 2
                : (int) Math.round(LEFT + (double) moment / (moments.size() - 1) * (RIGHT - LEFT));
    }

    public List<Drawn> drawn() {
        double top = Scale.top(greatest());
        var drawn = new ArrayList<Drawn>();
        for (int i = 0; i < lines.size(); i++) {
            var line = lines.get(i);
            drawn.add(new Drawn(
                    line.style(),
                    IntStream.range(0, moments.size())
                            .mapToObj(moment -> x(moment) + ","
                                    + Math.round(BOTTOM - line.values().get(moment) / top * (BOTTOM - roof())))
                            .collect(Collectors.joining(" ")),
                    8 + LINE * i,
                    line.label()));
        }
        return drawn;
    }

    /** Lines across, with their number. */
    public List<Written> side() {
        return Scale.side(unit, greatest(), LEFT, roof(), BOTTOM);
    }

    /** Labels under the moments. */
    public List<Written> labels() {
        return Scale.labels(moments.stream().map(Moment::label).toList(), HEIGHT - 6, this::x);
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return RIGHT;
    }

    /** Where the piece of a line before its name ends. */
    public int sample() {
        return LEFT + SAMPLE;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    @Override
    public String description() {
        if (moments.isEmpty()) {
            return Language.say("Rien encore.", "Nothing yet.");
        }
        return Language.say("Du %s au %s. À la fin, %s.", "From %s to %s. At the end, %s.")
                .formatted(moments.getFirst().spoken(), moments.getLast().spoken(), said(moments.size() - 1));
    }

    @Override
    public List<Row> rows() {
        return IntStream.range(0, moments.size())
                .mapToObj(i -> new Row(moments.get(i).spoken(), said(i)))
                .toList();
    }

    private String said(int moment) {
        return lines.stream()
                .map(line -> Language.say("%s\u00a0: %s", "%s: %s")
                        .formatted(line.label(), unit.said(line.values().get(moment))))
                .collect(Collectors.joining(", "));
    }
}
