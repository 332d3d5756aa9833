package coop.fairpass.places;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Horaires, as OpenStreetMap writes them: {@code Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00} (formats §10). */
final class OpeningHours {

    /**
     * Hours read from columns of days.
     *
     * @param text empty when nothing is known
     * @param isWhole false when a cell could not be read and was left out
     */
    record OfDays(String text, boolean isWhole) {}

    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");

    private static final String DAY = "(Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)";
    private static final String DAY_LIST = DAY + "(-" + DAY + ")?(," + DAY + "(-" + DAY + ")?)*";
    private static final String TIME = "([01]\\d|2[0-6]):[0-5]\\d";
    private static final String TIMES = TIME + "-" + TIME + "(," + TIME + "-" + TIME + ")*";
    private static final Pattern RULE = Pattern.compile(
            "24/7|\"[^\"]+\"|(week [0-9,/-]+ )?(" + DAY_LIST + ")?( ?(" + TIMES + "|off|closed))?( \"[^\"]+\")?");

    private static final Pattern AROUND_COMMA = Pattern.compile(" ?, ?");
    private static final Pattern AROUND_DASH = Pattern.compile(" ?- ?(?=\\d|" + DAY + ")");
    private static final Pattern ONE_DIGIT_HOUR = Pattern.compile("(?<![\\d:])(\\d:\\d\\d)");

    /** {@code 8h30-12h}, {@code 9h12h}, {@code 09:00 - 12:00}: two hours, minutes or not. */
    private static final Pattern RANGE =
            Pattern.compile("(\\d{1,2}) ?[hH:](?:([0-5]\\d))? ?[-–à]? ?(\\d{1,2}) ?[hH:](?:([0-5]\\d))?");

    private OpeningHours() {}

    /** The text in its usual form, when it is of the subset that we write; empty when it can only be shown as it is. */
    static Optional<String> ofOsm(String written) {
        var rules = new ArrayList<String>();
        for (var part : Vocabulary.straight(written).split(";", -1)) {
            var listed = AROUND_COMMA.matcher(part.strip()).replaceAll(",");
            var joined = AROUND_DASH.matcher(listed).replaceAll("-");
            var rule = ONE_DIGIT_HOUR.matcher(joined).replaceAll("0$1");
            if (rule.isEmpty()) {
                continue;
            }
            if (!RULE.matcher(rule).matches()) {
                return Optional.empty();
            }
            rules.add(rule);
        }
        return rules.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", rules));
    }

    /** What is kept of hours that somebody typed, in OpenStreetMap's words or plain ones: as typed if neither. */
    static String ofTyped(String typed) {
        return ofOsm(typed).or(() -> PlainHours.osm(typed)).orElseGet(typed::strip);
    }

    /** The hours of each day from its cells, in the order of a day; days that follow each other alike are grouped. */
    static OfDays ofDays(Map<String, List<String>> cells) {
        var byDay = new ArrayList<String>();
        boolean isWhole = true;
        for (var day : DAYS) {
            var ranges = new ArrayList<String>();
            for (var cell : cells.getOrDefault(day, List.of())) {
                for (var range : cell.split("/", -1)) {
                    var read = range(range.strip());
                    isWhole = isWhole && read.isPresent();
                    read.filter(hours -> !hours.isEmpty()).ifPresent(ranges::add);
                }
            }
            byDay.add(String.join(",", ranges));
        }
        return new OfDays(grouped(byDay), isWhole);
    }

    /** {@code 09:00-12:00}; nothing for a cell that says nothing; empty for one that cannot be read. */
    private static Optional<String> range(String cell) {
        if (cell.isEmpty() || cell.equals("-") || cell.equalsIgnoreCase("x")) {
            return Optional.of("");
        }
        var range = RANGE.matcher(cell);
        if (!range.matches()) {
            return Optional.empty();
        }
        int from = Integer.parseInt(range.group(1));
        int until = Integer.parseInt(range.group(3));
        if (from > 24 || until > 24) {
            return Optional.empty();
        }
        return Optional.of("%02d:%s-%02d:%s".formatted(from, minutes(range.group(2)), until, minutes(range.group(4))));
    }

    private static String minutes(@Nullable String written) {
        return written == null ? "00" : written;
    }

    private static String grouped(List<String> byDay) {
        record Run(int first, int last, String hours) {}
        var runs = new ArrayList<Run>();
        for (int day = 0; day < byDay.size(); day++) {
            var hours = byDay.get(day);
            if (!runs.isEmpty()
                    && runs.getLast().last() == day - 1
                    && runs.getLast().hours().equals(hours)) {
                runs.set(runs.size() - 1, new Run(runs.getLast().first(), day, hours));
            } else {
                runs.add(new Run(day, day, hours));
            }
        }
        return runs.stream()
                .filter(run -> !run.hours().isEmpty())
                .map(run -> DAYS.get(run.first()) + (run.first() == run.last() ? "" : "-" + DAYS.get(run.last())) + " "
                        + run.hours())
                .collect(Collectors.joining("; "));
    }
}
