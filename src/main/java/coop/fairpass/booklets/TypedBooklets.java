package coop.fairpass.booklets;

import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Reads booklets as people write them, one or one range a line: {@code 0000 123 459}, {@code 0000 123 459 à 0000
 * 124 441}, a voucher's serial, or what a scanner read.
 */
@Component
class TypedBooklets {

    /** The most lines of one form. */
    static final int MOST_LINES = 2_000;

    private static final String TO = "\\s+(?:à|a|au|to|–|—|\\.\\.)\\s+|;";
    private static final int LONGEST_LINE = 400;
    private static final int MOST_FAULTS_TOLD = 10;

    sealed interface Reading {
        record Read(BookletRanges booklets) implements Reading {}

        /** What is wrong, line by line. */
        record Wrong(List<String> faults) implements Reading {
            public Wrong {
                faults = List.copyOf(faults);
            }
        }
    }

    private final PresentedBooklets presented;

    TypedBooklets(PresentedBooklets presented) {
        this.presented = presented;
    }

    Reading read(String text) {
        var ranges = new ArrayList<BookletRange>();
        var faults = new ArrayList<String>();
        var lines =
                text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
        if (lines.isEmpty()) {
            return new Reading.Wrong(List.of(Sentences.of(BookletReason.NOTHING_CHOSEN)));
        }
        if (lines.size() > MOST_LINES) {
            return new Reading.Wrong(List.of(Language.say("Écrivez %d lignes au plus.", "Write %d lines at most.")
                    .formatted(MOST_LINES)));
        }
        for (int i = 0; i < lines.size() && faults.size() < MOST_FAULTS_TOLD; i++) {
            read(lines.get(i), i + 1, ranges, faults);
        }
        return faults.isEmpty() ? new Reading.Read(new BookletRanges(ranges)) : new Reading.Wrong(faults);
    }

    private void read(String line, int place, List<BookletRange> ranges, List<String> faults) {
        var ends = new ArrayList<Long>();
        for (var end : line.length() > LONGEST_LINE ? List.of("") : List.of(line.split(TO))) {
            switch (presented.read(end.strip())) {
                case PresentedBooklets.Reading.Of(var number) -> ends.add(number.value());
                case PresentedBooklets.Reading.Unknown() -> {
                    faults.add(at(place, BookletReason.UNKNOWN_BOOKLET));
                    return;
                }
                case PresentedBooklets.Reading.Misread(var fault) -> {
                    faults.add(at(place, fault));
                    return;
                }
            }
        }
        if (ends.size() == 1) {
            ranges.add(new BookletRange(ends.getFirst(), ends.getFirst()));
        } else if (ends.size() == 2 && ends.getFirst() <= ends.getLast()) {
            ranges.add(new BookletRange(ends.getFirst(), ends.getLast()));
        } else {
            faults.add(Language.say(
                            "Ligne %d : écrivez un numéro, ou le premier à le dernier.",
                            "Line %d: write one number, or the first to the last.")
                    .formatted(place));
        }
    }

    private static String at(int place, Enum<?> fault) {
        return Language.say("Ligne %d : %s", "Line %d: %s").formatted(place, Sentences.of(fault));
    }
}
