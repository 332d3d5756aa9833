package coop.fairpass.places;

import coop.fairpass.web.Language;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Horaires en français, or in English : {@code Mo-Fr 09:00-12:00,14:00-18:30} is « lundi au vendredi : 9 h à 12 h,
 * 14 h à 18 h 30 ».
 * What is not of this form was written by people for people, and is said as it is.
 */
public final class SpokenHours {

    private static final Words FRENCH = new Words(
            Map.of(
                    "Mo", "lundi",
                    "Tu", "mardi",
                    "We", "mercredi",
                    "Th", "jeudi",
                    "Fr", "vendredi",
                    "Sa", "samedi",
                    "Su", "dimanche",
                    "PH", "jours fériés",
                    "SH", "vacances scolaires"),
            " au ",
            " à ",
            " : ",
            "fermé",
            "semaines impaires, ",
            "semaines paires, ",
            "tous les jours, jour et nuit");

    private static final Words ENGLISH = new Words(
            Map.of(
                    "Mo", "Monday",
                    "Tu", "Tuesday",
                    "We", "Wednesday",
                    "Th", "Thursday",
                    "Fr", "Friday",
                    "Sa", "Saturday",
                    "Su", "Sunday",
                    "PH", "public holidays",
                    "SH", "school holidays"),
            " to ",
            " to ",
            ": ",
            "closed",
            "odd weeks, ",
            "even weeks, ",
            "every day, day and night");

    private record Words(
            Map<String, String> days,
            String toDay,
            String toTime,
            String then,
            String closed,
            String oddWeeks,
            String evenWeeks,
            String always) {}

    private static final String DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)";
    private static final String DAY_RANGE = DAY + "(?:-" + DAY + ")?";
    private static final String TIME = "\\d\\d:\\d\\d";
    private static final String TIME_RANGE = TIME + "-" + TIME;
    private static final Pattern RULE = Pattern.compile("(?:week (1|2)-5[23]/2 )?(?:(" + DAY_RANGE + "(?:," + DAY_RANGE
            + ")*) ?)?(" + TIME_RANGE + "(?:," + TIME_RANGE + ")*|off|closed)?(?: ?\"([^\"]+)\")?");

    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");

    /** What a sheet of paper keeps of words that people wrote freely, three times on the sheet. */
    private static final int MOST_ON_PAPER = 160;

    private SpokenHours() {}

    /** Empty when nothing is known. */
    public static Optional<String> of(String written) {
        return written.isBlank() ? Optional.empty() : Optional.of(String.join(" ; ", lines(written)));
    }

    /** The same on one sheet of paper, where what people wrote freely is cut at {@link #MOST_ON_PAPER} characters. */
    public static Optional<String> onPaper(String written) {
        return written.isBlank() ? Optional.empty() : Optional.of(String.join(" ; ", linesOnPaper(written)));
    }

    /** One line for each group of days, and what people wrote freely cut short; none when nothing is known. */
    public static List<String> linesOnPaper(String written) {
        return lines(QUOTED.matcher(written)
                        .replaceAll(match -> Matcher.quoteReplacement("\"" + cut(match.group(1)) + "\"")))
                .stream()
                // Said as it was written, nothing of it is of the form that is read.
                .map(line -> line.equals(written) ? cut(line) : line)
                .toList();
    }

    /** At the end of a word, with an ellipsis. */
    private static String cut(String text) {
        if (text.length() <= MOST_ON_PAPER) {
            return text;
        }
        var whole = text.substring(0, MOST_ON_PAPER);
        int word = whole.lastIndexOf(' ');
        return whole.substring(0, word > MOST_ON_PAPER / 2 ? word : MOST_ON_PAPER)
                        .strip() + "…";
    }

    /** One line for each group of days; none when nothing is known. */
    public static List<String> lines(String written) {
        return lines(written, Language.FRENCH);
    }

    /** The same, in the language of a reader. */
    static List<String> lines(String written, Language language) {
        var words = language == Language.ENGLISH ? ENGLISH : FRENCH;
        if (written.isBlank()) {
            return List.of();
        }
        if (written.equals("24/7")) {
            return List.of(words.always());
        }
        var rules = new ArrayList<String>();
        for (var rule : written.split(";", -1)) {
            var spoken = rule(rule.strip(), words);
            if (spoken.isEmpty()) {
                return List.of(written);
            }
            rules.add(spoken.get());
        }
        return List.copyOf(rules);
    }

    private static Optional<String> rule(String rule, Words words) {
        var parts = RULE.matcher(rule);
        if (rule.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        var weeks = Optional.ofNullable(parts.group(1))
                .map(week -> week.equals("1") ? words.oddWeeks() : words.evenWeeks());
        var days = Optional.ofNullable(parts.group(2)).map(list -> days(list, words));
        var times = Optional.ofNullable(parts.group(3)).map(list -> times(list, words));
        var comment = Optional.ofNullable(parts.group(4));
        var said = days.isPresent() && times.isPresent()
                ? days.get() + words.then() + times.get()
                : days.or(() -> times).orElse("");
        return Optional.of(weeks.orElse("")
                + (said.isEmpty()
                        ? comment.orElseThrow()
                        : said + comment.map(text -> " (" + text + ")").orElse("")));
    }

    private static String days(String days, Words words) {
        return Arrays.stream(days.split(",", -1))
                .map(range -> Arrays.stream(range.split("-", -1))
                        .map(day -> words.days().getOrDefault(day, day))
                        .collect(Collectors.joining(words.toDay())))
                .collect(Collectors.joining(", "));
    }

    private static String times(String times, Words words) {
        if (times.equals("off") || times.equals("closed")) {
            return words.closed();
        }
        return Arrays.stream(times.split(",", -1))
                .map(range -> Arrays.stream(range.split("-", -1))
                        .map(time -> time(time, words))
                        .collect(Collectors.joining(words.toTime())))
                .collect(Collectors.joining(", "));
    }

    private static String time(String time, Words words) {
        var parts = List.of(time.split(":", -1));
        int hour = Integer.parseInt(parts.getFirst()) % 24;
        if (words.equals(ENGLISH)) {
            return "%d:%s".formatted(hour, parts.getLast());
        }
        return parts.getLast().equals("00") ? hour + " h" : "%d h %s".formatted(hour, parts.getLast());
    }
}
