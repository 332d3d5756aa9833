package coop.fairpass.places;

import coop.fairpass.calendar.PublicHolidays;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.territory.Land;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Horaires : what {@code Mo-Fr 09:00-12:00,14:00-18:30; Sa 08:30-12:00; PH off} says of one moment. As OpenStreetMap
 * has it, the last rule that speaks of a day is the one that counts.
 *
 * <p>What is doubtful is {@link OpenState#UNKNOWN} and never « open »: a public holiday of which nothing is said,
 * school holidays, words in quotes. Nobody is sent to a closed door by a guess.
 */
public final class OpeningTimes {

    /**
     * @param change when it closes if it is open, when it opens again today if it is closed; the place's own clock
     */
    public record Now(OpenState state, Optional<LocalTime> change) {

        static final Now UNKNOWN = new Now(OpenState.UNKNOWN, Optional.empty());

        /** {@code Ouvert maintenant, ferme à 18 h 30.} */
        public String french() {
            return switch (state) {
                case OPEN ->
                    "Ouvert maintenant"
                            + change.map(time -> ", ferme à " + french(time)).orElse("");
                case CLOSED ->
                    change.map(time -> "Fermé pour l’instant, ouvre à " + french(time))
                            .orElse("Fermé maintenant");
                case UNKNOWN -> "Téléphonez avant d’y aller";
            };
        }

        /** {@code Open now, closes at 18:30}. */
        public String english() {
            return switch (state) {
                case OPEN ->
                    "Open now" + change.map(time -> ", closes at " + time).orElse("");
                case CLOSED ->
                    change.map(time -> "Closed for now, opens at " + time).orElse("Closed now");
                case UNKNOWN -> "Call before you go";
            };
        }

        private static String french(LocalTime time) {
            if (time.equals(LocalTime.MIDNIGHT)) {
                return "minuit";
            }
            return time.getMinute() == 0
                    ? time.getHour() + " h"
                    : "%d h %02d".formatted(time.getHour(), time.getMinute());
        }
    }

    /** From a minute of the day until another, past midnight when it is beyond 1440. */
    private record Range(int from, int until) {}

    /** @param ranges empty when it is closed then */
    @SuppressWarnings("ArrayRecordComponent") // seven flags that never leave here
    private record Rule(
            Weeks weeks,
            boolean[] days,
            boolean isForHolidays,
            boolean isForSchoolHolidays,
            List<Range> ranges,
            boolean isDoubtful) {

        boolean speaksOf(LocalDate day) {
            return weeks.contain(day) && days[day.getDayOfWeek().getValue() - 1];
        }
    }

    /** @param numbers from 1 to 53, as ISO 8601 counts weeks */
    @SuppressWarnings("ArrayRecordComponent") // flags that never leave here
    private record Weeks(boolean[] numbers) {

        boolean contain(LocalDate day) {
            return numbers[day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR)];
        }
    }

    private static final int DAY = 24 * 60;
    private static final List<Range> ALWAYS = List.of(new Range(0, DAY));
    private static final List<String> DAYS = List.of("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su");
    private static final Pattern RULE =
            Pattern.compile("(?:week ([0-9,/-]+) )?((?:(?:Mo|Tu|We|Th|Fr|Sa|Su|PH|SH)[,-]?)*)"
                    + " ?((?:\\d\\d:\\d\\d-\\d\\d:\\d\\d,?)+|24/7|off|closed)?(?: ?\"([^\"]+)\")?");

    /** What was read last: a list reads the hours of twenty places at each visit, and many places share theirs. */
    private static final Map<String, Optional<OpeningTimes>> KNOWN = new ConcurrentHashMap<>();

    private static final int MOST_KNOWN = 5_000;

    private final List<Rule> rules;

    private OpeningTimes(List<Rule> rules) {
        this.rules = rules;
    }

    /** What hours say now at a place, by the clock of its land. */
    static Now at(String hours, Instant instant, InseeCode commune) {
        return read(hours).map(times -> times.at(instant, commune)).orElse(Now.UNKNOWN);
    }

    Now at(Instant instant, InseeCode commune) {
        var local = instant.atZone(Land.of(commune).zone()).toLocalDateTime();
        return at(
                local,
                PublicHolidays.isOn(local.toLocalDate(), commune.department()),
                PublicHolidays.isOn(local.toLocalDate().minusDays(1), commune.department()));
    }

    /** Empty when the text is not of the subset that we read. */
    static Optional<OpeningTimes> read(String hours) {
        var known = KNOWN.get(hours);
        if (known != null) {
            return known;
        }
        var read = understood(hours);
        if (KNOWN.size() >= MOST_KNOWN) {
            KNOWN.clear();
        }
        KNOWN.put(hours, read);
        return read;
    }

    private static Optional<OpeningTimes> understood(String hours) {
        var written = OpeningHours.ofOsm(hours);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        var rules = new ArrayList<Rule>();
        for (var text : written.get().split("; ", -1)) {
            var rule = rule(text);
            if (rule.isEmpty()) {
                return Optional.empty();
            }
            rules.add(rule.get());
        }
        return Optional.of(new OpeningTimes(List.copyOf(rules)));
    }

    Now at(LocalDateTime local, boolean isHoliday, boolean wasHoliday) {
        int minute = local.getHour() * 60 + local.getMinute();
        var yesterday = ranges(local.toLocalDate().minusDays(1), wasHoliday).orElse(List.of());
        for (var range : yesterday) {
            if (minute + DAY < range.until()) {
                return new Now(OpenState.OPEN, Optional.of(time(range.until())));
            }
        }
        var today = ranges(local.toLocalDate(), isHoliday);
        if (today.isEmpty()) {
            return Now.UNKNOWN;
        }
        Optional<LocalTime> opens = Optional.empty();
        for (var range : today.get()) {
            if (range.from() <= minute && minute < range.until()) {
                boolean neverCloses = range.until() - range.from() == DAY;
                return new Now(OpenState.OPEN, neverCloses ? Optional.empty() : Optional.of(time(range.until())));
            }
            if (range.from() > minute
                    && opens.filter(first -> first.isBefore(time(range.from()))).isEmpty()) {
                opens = Optional.of(time(range.from()));
            }
        }
        return new Now(OpenState.CLOSED, opens);
    }

    /** When it is open on a day; empty when that is not said. */
    private Optional<List<Range>> ranges(LocalDate day, boolean isHoliday) {
        boolean speaksOfHolidays = rules.stream().anyMatch(Rule::isForHolidays);
        Rule last = null;
        for (var rule : rules) {
            if (rule.isForSchoolHolidays()) {
                return Optional.empty(); // we know no calendar of schools
            }
            if ((isHoliday && speaksOfHolidays) ? rule.isForHolidays() : rule.speaksOf(day)) {
                last = rule;
            }
        }
        if (last == null) {
            return isHoliday && !speaksOfHolidays ? Optional.empty() : Optional.of(List.of());
        }
        boolean isAlways = last.ranges().equals(ALWAYS);
        if (last.isDoubtful()
                || (isHoliday
                        && !speaksOfHolidays
                        && !isAlways
                        && !last.ranges().isEmpty())) {
            return Optional.empty();
        }
        return Optional.of(last.ranges());
    }

    private static Optional<Rule> rule(String text) {
        if (text.equals("24/7")) {
            return Optional.of(new Rule(everyWeek(), everyDay(), true, false, ALWAYS, false));
        }
        var parts = RULE.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        var days = parts.group(2);
        boolean isForHolidays = days.contains("PH");
        boolean isForSchoolHolidays = days.contains("SH");
        return Optional.of(new Rule(
                Optional.ofNullable(parts.group(1)).map(OpeningTimes::weeks).orElseGet(OpeningTimes::everyWeek),
                days.isEmpty() ? everyDay() : days(days),
                isForHolidays,
                isForSchoolHolidays,
                Optional.ofNullable(parts.group(3)).map(OpeningTimes::ranges).orElse(ALWAYS),
                parts.group(4) != null));
    }

    private static boolean[] everyDay() {
        return new boolean[] {true, true, true, true, true, true, true};
    }

    private static boolean[] days(String list) {
        var days = new boolean[7];
        for (var part : list.split(",", -1)) {
            var ends = part.split("-", -1);
            int first = DAYS.indexOf(ends[0]);
            int last = DAYS.indexOf(ends[ends.length - 1]);
            if (first < 0 || last < 0) {
                continue; // a kind of holiday, told apart
            }
            for (int day = first; ; day = (day + 1) % 7) {
                days[day] = true;
                if (day == last) {
                    break;
                }
            }
        }
        return days;
    }

    private static Weeks everyWeek() {
        var numbers = new boolean[54];
        Arrays.fill(numbers, true);
        return new Weeks(numbers);
    }

    /** {@code 1-53/2}, {@code 3}, {@code 10-20,30}. */
    private static Weeks weeks(String list) {
        var numbers = new boolean[54];
        for (var part : list.split(",", -1)) {
            var span = Pattern.compile("(\\d{1,2})(?:-(\\d{1,2})(?:/(\\d{1,2}))?)?")
                    .matcher(part);
            if (!span.matches()) {
                continue;
            }
            int first = Integer.parseInt(span.group(1));
            int last = span.group(2) == null ? first : Integer.parseInt(span.group(2));
            int step = span.group(3) == null ? 1 : Math.max(1, Integer.parseInt(span.group(3)));
            for (int week = first; week <= Math.min(last, 53); week += step) {
                numbers[week] = true;
            }
        }
        return new Weeks(numbers);
    }

    private static List<Range> ranges(String times) {
        if (times.equals("off") || times.equals("closed")) {
            return List.of();
        }
        if (times.equals("24/7")) {
            return ALWAYS;
        }
        var ranges = new ArrayList<Range>();
        for (var range : times.split(",", -1)) {
            int from = minute(range.substring(0, 5));
            int until = minute(range.substring(6));
            ranges.add(new Range(from, until <= from ? until + DAY : until));
        }
        return List.copyOf(ranges);
    }

    private static int minute(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static LocalTime time(int minute) {
        return LocalTime.of(minute / 60 % 24, minute % 60);
    }
}
