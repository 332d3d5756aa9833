package coop.fairpass.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The pieces of a jte template that a person reads: sentences with the small marks within them, words in attributes,
 * and literals in code. What is between them (blocks, conditions, expressions) is the same in every language.
 */
final class Segments {

    /** A piece from one offset to another. */
    record Segment(int start, int end, String text) {}

    private enum Kind {
        TEXT,
        /** A mark within a sentence: {@code <strong>}. */
        INLINE,
        /** What parts sentences: a block, a comment, a call, a line's end, the edge of a content block. */
        BOUNDARY,
        /** {@code ${…}} */
        EXPRESSION,
        OPEN_IF,
        ELSE,
        CLOSE_IF
    }

    private record Token(Kind kind, int start, int end) {}

    private static final Set<String> INLINE_TAGS =
            Set.of("a", "strong", "em", "b", "i", "span", "code", "br", "abbr", "small", "kbd", "time", "var", "wbr");

    /** Arguments that name things for machines. */
    private static final Set<String> MACHINE_ARGUMENTS = Set.of(
            "action", "complete", "href", "id", "input", "manifest", "name", "path", "src", "style", "styles", "type");

    private static final Set<String> READ_ATTRIBUTES =
            Set.of("alt", "aria-label", "title", "placeholder", "data-label", "label");

