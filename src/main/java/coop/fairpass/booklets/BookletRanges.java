package coop.fairpass.booklets;

import coop.fairpass.web.Language;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * A set of booklets, kept as the fewest ranges, in order: what is sent, what is counted, what is missing.
 *
 * <p>A hundred thousand booklets in boxes are one range; a thousand scanned one by one are at most a thousand.
 */
public record BookletRanges(List<BookletRange> runs) {

    public static final BookletRanges NONE = new BookletRanges(List.of());

    /** Takes ranges in any order, overlapping or not. */
    public BookletRanges {
        runs = merged(runs);
    }

    public static BookletRanges of(BookletRange... ranges) {
        return new BookletRanges(List.of(ranges));
    }

    public static BookletRanges of(BookletNumber number) {
        return of(BookletRange.of(number));
    }

    public static BookletRanges ofNumbers(Collection<BookletNumber> numbers) {
        return new BookletRanges(numbers.stream().map(BookletRange::of).toList());
    }

    private static List<BookletRange> merged(List<BookletRange> ranges) {
        var merged = new ArrayList<BookletRange>();
        for (var range : ranges.stream().sorted().toList()) {
            if (!merged.isEmpty() && range.first() <= merged.getLast().last() + 1) {
                var before = merged.removeLast();
                merged.add(new BookletRange(before.first(), Math.max(before.last(), range.last())));
            } else {
                merged.add(range);
            }
        }
        return List.copyOf(merged);
    }

    public long count() {
        return runs.stream().mapToLong(BookletRange::count).sum();
    }

    public boolean isEmpty() {
        return runs.isEmpty();
    }

    public boolean contains(BookletRanges other) {
        return other.minus(this).isEmpty();
    }

    public BookletRanges plus(BookletRanges other) {
        var all = new ArrayList<>(runs);
        all.addAll(other.runs);
        return new BookletRanges(all);
    }

    /** What both have. */
    public BookletRanges and(BookletRanges other) {
        var both = new ArrayList<BookletRange>();
        int mine = 0;
        int theirs = 0;
        while (mine < runs.size() && theirs < other.runs.size()) {
            var a = runs.get(mine);
            var b = other.runs.get(theirs);
            long first = Math.max(a.first(), b.first());
            long last = Math.min(a.last(), b.last());
            if (first <= last) {
                both.add(new BookletRange(first, last));
            }
            if (a.last() < b.last()) {
                mine++;
            } else {
                theirs++;
            }
        }
        return new BookletRanges(both);
    }

    /** What this has and the other has not. */
    public BookletRanges minus(BookletRanges other) {
        var left = new ArrayList<BookletRange>();
        int from = 0;
        for (var range : runs) {
            long next = range.first();
            while (from < other.runs.size() && other.runs.get(from).last() < next) {
                from++;
            }
            for (int i = from; i < other.runs.size() && other.runs.get(i).first() <= range.last(); i++) {
                var taken = other.runs.get(i);
                if (taken.first() > next) {
                    left.add(new BookletRange(next, taken.first() - 1));
                }
                next = taken.last() + 1;
            }
            if (next <= range.last()) {
                left.add(new BookletRange(next, range.last()));
            }
        }
        return new BookletRanges(left);
    }

    /** The lowest {@code count} booklets. */
    public BookletRanges first(long count) {
        var taken = new ArrayList<BookletRange>();
        long wanted = count;
        for (var range : runs) {
            if (wanted <= 0) {
                break;
            }
            taken.add(new BookletRange(range.first(), Math.min(range.last(), range.first() + wanted - 1)));
            wanted -= range.count();
        }
        if (wanted > 0) {
            throw new IllegalArgumentException("%d booklets, not %d".formatted(count(), count));
        }
        return new BookletRanges(taken);
    }

    public LongStream numbers() {
        return runs.stream().flatMapToLong(range -> LongStream.rangeClosed(range.first(), range.last()));
    }

    /** As people read them: {@code 0000 123 459 à 0000 124 441 ; 0000 200 002}. */
    public String french() {
        return runs.stream().map(BookletRange::french).collect(Collectors.joining(" ; "));
    }

    /** As English pages show them: {@code 0000 123 459 to 0000 124 441; 0000 200 002}. */
    public String english() {
        return runs.stream().map(BookletRange::english).collect(Collectors.joining("; "));
    }

    /** As a page shows them to whoever reads it. */
    String said() {
        return Language.say(french(), english());
    }

    /** As PostgreSQL writes them, an {@code int8multirange}. */
    String multirange() {
        return runs.stream()
                .map(range -> "[%d,%d]".formatted(range.first(), range.last()))
                .collect(Collectors.joining(",", "{", "}"));
    }

    Long[] firsts() {
        return runs.stream().map(BookletRange::first).toArray(Long[]::new);
    }

    Long[] lasts() {
        return runs.stream().map(BookletRange::last).toArray(Long[]::new);
    }
}
