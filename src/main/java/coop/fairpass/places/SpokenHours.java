package coop.fairpass.places;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Horaires en français : {@code Mo-Fr 09:00-12:00,14:00-18:30} is « lundi au vendredi : 9 h à 12 h, 14 h à 18 h 30 ».
 * What is not of this form was written by people for people, and is said as it is.
 */
public final class SpokenHours {

    private static final Map<String, String> DAYS = Map.of(
            "Mo", "lundi",
            "Tu", "mardi",
            "We", "mercredi",
            "Th", "jeudi",
            "Fr", "vendredi",
            "Sa", "samedi",
            "Su", "dimanche",
            "PH", "jours fériés",
            "SH", "vacances scolaires");

    private static final String DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)";
    private static final String DAY_RANGE = DAY + "(?:-" + DAY + ")?";
    private static final String TIME = "\\d\\d:\\d\\d";
    private static final String TIME_RANGE = TIME + "-" + TIME;
    private static final Pattern RULE = Pattern.compile("(?:week (1|2)-5[23]/2 )?(?:(" + DAY_RANGE + "(?:," + DAY_RANGE
            + ")*) ?)?(" + TIME_RANGE + "(?:," + TIME_RANGE + ")*|off|closed)?(?: ?\"([^\"]+)\")?");

    private SpokenHours() {}

    /** Empty when nothing is known. */
    public static Optional<String> of(String written) {
        return written.isBlank() ? Optional.empty() : Optional.of(String.join(" ; ", lines(written)));
    }

    /** One line for each group of days; none when nothing is known. */
    public static List<String> lines(String written) {
        if (written.isBlank()) {
            return List.of();
        }
        if (written.equals("24/7")) {
            return List.of("tous les jours, jour et nuit");
        }
        var rules = new ArrayList<String>();
        for (var rule : written.split(";", -1)) {
            var spoken = rule(rule.strip());
            if (spoken.isEmpty()) {
                return List.of(written);
            }
            rules.add(spoken.get());
        }
        return List.copyOf(rules);
    }

    private static Optional<String> rule(String rule) {
        var parts = RULE.matcher(rule);
        if (rule.isEmpty() || !parts.matches()) {
            return Optional.empty();
        }
        var weeks = Optional.ofNullable(parts.group(1)).map(week -> week.equals("1") ? "impaires" : "paires");
        var days = Optional.ofNullable(parts.group(2)).map(SpokenHours::days);
        var times = Optional.ofNullable(parts.group(3)).map(SpokenHours::times);
        var comment = Optional.ofNullable(parts.group(4));
        var said = days.isPresent() && times.isPresent()
                ? days.get() + " : " + times.get()
                : days.or(() -> times).orElse("");
        return Optional.of(weeks.map(which -> "semaines " + which + ", ").orElse("")
                + (said.isEmpty()
                        ? comment.orElseThrow()
                        : said + comment.map(words -> " (" + words + ")").orElse("")));
    }

    private static String days(String days) {
        return Arrays.stream(days.split(",", -1))
                .map(range -> Arrays.stream(range.split("-", -1))
                        .map(day -> DAYS.getOrDefault(day, day))
                        .collect(Collectors.joining(" au ")))
                .collect(Collectors.joining(", "));
    }

    private static String times(String times) {
        if (times.equals("off") || times.equals("closed")) {
            return "fermé";
        }
        return Arrays.stream(times.split(",", -1))
                .map(range -> Arrays.stream(range.split("-", -1))
                        .map(SpokenHours::time)
                        .collect(Collectors.joining(" à ")))
                .collect(Collectors.joining(", "));
    }

    private static String time(String time) {
        var parts = List.of(time.split(":", -1));
        int hour = Integer.parseInt(parts.getFirst()) % 24;
        return parts.getLast().equals("00") ? hour + " h" : "%d h %s".formatted(hour, parts.getLast());
    }
}