    /** Words that a script shows: {@code data-says-start}. */
    private static final String SAID_BY_SCRIPT = "data-says-";

    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");
    private static final Pattern ARGUMENT = Pattern.compile("([A-Za-z]+)\\s*=\\s*$");
    /** What is asked by a name that only code reads. */
    private static final Pattern KEY = Pattern.compile(
            "\\b(isWrong|wrong|typed|startsWith|endsWith|equals|get|getOrDefault|contains|containsKey|replace|has|is)"
                    + "\\($");

    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"((?:[^\"$]|\\$\\{[^}]*}|\\$)*)\"");
    private static final Pattern LETTER = Pattern.compile("\\p{L}");

    /** Letters, or marks that each language spaces in its own way. */
    private static final Pattern PROSE = Pattern.compile("\\p{L}|[:;!?«»%]");

    /** A value that is words, and not a code. */
    private static final Pattern WORDS = Pattern.compile("\\p{L}+[ ’]\\p{L}.*|.*[à-ÿ].*");

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final List<Segment> found = new ArrayList<>();

    private Segments(String source) {
        this.source = source;
    }

    /** The pieces of a template, in its order. */
    static List<Segment> of(String source) {
        var segments = new Segments(source);
        segments.read();
        segments.cut();
        segments.found.sort(Comparator.comparingInt(Segment::start));
        return segments.found;
    }

    /**
     * A French template whose signs never begin a line: the space before « ; : ? ! » € % » and the one after « hold
     * together what they part. Only text changes, neither marks nor code, and nothing moves.
     */
    static String withFrenchSpaces(String source) {
        var segments = new Segments(source);
        segments.read();
        var text = new StringBuilder(source);
        for (var token : segments.tokens) {
            if (token.kind() == Kind.TEXT) {
                for (int at = token.start(); at < token.end(); at++) {
                    if (source.charAt(at) == ' ' && holds(source, at)) {
                        text.setCharAt(at, '\u00a0');
                    }
                }
            }
        }
        return text.toString();
    }

    private static boolean holds(String source, int space) {
        if (space == 0 || Character.isWhitespace(source.charAt(space - 1))) {
            return false; // where a line of the source begins
        }
        boolean isCode = source.startsWith("!{", space + 1);
        return source.charAt(space - 1) == '«'
                || (!isCode && space + 1 < source.length() && ";:?!»€%".indexOf(source.charAt(space + 1)) >= 0);
    }

    // --- Reading
    // ------------------------------------------------------------------------------------------------------

    private void read() {
        int at = 0;
        while (at < source.length()) {
            at = readOne(at);
        }
    }

    private int readOne(int at) {
        if (source.startsWith("<%--", at)) {
            return add(Kind.BOUNDARY, at, after("--%>", at));
        }
        if (source.startsWith("<!--", at)) {
            return add(Kind.BOUNDARY, at, after("-->", at));
        }
        if (source.startsWith("@raw", at)) {
            return add(Kind.BOUNDARY, at, after("@endraw", at));
        }
        if (source.startsWith("@import", at)) {
            return add(Kind.BOUNDARY, at, after("\n", at));
        }
        if (source.startsWith("@param", at)) {
            int end = after("\n", at);
            literals(at, end, false);
            return add(Kind.BOUNDARY, at, end);
        }
        if (source.startsWith("!{", at)) {
            int end = closing(at + 1, '{', '}');
            literals(at, end, false);
            return add(Kind.BOUNDARY, at, end);
        }
        if (source.startsWith("${", at) || source.startsWith("$unsafe{", at)) {
            return add(Kind.EXPRESSION, at, closing(source.indexOf('{', at), '{', '}'));
        }
        if (source.startsWith("@if(", at)) {
            return add(Kind.OPEN_IF, at, closing(at + 3, '(', ')'));
        }
        if (source.startsWith("@elseif(", at)) {
            return add(Kind.ELSE, at, closing(at + 7, '(', ')'));
        }
        if (source.startsWith("@else", at)) {
            return add(Kind.ELSE, at, at + 5);
        }
        if (source.startsWith("@endif", at)) {
            return add(Kind.CLOSE_IF, at, at + 6);
        }
        if (source.startsWith("@for(", at)) {
            int end = closing(at + 4, '(', ')');
            literals(at, end, false);
            return add(Kind.BOUNDARY, at, end);
        }
        if (source.startsWith("@endfor", at)) {
            return add(Kind.BOUNDARY, at, at + 7);
        }
        if (source.startsWith("@template.", at)) {
            return call(at);
        }
        if (source.charAt(at) == '`') {
            return callGoesOn(at);
        }
        if (source.charAt(at) == '<' && at + 1 < source.length() && isTagStart(source.charAt(at + 1))) {
            return tag(at);
        }
        if (source.charAt(at) == '\n') {
            return add(Kind.BOUNDARY, at, at + 1);
        }
        int end = at + 1;
        while (end < source.length() && "<\n@$!`".indexOf(source.charAt(end)) < 0) {
            end++;
        }
        return add(Kind.TEXT, at, end);
    }

    private static boolean isTagStart(char c) {
        return c == '/' || c == '!' || (c >= 'a' && c <= 'z');
    }

    private int add(Kind kind, int start, int end) {
        tokens.add(new Token(kind, start, end));
        return end;
    }

    private int after(String mark, int from) {
        int at = source.indexOf(mark, from);
        return at < 0 ? source.length() : at + mark.length();
    }

    /** A call up to its end, or up to the content that it is given. */
    private int call(int at) {
        return arguments(at, source.indexOf('(', at) + 1);
    }

    /** After a content block: the rest of the call that it was given to. */
    private int callGoesOn(int at) {
        return arguments(at, at + 1);
    }

    private int arguments(int start, int from) {
        int depth = 0;
        int at = from;
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '"') {
                at = afterLiteral(at);
                continue;
            }
            if (c == '@' && source.startsWith("@`", at)) {
                at += 2;
                break;
            }
            if (c == '(' || c == '{') {
                depth++;
            } else if (c == '}') {
                depth--;
            } else if (c == ')' && depth-- == 0) {
                at++;
                break;
            }
            at++;
        }
        literals(start, at, false);
        return add(Kind.BOUNDARY, start, at);
    }

    private int tag(int at) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != '>') {
            if (source.startsWith("${", end)) {
                end = closing(end + 1, '{', '}');
            } else if (source.charAt(end) == '"') {
                end = afterAttribute(end);
            } else {
                end++;
            }
        }
        end = Math.min(source.length(), end + 1);
        var name = source.substring(at + 1, end).replaceFirst("^/", "").split("[^a-z0-9]", 2)[0];
        if (name.equals("script") || name.equals("style")) {
            end = after("</" + name + ">", at);
            return add(Kind.BOUNDARY, at, end);
        }
        boolean isInline = INLINE_TAGS.contains(name);
        if (!isInline) {
            attributes(at, end);
        }
        return add(isInline ? Kind.INLINE : Kind.BOUNDARY, at, end);
    }

    private int afterAttribute(int at) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != '"') {
            end = source.startsWith("${", end) ? closing(end + 1, '{', '}') : end + 1;
        }
        return end + 1;
    }

    private int afterLiteral(int at) {
        int end = at + 1;
        while (end < source.length() && source.charAt(end) != '"') {
            end += source.charAt(end) == '\\' ? 2 : 1;
        }
        return end + 1;
    }

    /** The offset after the bracket that closes the one at an offset. */
    private int closing(int at, char open, char close) {
        int depth = 0;
        int end = at;
        while (end < source.length()) {
            char c = source.charAt(end);
            if (c == '"') {
                end = afterLiteral(end);
                continue;
            }
            if (c == open) {
                depth++;
            } else if (c == close && --depth == 0) {
                return end + 1;
            }
            end++;
        }
        throw new IllegalArgumentException("unclosed " + open + " at " + lineOf(at));
    }

    private String lineOf(int at) {
        return "line "
                + (1 + source.substring(0, at).chars().filter(c -> c == '\n').count());
    }

    // --- Cutting
    // ------------------------------------------------------------------------------------------------------

    private void cut() {
        var run = new ArrayList<Token>();
        for (var token : tokens) {
            if (token.kind() == Kind.BOUNDARY) {
                emit(run);
                run.clear();
            } else {
                run.add(token);
            }
        }
        emit(run);
    }

    /** One piece where text stands outside of conditions; else what each branch says. */
    private void emit(List<Token> run) {
        var part = new ArrayList<Token>();
        var ends = partners(run);
        for (int i = 0; i < run.size(); i++) {
            if (isCondition(run.get(i)) && ends[i] < 0) { // it opens or closes on another line
                piece(part);
                condition(run.get(i));
                part.clear();
            } else {
                part.add(run.get(i));
            }
        }
        piece(part);
    }

    private void piece(List<Token> part) {
        int depth = 0;
        boolean says = false;
        for (var token : part) {
            depth += token.kind() == Kind.OPEN_IF ? 1 : token.kind() == Kind.CLOSE_IF ? -1 : 0;
            says |= depth == 0 && isProse(token);
        }
        if (says || part.stream().noneMatch(Segments::isCondition)) {
            sentence(part);
            return;
        }
        var branch = new ArrayList<Token>();
        depth = 0;
        for (var token : part) {
            depth += token.kind() == Kind.CLOSE_IF ? -1 : 0;
            if (depth <= 1 && isCondition(token) && !(token.kind() == Kind.OPEN_IF && depth == 1)) {
                piece(List.copyOf(branch));
                branch.clear();
                condition(token);
            } else {
                branch.add(token);
            }
            depth += token.kind() == Kind.OPEN_IF ? 1 : 0;
        }
        piece(List.copyOf(branch));
    }

    /** For each condition of a run, the place of the one that ends it, or -1. */
    private static int[] partners(List<Token> run) {
        var ends = new int[run.size()];
        java.util.Arrays.fill(ends, -1);
        var open = new ArrayList<List<Integer>>();
        for (int i = 0; i < run.size(); i++) {
            var kind = run.get(i).kind();
            if (kind == Kind.OPEN_IF) {
                open.add(new ArrayList<>(List.of(i)));
            } else if (kind == Kind.ELSE && !open.isEmpty()) {
                open.getLast().add(i);
            } else if (kind == Kind.CLOSE_IF && !open.isEmpty()) {
                var all = open.removeLast();
                all.add(i);
                for (int one : all) {
                    ends[one] = i;
                }
            }
        }
        return ends;
    }

    private static boolean isCondition(Token token) {
        return switch (token.kind()) {
            case OPEN_IF, ELSE, CLOSE_IF -> true;
            default -> false;
        };
    }

    private void condition(Token token) {
        literals(token.start(), token.end(), false);
    }

    private boolean isProse(Token token) {
        return token.kind() == Kind.TEXT
                && PROSE.matcher(source.substring(token.start(), token.end()).replaceAll("&[a-z#0-9]+;", ""))
                        .find();
    }

    /** A run as one piece, without what stands around it; without prose, the literals of its expressions. */
    private void sentence(List<Token> run) {
        int first = 0;
        int last = run.size() - 1;
        if (run.stream().noneMatch(this::isProse)) {
            for (var token : run) {
                if (token.kind() == Kind.EXPRESSION) {
                    literals(token.start(), token.end(), true);
                } else if (token.kind() == Kind.INLINE) {
                    attributes(token.start(), token.end());
                }
            }
            return;
        }
        while (isAround(run, first, last)) {
            if (isBlank(run.get(first))) {
                first++;
            } else if (isBlank(run.get(last))) {
                last--;
            } else {
                attributes(run.get(first).start(), run.get(first).end());
                first++;
                last--;
            }
        }
        int start = run.get(first).start();
        int end = run.get(last).end();
        while (Character.isWhitespace(source.charAt(start))) {
            start++;
        }
        while (Character.isWhitespace(source.charAt(end - 1))) {
            end--;
        }
        found.add(new Segment(start, end, source.substring(start, end)));
    }

    private boolean isBlank(Token token) {
        return token.kind() == Kind.TEXT
                && source.substring(token.start(), token.end()).isBlank();
    }

    /** Whether the ends of a run are blank, or one mark that is opened, closed at the end and not before. */
    private boolean isAround(List<Token> run, int first, int last) {
        if (isBlank(run.get(first)) || isBlank(run.get(last))) {
            return true;
        }
        if (first >= last
                || run.get(first).kind() != Kind.INLINE
                || run.get(last).kind() != Kind.INLINE) {
            return false;
        }
        int depth = 0;
        for (int i = first; i <= last; i++) {
            if (run.get(i).kind() == Kind.INLINE) {
                var tag = source.substring(run.get(i).start(), run.get(i).end());
                if (tag.startsWith("<br") || tag.startsWith("<wbr")) {
                    continue;
                }
                depth += tag.startsWith("</") ? -1 : 1;
                if (depth == 0) {
                    return i == last;
                }
            }
        }
        return false;
    }

    /** Words that a person reads or hears in the attributes of a tag. */
    private void attributes(int start, int end) {
        var matcher = ATTRIBUTE.matcher(source).region(start, end);
        while (matcher.find()) {
            var words = matcher.group(2);
            boolean isWords =
                    matcher.group(1).equals("value") && WORDS.matcher(words).matches();
            if (READ_ATTRIBUTES.contains(matcher.group(1)) || matcher.group(1).startsWith(SAID_BY_SCRIPT) || isWords) {
                if (LETTER.matcher(words.replaceAll("\\$\\{[^}]*}", "")).find()) {
                    found.add(new Segment(matcher.start(2), matcher.end(2), words));
                } else {
                    literals(matcher.start(2), matcher.end(2), true);
                }
            }
        }
    }

    /**
     * The literals of code that are words for people.
     *
     * @param isShown whether the code stands where text is read, so that a single small word is one too
     */
    private void literals(int start, int end, boolean isShown) {
        var matcher = LITERAL.matcher(source).region(start, end);
        while (matcher.find()) {
            var before = source.substring(start, matcher.start());
            var argument = ARGUMENT.matcher(before);
            var words = matcher.group(1);
            boolean isMachine = argument.find() && MACHINE_ARGUMENTS.contains(argument.group(1));
            boolean isPlural = before.matches("(?s).*Plural\\.of\\([^()]*(\\([^()]*\\)[^()]*)*");
            boolean isKey = KEY.matcher(before).find();
            if (!isMachine && !isKey && isForPeople(words, isShown || isPlural)) {
                found.add(new Segment(matcher.start(1), matcher.end(1), words));
            }
        }
    }

    private static boolean isForPeople(String words, boolean isShown) {
        if (!LETTER.matcher(words).find() || words.matches("[/#.][^ ].*|[A-Z0-9_]+|[a-z-]+-|-[a-z-]+")) {
            return false;
        }
        return isShown
                || words.matches(".*[^\\x00-\\x7F].*")
                || words.matches("\\p{Lu}\\p{Ll}+.*")
                || words.matches(".*\\p{L}{2,}[,.;:]? .*");
    }
}
