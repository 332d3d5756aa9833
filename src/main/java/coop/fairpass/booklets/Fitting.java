package coop.fairpass.booklets;

import coop.fairpass.booklets.Paragraph.Room;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Fits the texts of one wording into their places, and remembers those that do not go in. */
final class Fitting {

    private final Set<WordingFault> faults = EnumSet.noneOf(WordingFault.class);

    Set<WordingFault> faults() {
        return Set.copyOf(faults);
    }

    /**
     * A text that people chose, at the largest of the sizes at which it fits; nothing, and a fault noted, otherwise.
     */
    Paragraph fit(WordingFault fault, Typeface face, String text, Room room, double... sizes) {
        return fit(fault, face, "", text, room, sizes);
    }

    Paragraph fit(WordingFault fault, Typeface face, String label, String text, Room room, double... sizes) {
        if (!printable(face, text)) {
            return Paragraph.EMPTY;
        }
        return Paragraph.fit(face, label, text, room, sizes).orElseGet(() -> {
            note(fault);
            return Paragraph.EMPTY;
        });
    }

    /** Whether the typeface has every sign of a text; notes it when not. */
    boolean printable(Typeface face, String text) {
        if (!face.has(text)) {
            note(WordingFault.UNPRINTABLE_CHARACTER);
            return false;
        }
        return true;
    }

    void note(WordingFault fault) {
        faults.add(fault);
    }

    /** A line of our own words, made smaller until it fits: it always does at some size. */
    static Paragraph shrunk(Typeface face, String text, double width, double largest) {
        double points = largest;
        while (face.width(text, points) > width) {
            points -= 0.5;
        }
        return new Paragraph(face, points, "", List.of(text));
    }
}
