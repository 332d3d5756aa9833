package coop.fairpass.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Petits effectifs : a count under five is not shown, nor one that the total would give back (domain §14, R-037).
 */
final class SmallCells {

    /** Counts from here on are shown. */
    static final long LEAST_SHOWN = 5;

    /** One count, or nothing when it is withheld. */
    record Cell(String label, Optional<Long> count) {}

    /** A count before anybody decided to show it. */
    record Count(String label, long count) {}

    private SmallCells() {}

    /**
     * The cells of one table whose total is known: either none is withheld, or at least two, of at least five together.
     */
    static List<Cell> of(List<Count> counts) {
        var withheld = new ArrayList<>(counts.stream()
                .filter(count -> count.count() > 0 && count.count() < LEAST_SHOWN)
                .toList());
        var shown = new ArrayList<>(counts.stream()
                .filter(count -> count.count() >= LEAST_SHOWN)
                .sorted(Comparator.comparingLong(Count::count).thenComparing(Count::label))
                .toList());
        while (!withheld.isEmpty()
                && !shown.isEmpty()
                && (withheld.size() < 2
                        || withheld.stream().mapToLong(Count::count).sum() < LEAST_SHOWN)) {
            withheld.add(shown.removeFirst());
        }
        return counts.stream()
                .map(count -> new Cell(
                        count.label(), withheld.contains(count) ? Optional.empty() : Optional.of(count.count())))
                .toList();
    }
}
