package coop.fairpass;

import java.util.ArrayList;
import java.util.List;

/**
 * A Java file taken apart just enough to be judged: its code without what it says, and what it says.
 *
 * @param code the text with every comment and string blanked, line for line
 * @param unquoted the text with strings taken out, comments kept, line for line
 * @param strings every string and text block, in order
 */
record JavaSource(String code, String unquoted, List<Quote> strings) {

    /** A string literal, where it begins. */
    record Quote(int line, String text) {}

    static JavaSource of(String text) {
        return new Reader(text).read();
    }

    /** Text block, string, character, comment of lines, comment of a line: whichever begins first hides the others. */
    private static final class Reader {
        private final String text;
        private final StringBuilder code = new StringBuilder();
        private final StringBuilder unquoted = new StringBuilder();
        private final List<Quote> strings = new ArrayList<>();
        private int at;
        private int line = 1;

        Reader(String text) {
            this.text = text;
        }

        JavaSource read() {
            while (at < text.length()) {
                if (text.startsWith("\"\"\"", at)) {
                    quote(endOf("\"\"\"", at + 3), 3);
                } else if (text.charAt(at) == '"') {
                    quote(endOf("\"", at + 1), 1);
                } else if (text.charAt(at) == '\'') {
                    hide(endOf("'", at + 1), true);
                } else if (text.startsWith("/*", at)) {
                    hide(after("*/", at + 2), true);
                } else if (text.startsWith("//", at)) {
                    int end = text.indexOf('\n', at);
                    hide(end < 0 ? text.length() : end, true);
                } else {
                    take(at + 1, true, true);
                }
            }
            return new JavaSource(code.toString(), unquoted.toString(), List.copyOf(strings));
        }

        /** Just after the closing mark of a literal, escapes skipped. */
        private int endOf(String mark, int from) {
            int end = from;
            while (end < text.length() && !text.startsWith(mark, end)) {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            return Math.min(text.length(), end + mark.length());
        }

        private int after(String mark, int from) {
            int end = text.indexOf(mark, from);
            return end < 0 ? text.length() : end + mark.length();
        }

        private void quote(int end, int mark) {
            strings.add(new Quote(line, text.substring(at + mark, Math.max(at + mark, end - mark))));
            hide(end, false);
        }

        private void hide(int end, boolean keepUnquoted) {
            take(end, false, keepUnquoted);
        }

        private void take(int end, boolean keepCode, boolean keepUnquoted) {
            for (; at < end; at++) {
                char character = text.charAt(at);
                if (character == '\n') {
                    line++;
                }
                code.append(keepCode || character == '\n' ? character : ' ');
                if (keepUnquoted || character == '\n') {
                    unquoted.append(character);
                }
            }
        }
    }
}
