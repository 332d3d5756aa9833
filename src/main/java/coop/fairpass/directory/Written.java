package coop.fairpass.directory;

/** What people and spreadsheets put around an identifier, and take away from it. */
final class Written {

    private Written() {}

    /**
     * The text without spaces of any kind, however narrow, and without invisible characters: what is copied from a
     * web page or a PDF often carries both.
     */
    static String compact(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c)
                        && !Character.isSpaceChar(c)
                        && Character.getType(c) != Character.FORMAT)
                .forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Whether a spreadsheet wrote the number its own way: {@code 2,17604E+13}. */
    static boolean isScientific(String compact) {
        return compact.matches("[0-9]([.,][0-9]{1,20})?[eE]\\+?[0-9]{1,3}");
    }

    static boolean isDigits(String compact, int length) {
        return compact.length() == length && compact.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
