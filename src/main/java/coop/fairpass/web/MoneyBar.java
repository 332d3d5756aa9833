package coop.fairpass.web;

import coop.fairpass.money.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * An amount drawn as a bar cut in parts; always shown beside a table with the same figures, which is what a screen
 * reader reads. Lengths are in thousandths of the bar.
 */
public record MoneyBar(List<Part> parts) {

    /** One part of the whole; {@code style} is a class of the style sheet: {@code keep}, {@code paid}… */
    public record Part(String label, String style, Money amount) {}

    /** A part where it is drawn. */
    public record Drawn(Part part, int from, int length) {}

    private static final int WHOLE = 1_000;
    private static final int LEAST = 4;

    public MoneyBar {
        parts = parts.stream().filter(part -> part.amount().isPositive()).toList();
    }

    /** Parts in order, each at least thick enough to be seen; the last one ends the bar. */
    public List<Drawn> drawn() {
        long total = parts.stream().mapToLong(part -> part.amount().cents()).sum();
        var drawn = new ArrayList<Drawn>();
        int from = 0;
        for (int i = 0; i < parts.size(); i++) {
            int after = (parts.size() - 1 - i) * LEAST;
            int share = (int) ((double) parts.get(i).amount().cents() / total * WHOLE);
            int length = i == parts.size() - 1 ? WHOLE - from : Math.clamp(share, LEAST, WHOLE - from - after);
            drawn.add(new Drawn(parts.get(i), from, length));
            from += length;
        }
        return drawn;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
