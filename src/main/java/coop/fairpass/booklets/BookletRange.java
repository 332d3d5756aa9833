package coop.fairpass.booklets;

import coop.fairpass.orders.Lot;
import coop.fairpass.web.Language;

/** Plage : booklets whose numbers follow each other, both ends included. */
public record BookletRange(long first, long last) implements Comparable<BookletRange> {

    public BookletRange {
        if (first < 1 || last < first || last > BookletNumber.LAST) {
            throw new IllegalArgumentException("not a range of booklet numbers: %d to %d".formatted(first, last));
        }
    }

    public static BookletRange of(BookletNumber number) {
        return new BookletRange(number.value(), number.value());
    }

    static BookletRange of(Lot.Range range) {
        return new BookletRange(range.first(), range.last());
    }

    public long count() {
        return last - first + 1;
    }

    public boolean contains(long number) {
        return first <= number && number <= last;
    }

    boolean contains(BookletRange other) {
        return first <= other.first && other.last <= last;
    }

    /** As people read it: {@code 0000 123 459}, or {@code 0000 123 459 à 0000 124 441}. */
    public String french() {
        return joined(" à ");
    }

    /** As English pages show it: {@code 0000 123 459 to 0000 124 441}. */
    public String english() {
        return joined(" to ");
    }

    /** As a page shows it to whoever reads it. */
    String said() {
        return Language.say(french(), english());
    }

    private String joined(String to) {
        var start = new BookletNumber(first).serial();
        return first == last ? start : start + to + new BookletNumber(last).serial();
    }

    @Override
    public int compareTo(BookletRange other) {
        return Long.compare(first, other.first);
    }
}
