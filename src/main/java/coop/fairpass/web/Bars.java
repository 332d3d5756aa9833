package coop.fairpass.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Quantities that are compared, one bar under the other, all on the scale of the greatest: the funnel of an order, a
 * queue by age.
 */
public record Bars(String title, Unit unit, String what, List<Bar> bars) implements Chart {

    /** One quantity, never below zero; {@code style} is a class of the style sheet, as for {@link MoneyBar}. */
    public record Bar(String label, long value, String style) {

        public Bar {
            if (value < 0) {
                throw new IllegalArgumentException("a bar has no length below zero: " + label + " " + value);
            }
        }

        public Bar(String label, long value) {
            this(label, value, "keep");
        }
    }

    /** A bar where it is drawn; {@code top} is that of its words, above it. */
    public record Drawn(Bar bar, int top, int length, String value) {}

    private static final int STEP = 42;

    /** Of a bar that is not zero: less would not be seen. */
    private static final int LEAST = 2;

    public Bars {
        bars = List.copyOf(bars);
    }

    public List<Drawn> drawn() {
        long greatest = bars.stream().mapToLong(Bar::value).max().orElse(0);
        var drawn = new ArrayList<Drawn>();
        for (int i = 0; i < bars.size(); i++) {
            var bar = bars.get(i);
            int length =
                    bar.value() == 0 ? 0 : Math.max(LEAST, (int) Math.round((double) bar.value() / greatest * WIDTH));
            drawn.add(new Drawn(bar, i * STEP, length, unit.said(bar.value())));
        }
        return drawn;
    }

    @Override
    public int height() {
        return Math.max(1, bars.size()) * STEP;
    }

    @Override
    public String description() {
        return bars.isEmpty()
                ? Language.say("Rien encore.", "Nothing yet.")
                : bars.stream()
                        .map(bar ->
                                Language.say("%s\u00a0: %s", "%s: %s").formatted(bar.label(), unit.said(bar.value())))
                        .collect(Collectors.joining(Language.say("\u202f; ", "; "), "", "."));
    }

    @Override
    public List<Row> rows() {
        return bars.stream()
                .map(bar -> new Row(bar.label(), unit.said(bar.value())))
                .toList();
    }
}
