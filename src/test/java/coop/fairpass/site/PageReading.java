package coop.fairpass.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a page as somebody with a screen reader would, and says what would stop them: language, one title, labels,
 * headers of tables, levels of headings, names of links and buttons, amounts that would split over two lines.
 */
public final class PageReading {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z][a-zA-Z0-9]*)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-zA-Z-]+)(?:=\"([^\"]*)\")?");
    private static final List<String> FIELDS = List.of("input", "select", "textarea");

    private PageReading() {}

    /** What is written, without marks, every space a plain one. */
    public static String text(String html) {
        return read(html).replaceAll("[ \\u00a0\\u202f]+", " ");
    }

    private static String read(String html) {
        return unescaped(html.replaceAll("(?s)<(script|style|title)\\b.*?</\\1>", " ")
                        .replaceAll("<[^>]*>", " "))
                .replaceAll("[ \\t\\n\\r]+", " ")
                .strip();
    }

    public static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&#34;", "\"")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&#160;", "\u00a0")
                .replace("&amp;", "&");
    }

    /** What is wrong with a page; empty when nothing is. */
    public static List<String> faults(String html) {
        var faults = new ArrayList<String>();
        if (!html.matches("(?s).*<html lang=\"(fr|en)\">.*")) {
            faults.add("la langue n’est pas dite");
        }
        if (!html.matches("(?s).*<title>[^<]{3,}</title>.*")) {
            faults.add("la page n’a pas de titre");
        }
        long titles = Pattern.compile("<h1\\b").matcher(html).results().count();
        if (titles != 1) {
            faults.add("il y a %d h1".formatted(titles));
        }
        if (html.matches("(?s).*<[a-z][^>]*\\s(style|on[a-z]+)=\".*")) {
            faults.add("un style ou un script est dans la page, la politique de contenu l’interdit");
        }
        // In English the sign opens an amount: a number may stand before it.
        if (read(html).matches("(?s).*\\d [€%](?!\\d).*")) {
            faults.add("un montant ou un taux peut se couper en fin de ligne");
        }
        headings(html, faults);
        ids(html, faults);
        fields(html, faults);
        tables(html, faults);
        names(html, faults);
        return faults;
    }

    private static void headings(String html, List<String> faults) {
        int before = 0;
        var found = Pattern.compile("<h([1-6])\\b").matcher(html);
        while (found.find()) {
            int level = Integer.parseInt(found.group(1));
            if (before != 0 && level > before + 1) {
                faults.add("un titre de niveau %d suit un niveau %d".formatted(level, before));
            }
            before = level;
        }
    }

    private static void ids(String html, List<String> faults) {
        var seen = new HashSet<String>();
        var found = Pattern.compile("\\sid=\"([^\"]*)\"").matcher(html);
        while (found.find()) {
            if (!seen.add(found.group(1))) {
                faults.add("l’identifiant %s est écrit deux fois".formatted(found.group(1)));
            }
        }
        for (var reference : List.of("aria-describedby", "aria-labelledby", "for")) {
            var pointed = Pattern.compile("\\s" + reference + "=\"([^\"]*)\"").matcher(html);
            while (pointed.find()) {
                for (var id : pointed.group(1).split(" ", -1)) { // one or several
                    if (!seen.contains(id)) {
                        faults.add("%s montre %s, qui n’existe pas".formatted(reference, id));
                    }
                }
            }
        }
    }

    private static void fields(String html, List<String> faults) {
        var tags = TAG.matcher(html);
        while (tags.find()) {
            if (tags.group(1).isEmpty() && FIELDS.contains(tags.group(2))) {
                var type = attribute(tags, "type");
                var id = attribute(tags, "id");
                if (!type.equals("hidden") && (id.isEmpty() || !html.contains("for=\"" + id + "\""))) {
                    faults.add("le champ %s n’a pas d’étiquette".formatted(attribute(tags, "name")));
                }
            }
        }
    }

    private static void tables(String html, List<String> faults) {
        var tables = Pattern.compile("(?s)<table\\b.*?</table>").matcher(html);
        while (tables.find()) {
            var table = tables.group();
            if (!table.contains("<caption")) {
                faults.add("un tableau n’a pas de légende");
            }
            if (!table.contains("<th ")) {
                faults.add("un tableau n’a pas d’en-tête");
            }
            var headers = Pattern.compile("<th\\b[^>]*>").matcher(table);
            while (headers.find()) {
                if (!headers.group().contains("scope=")) {
                    faults.add("un en-tête de tableau n’a pas de portée : " + headers.group());
                }
            }
        }
    }

    private static void names(String html, List<String> faults) {
        var found = Pattern.compile("(?s)<(a|button)\\b([^>]*)>(.*?)</\\1>").matcher(html);
        while (found.find()) {
            if (text(found.group(3)).isEmpty() && !found.group(2).contains("aria-label=")) {
                faults.add("un lien ou un bouton n’a pas de nom : " + found.group(2));
            }
        }
    }

    private static String attribute(Matcher tag, String name) {
        var attributes = ATTRIBUTE.matcher(tag.group(3));
        while (attributes.find()) {
            if (attributes.group(1).equals(name)) {
                return attributes.group(2) == null ? "" : attributes.group(2);
            }
        }
        return "";
    }
}
