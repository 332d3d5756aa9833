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

    /**
     * The page of a whole list that comes after a position, for lists that are short by nature; after a position that
     * is not in the list, nothing.
     */
    public static <T> Page<T> within(List<T> all, Optional<String> after, int size, Function<T, String> position) {
        int first = 0;
        if (after.isPresent()) {
            while (first < all.size() && !position.apply(all.get(first)).equals(after.get())) {
                first++;
            }
            first = Math.min(first + 1, all.size());
        }
        return of(all.subList(first, (int) Math.min(all.size(), first + size + 1L)), size, position);
    }

    /** The same page with each item shown otherwise. */
    public <R> Page<R> map(Function<T, R> shown) {
        return new Page<>(items.stream().map(shown).toList(), next);
    }
}
