package coop.fairpass.invoicing;

import java.util.Optional;

/** The text a document may hold: something to read, and no control character that XML or PDF would choke on. */
final class Printable {

    private Printable() {}

    /** Returns {@code text} without outer blanks, or throws with the name of the field. */
    static String text(String field, String text) {
        var stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new IllegalArgumentException(field + " is empty");
        }
        // A month of a country has thirty million such texts, nearly all of plain letters.
        for (int i = 0; i < stripped.length(); i++) {
            char plain = stripped.charAt(i);
            if (plain < ' ' || plain > '~') {
                requirePrintable(field, stripped, i);
                break;
            }
        }
        return stripped;
    }

    static Optional<String> text(String field, Optional<String> text) {
        return text.map(present -> text(field, present));
    }

    private static void requirePrintable(String field, String text, int from) {
        for (int i = from; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            if (isUnprintable(text.codePointAt(i))) {
                throw new IllegalArgumentException(field + " holds a character that no document can show");
            }
        }
    }

    private static boolean isUnprintable(int character) {
        return Character.isISOControl(character)
                || character == 0xFFFE
                || character == 0xFFFF
                || Character.getType(character) == Character.SURROGATE;
    }
}
