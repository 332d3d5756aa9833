package coop.fairpass.web;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A quantity week after week, or month after month: one column each, with days that matter marked between them.
 *
 * <p>The side begins at zero and ends at a round number; a mark is a line at the beginning of a column, or after the
 * last one.
 */
public record Columns(String title, Unit unit, String what, List<Column> columns, List<Mark> marks) implements Chart {

    /**
     * One week or month, never below zero.
     *
     * @param label under the drawing, in a few signs
     * @param spoken in the sentence and in the table
     */
    public record Column(String label, String spoken, long value) {

        public Column {
            if (value < 0) {
                throw new IllegalArgumentException("a column has no height below zero: " + spoken + " " + value);
            }
        }
    }

    /** A day that matters: at the beginning of the column of that rank, from 0; after the last one when equal to it. */
    public record Mark(int at, String label) {}

    /** A column where it is drawn. */
    public record Drawn(int x, int y, int width, int height) {}

    /** Words where they are written; {@code anchor} is start, middle or end. */
    public record Written(int x, int y, String anchor, String text) {}

    /** A mark where it is drawn. */
    public record DrawnMark(int x, Written label) {}

    private static final int LEFT = 56;
    private static final int RIGHT = WIDTH - 4;
    private static final int TOP = 14;
    private static final int TOP_UNDER_MARKS = 36;
    private static final int BOTTOM = 172;
    private static final int HEIGHT = 196;
    private static final int WIDEST = 44;
    private static final int LINE = 15;

    public Columns {
        columns = List.copyOf(columns);
        marks = List.copyOf(marks);
        for (var mark : marks) {
            if (mark.at() < 0 || mark.at() > columns.size()) {
                throw new IllegalArgumentException("a mark is among the columns: " + mark);
            }
        }
    }

    /** The round number at the top of the side. */
    public long top() {
        return Scale.top(greatest().map(Column::value).orElse(0L));
    }

    private Optional<Column> greatest() {
        return columns.stream().max(Comparator.comparingLong(Column::value)).filter(column -> column.value() > 0);
    }

    public List<Drawn> drawn() {
        double top = top();
        double step = step();
        var drawn = new ArrayList<Drawn>();
        for (int i = 0; i < columns.size(); i++) {
            long value = columns.get(i).value();
            int height = value == 0 ? 0 : Math.max(2, (int) Math.round(value / top * (BOTTOM - roof())));
            int width = Math.max(1, (int) Math.min(WIDEST, step * 0.76));
            int x = (int) Math.round(LEFT + (i + 0.5) * step - width / 2.0);
            drawn.add(new Drawn(x, BOTTOM - height, width, height));
        }
        return drawn;
    }

    /** Where the top of the side is: lower when marks have words above. */
    private int roof() {
        return marks.isEmpty() ? TOP : TOP_UNDER_MARKS;
    }

    private double step() {
        return (RIGHT - LEFT) / (double) Math.max(1, columns.size());
    }

    /** Lines across, with their number. */
    public List<Written> side() {
        return Scale.side(unit, greatest().map(Column::value).orElse(0L), LEFT, roof(), BOTTOM);
    }

    /** Labels under the columns. */
    public List<Written> labels() {
        return Scale.labels(columns.stream().map(Column::label).toList(), HEIGHT - 6, i ->
                (int) Math.round(LEFT + (i + 0.5) * step()));
    }

    /** Marks, their words on lines of their own so that two near ones can be read. */
    public List<DrawnMark> drawnMarks() {
        var drawn = new ArrayList<DrawnMark>();
        for (int i = 0; i < marks.size(); i++) {
            int x = (int) Math.round(LEFT + marks.get(i).at() * step());
            boolean isRight = x > (LEFT + RIGHT) / 2;
            drawn.add(new DrawnMark(
                    x,
                    new Written(
                            isRight ? x - 4 : x + 4,
                            12 + (marks.size() - 1 - i) % 2 * LINE,
                            isRight ? "end" : "start",
                            marks.get(i).label())));
        }
        return drawn;
    }

    @Override
    public int height() {
        return HEIGHT;
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return RIGHT;
    }

    public int bottom() {
        return BOTTOM;
    }

    @Override
    public String description() {
        return greatest()
                .map(column -> Language.say(
                                "De %s à %s. Le plus haut\u00a0: %s, %s.", "From %s to %s. The highest: %s, %s.")
                        .formatted(
                                columns.getFirst().spoken(),
                                columns.getLast().spoken(),
                                column.spoken(),
                                unit.said(column.value())))
                .orElseGet(() -> Language.say("Rien encore.", "Nothing yet."));
    }

    @Override
    public List<Row> rows() {
        return columns.stream()
                .map(column -> new Row(column.spoken(), unit.said(column.value())))
                .toList();
    }
}
