package coop.fairpass.web;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * One page of a long list. {@code next} is given back as {@code after} to read on, and is empty on the last page.
 */
public record Page<T>(List<T> items, Optional<String> next) {

    /** How many items a page holds when the caller does not say, and at most. */
    public static final int DEFAULT_SIZE = 50;

    public static final int LARGEST = 500;

    public Page {
        items = List.copyOf(items);
    }

    /** Cuts a list read one item longer than the page, so that the last page is known without counting. */
    public static <T> Page<T> of(List<T> oneMore, int size, Function<T, String> position) {
        if (oneMore.size() <= size) {
            return new Page<>(oneMore, Optional.empty());
        }
        var items = oneMore.subList(0, size);
        return new Page<>(items, Optional.of(position.apply(items.getLast())));
    }

    /** The same page with each item shown otherwise. */
    public <R> Page<R> map(Function<T, R> shown) {
        return new Page<>(items.stream().map(shown).toList(), next);
    }
}
