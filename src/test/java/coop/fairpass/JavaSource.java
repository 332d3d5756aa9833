package coop.fairpass;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A Java file taken apart just enough to be judged: its code without what it says, and what it says.
 *
 * @param code the text with every comment and string blanked, line for line
 * @param strings every string and text block, in order
 */
record JavaSource(String code, List<Quote> strings) {

    /** A string literal, where it begins. */
    record Quote(int line, String text) {}

    /** Text block, string, character, comment of lines, comment of a line: whichever begins first hides the others. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"\"\"(?<block>(?:\\\\.|[^\\\\])*?)\"\"\"|\"(?<string>(?:\\\\.|[^\"\\\\\n])*)\""
                    + "|'(?:\\\\.|[^'\\\\\n])+'|/\\*[\\s\\S]*?\\*/|//[^\n]*",
            Pattern.DOTALL);

    static JavaSource of(String text) {
        var code = new StringBuilder();
        var strings = new ArrayList<Quote>();
        var token = TOKEN.matcher(text);
        int from = 0;
        int line = 1;
        while (token.find()) {
            var before = text.substring(from, token.start());
            line += lines(before);
            var said = token.group("block") != null ? token.group("block") : token.group("string");
            if (said != null) {
                strings.add(new Quote(line, said));
            }
            code.append(before).append(token.group().replaceAll("[^\n]", " "));
            line += lines(token.group());
            from = token.end();
        }
        code.append(text.substring(from));
        return new JavaSource(code.toString(), List.copyOf(strings));
    }

    private static int lines(String text) {
        return (int) text.chars().filter(character -> character == '\n').count();
    }
}
