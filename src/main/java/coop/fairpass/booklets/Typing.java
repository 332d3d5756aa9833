package coop.fairpass.booklets;

/** What hands add between characters they copy from paper. */
final class Typing {

    private Typing() {}

    /** Spaces of any width and dashes of any length mean nothing in a serial or a code. */
    static boolean isSeparator(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.getType(c) == Character.DASH_PUNCTUATION;
    }
}
