package coop.fairpass.site;

import coop.fairpass.web.Language;
import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A page as it is sent. In French, no line of what Java says begins with « : » or « ! »: the space before such a sign
 * holds it to its word, as those that templates write do. What a field holds or a script reads is left as it is.
 */
final class PageOutput extends OwaspHtmlTemplateOutput {

    private static final char HOLDS = '\u00a0';

    /** What is within them is sent back, read by a machine, or copied. */
    private static final Set<String> AS_TYPED = Set.of("code", "option", "pre", "script", "style", "textarea", "title");

    private boolean isProse;

    PageOutput(TemplateOutput page) {
        super(page);
    }

    @Override
    public void setContext(String tag, @Nullable String attribute) {
        super.setContext(tag, attribute);
        isProse = attribute == null && !AS_TYPED.contains(tag);
    }

    @Override
    public void writeUserContent(@Nullable String words) {
        super.writeUserContent(
                words != null && isProse && Language.reading() == Language.FRENCH ? withHeldSigns(words) : words);
    }

    /** Words of which the space before « ; : ? ! » € % », in « 12 h », and the one after « never end a line. */
    static String withHeldSigns(String words) {
        int space = words.indexOf(' ');
        if (space < 0) {
            return words;
        }
        var held = new StringBuilder(words);
        for (; space >= 0; space = words.indexOf(' ', space + 1)) {
            if (isBeforeSign(words, space)
                    || isBeforeHour(words, space)
                    || (space > 0 && words.charAt(space - 1) == '«')) {
                held.setCharAt(space, HOLDS);
            }
        }
        return held.toString();
    }

    private static boolean isBeforeSign(String words, int space) {
        return space + 1 < words.length() && ";:?!»€%".indexOf(words.charAt(space + 1)) >= 0;
    }

    /** As in « 9 h à 12 h ». */
    private static boolean isBeforeHour(String words, int space) {
        return space > 0
                && Character.isDigit(words.charAt(space - 1))
                && words.startsWith("h", space + 1)
                && (space + 2 == words.length() || !Character.isLetter(words.charAt(space + 2)));
    }
}
