package coop.fairpass;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a page must have to be read by everyone, checked on its text: a language, one title, a name for each field,
 * cells that know their heading; and what our content policy forbids, for a page that breaks it is broken for all.
 */
public final class Accessibility {

    private static final Pattern TAG = Pattern.compile("<(/?)([a-zA-Z0-9]+)([^>]*)>");

    private Accessibility() {}

    /** Everything wrong with a page; empty when nothing is. */
    public static List<String> faults(String page) {
        var faults = new ArrayList<String>();
        if (!page.matches("(?s).*<html lang=\"(fr|en)\">.*")) {
            faults.add("no language");
        }
        if (!page.matches("(?s).*<title>[^<]+ · Fairpass</title>.*")) {
            faults.add("no title");
        }
        long titles = Pattern.compile("<h1[ >]").matcher(page).results().count();
        if (titles != 1) {
            faults.add(titles + " h1");
        }
        ids(page, faults);
        fields(page, faults);
        headings(page, faults);
        tables(page, faults);
        refusals(page, faults);
        wholes(page, faults);
        forbidden(page, faults);
        return faults;
    }

    private static void ids(String page, List<String> faults) {
        var ids = new HashSet<String>();
        Pattern.compile("\\sid=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(id -> !ids.add(id))
                .forEach(id -> faults.add("id twice: " + id));
        Pattern.compile("aria-describedby=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .flatMap(match -> List.of(match.group(1).split(" ")).stream())
                .filter(id -> !ids.contains(id))
                .forEach(id -> faults.add("described by nothing: " + id));
        Pattern.compile("<label[^>]* for=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .filter(id -> !ids.contains(id))
                .forEach(id -> faults.add("label of nothing: " + id));
    }

    /** Every field has a label of its own, or stands inside one; every button says something. */
    private static void fields(String page, List<String> faults) {
        var labelled = Pattern.compile("<label[^>]* for=\"([^\"]*)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        int insideLabel = 0;
        var tag = TAG.matcher(page);
        while (tag.find()) {
            var name = tag.group(2);
            if (name.equals("label")) {
                insideLabel += tag.group(1).isEmpty() ? 1 : -1;
            }
            boolean isField = List.of("input", "select", "textarea").contains(name)
                    && tag.group(1).isEmpty()
                    && !tag.group(3).contains("type=\"hidden\"");
            if (isField && insideLabel == 0) {
                var id = Pattern.compile("\\sid=\"([^\"]*)\"").matcher(tag.group(3));
                if (!id.find() || !labelled.contains(id.group(1))) {
                    faults.add("field without label: " + tag.group());
                }
            }
        }
        Pattern.compile("(?s)<button[^>]*>(.*?)</button>")
                .matcher(page)
                .results()
                .filter(match -> match.group(1).replaceAll("<[^>]*>", "").isBlank())
                .forEach(match -> faults.add("button without words: " + match.group()));
        Pattern.compile("(?s)<a [^>]*>(.*?)</a>")
                .matcher(page)
                .results()
                .filter(match -> match.group(1).replaceAll("<[^>]*>", "").isBlank())
                .forEach(match -> faults.add("link without words: " + match.group()));
    }

    /** No level is jumped over, going down. */
    private static void headings(String page, List<String> faults) {
        int last = 0;
        var heading = Pattern.compile("<h([1-6])[ >]").matcher(page);
        while (heading.find()) {
            int level = Integer.parseInt(heading.group(1));
            if (level > last + 1) {
                faults.add("h%d after h%d".formatted(level, last));
            }
            last = level;
        }
    }

    private static void tables(String page, List<String> faults) {
        Pattern.compile("<th(\\s[^>]*)?>")
                .matcher(page)
                .results()
                .filter(match -> !match.group().contains("scope="))
                .forEach(match -> faults.add("heading of no cells: " + match.group()));
        Pattern.compile("(?s)<table.*?</table>")
                .matcher(page)
                .results()
                .filter(match -> !match.group().contains("<th "))
                .forEach(_ -> faults.add("table without headings"));
        Pattern.compile("(?s)<table.*?</table>")
                .matcher(page)
                .results()
                .filter(match -> !match.group().contains("<caption"))
                .forEach(_ -> faults.add("table without a caption"));
    }

    /** What is wrong with a field is told by that field, or by its group, or to all the page (RGAA, 11.10). */
    private static void refusals(String page, List<String> faults) {
        Pattern.compile("<[a-z]+ class=\"wrong\"([^>]*)>")
                .matcher(page)
                .results()
                .filter(match -> !match.group(1).contains("role=\"alert\""))
                .filter(match -> {
                    var id = Pattern.compile("id=\"([^\"]*)\"").matcher(match.group(1));
                    return !id.find()
                            || !Pattern.compile(
                                            "aria-describedby=\"(?:[^\"]* )?" + Pattern.quote(id.group(1)) + "[ \"]")
                                    .matcher(page)
                                    .find();
                })
                .forEach(match -> faults.add("wrong, and no field says it: " + match.group()));
    }

    /** A drawing is named as its words say, somebody's words are a quotation, and no window opens by itself. */
    private static void wholes(String page, List<String> faults) {
        Pattern.compile("(?s)<figure([^>]*)>\\s*<figcaption>([^<]*)")
                .matcher(page)
                .results()
                .filter(match -> !match.group(1).contains("aria-label=\"" + match.group(2) + "\""))
                .forEach(match -> faults.add("figure without its words: " + match.group()));
        Pattern.compile("(?s)(<blockquote[^>]*>\\s*)?<p[^>]*>\\s*«[^«»]*»\\s*</p>")
                .matcher(page)
                .results()
                .filter(match -> match.group(1) == null)
                .forEach(match -> faults.add("quotation that is not said to be one: " + match.group()));
        Pattern.compile("<(?:a|form) [^>]*target=")
                .matcher(page)
                .results()
                .forEach(match -> faults.add("opens a window: " + match.group()));
    }

    /** The content policy allows no script, no style and no handler within a page. */
    private static void forbidden(String page, List<String> faults) {
        Pattern.compile("<script(?![^>]*src=)|<style|\\sstyle=\"|\\son[a-z]+=\"")
                .matcher(page)
                .results()
                .forEach(match -> faults.add("forbidden by the content policy: " + match.group()));
    }
}
