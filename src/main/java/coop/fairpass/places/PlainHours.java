package coop.fairpass.places;

import coop.fairpass.web.Language;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Horaires as people type them, {@code lundi au vendredi 9h-12h et 14h-18h30 ; samedi fermé}, written as OpenStreetMap
 * has them. Nothing is guessed: of a text that is not wholly understood, no hours are made, and it is kept as it is.
 */
final class PlainHours {

    private static final Map<String, String> DAYS = Map.ofEntries(
            Map.entry("lun", "Mo"),
            Map.entry("mar", "Tu"),
            Map.entry("mer", "We"),
            Map.entry("jeu", "Th"),
            Map.entry("ven", "Fr"),
            Map.entry("sam", "Sa"),
            Map.entry("dim", "Su"),
            Map.entry("mon", "Mo"),
            Map.entry("tue", "Tu"),
            Map.entry("wed", "We"),
            Map.entry("thu", "Th"),
            Map.entry("fri", "Fr"),
            Map.entry("sat", "Sa"),
            Map.entry("sun", "Su"));

    private static final int DAY_LETTERS = 3;
    private static final int NOON = 12;
    private static final int HOURS_A_DAY = 24;

    /** What a text is made of; the words between, « le », « de », « ouvert », say nothing more. */
    private static final Pattern TOKEN = Pattern.compile("(?<always>tous les jours(?! ?, jour)|every day(?! ?, day))"
            + "|(?<holiday>jours? feries?|feries?|public holidays?)"
            + "|(?<school>vacances scolaires|school holidays?)"
            + "|(?<day>(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?s?\\b\\.?"
            + "|(?:mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday)?s?\\b\\.?)"
            + "|(?<time>(?<hour>\\d{1,2}) ?(?:h|:) ?(?<minutes>[0-5]\\d)?\\b|(?<noon>midi|noon)\\b)"
            + "|(?<closed>fermee?s?|closed)\\b"
            + "|(?<to>-|–|\\b(?:au|a|to)\\b)"
            + "|(?<list>,|/|&|\\b(?:et|puis|and)\\b)"
            + "|(?<end>;|\\n|\\. )"
            + "|\\((?<comment>[^();\"]+)\\)"
            + "|(?<nothing>[ :.]+|\\b(?:du|de|le|les|l|d|ouverte?|open|from|des|on)\\b'?)");

    private enum Kind {
        DAYS,
        TIME,
        CLOSED,
        TO,
        LIST,
        END,
        COMMENT
    }

    private record Token(Kind kind, String text) {}

    private final List<Token> tokens;
    private int at;

    private PlainHours(List<Token> tokens) {
        this.tokens = tokens;
    }

    /** The hours as OpenStreetMap writes them; empty when a single word of the text is not understood. */
    static Optional<String> osm(String typed) {
        return tokens(typed).flatMap(found -> new PlainHours(found).rules());
    }

    /** What a field shows of hours that are kept: plain words when they say the same, no more and no less. */
    static String shown(String kept, Language language) {
        var said = String.join(" ; ", SpokenHours.lines(kept, language));
        return osm(said).filter(kept::equals).isPresent() ? said : kept;
    }

    private static Optional<List<Token>> tokens(String typed) {
        var plain = plain(typed);
        var spoken = Normalizer.normalize(typed, Normalizer.Form.NFC);
        var tokens = new ArrayList<Token>();
        var matcher = TOKEN.matcher(plain);
        int from = 0;
        while (from < plain.length()) {
            if (!matcher.find(from) || matcher.start() != from) {
                return Optional.empty();
            }
            if (matcher.group("always") != null) {
                tokens.add(new Token(Kind.DAYS, "Mo-Su"));
            } else if (matcher.group("holiday") != null) {
                tokens.add(new Token(Kind.DAYS, "PH"));
            } else if (matcher.group("school") != null) {
                tokens.add(new Token(Kind.DAYS, "SH"));
            } else if (matcher.group("day") != null) {
                tokens.add(new Token(
                        Kind.DAYS, DAYS.getOrDefault(matcher.group("day").substring(0, DAY_LETTERS), "")));
            } else if (matcher.group("time") != null) {
                var time = time(matcher.group("hour"), matcher.group("minutes"));
                if (time.isEmpty()) {
                    return Optional.empty();
                }
                tokens.add(new Token(Kind.TIME, time));
            } else if (matcher.group("closed") != null) {
                tokens.add(new Token(Kind.CLOSED, "off"));
            } else if (matcher.group("to") != null) {
                tokens.add(new Token(Kind.TO, ""));
            } else if (matcher.group("list") != null) {
                tokens.add(new Token(Kind.LIST, ""));
            } else if (matcher.group("end") != null) {
                tokens.add(new Token(Kind.END, ""));
            } else if (matcher.group("comment") != null) {
                tokens.add(new Token(Kind.COMMENT, asTyped(spoken, matcher.group("comment"))));
            }
            from = matcher.end();
        }
        return Optional.of(tokens);
    }

    private static String plain(String typed) {
        return Normalizer.normalize(typed, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replace('’', '\'')
                .replaceAll("[\\u00a0\\u202f\\t\\r ]+", " ")
                .toLowerCase(Locale.ROOT);
    }

    /** A remark with its accents and capitals, found again in what was typed. */
    private static String asTyped(String typed, String plain) {
        for (int start = typed.indexOf('('); start >= 0; start = typed.indexOf('(', start + 1)) {
            int end = typed.indexOf(')', start);
            if (end > start) {
                var inside = typed.substring(start + 1, end);
                if (plain(inside).equals(plain)) {
                    return inside;
                }
            }
        }
        return plain;
    }

    private static String time(@Nullable String hour, @Nullable String minutes) {
        int written = hour == null ? NOON : Integer.parseInt(hour);
        return written > HOURS_A_DAY ? "" : "%02d:%s".formatted(written, minutes == null ? "00" : minutes);
    }

    // ── Reading ──────────────────────────────────────────────────────────────────────────────────────────────────

    private boolean is(Kind kind) {
        return isAt(at, kind);
    }

    private boolean isAt(int place, Kind kind) {
        return place < tokens.size() && tokens.get(place).kind() == kind;
    }

    private String take() {
        return tokens.get(at++).text();
    }

    private Optional<String> rules() {
        var rules = new ArrayList<String>();
        while (true) {
            while (is(Kind.END) || is(Kind.LIST)) {
                at++;
            }
            if (at == tokens.size()) {
                return rules.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", rules));
            }
            var days = days();
            var hours = is(Kind.CLOSED) ? Optional.of(take()) : ranges();
            if (days.isEmpty() || hours.isEmpty()) {
                return Optional.empty();
            }
            var comment = is(Kind.COMMENT) ? " \"%s\"".formatted(take()) : "";
            rules.add(days.get() + " " + hours.get() + comment);
            if (at < tokens.size() && !is(Kind.END) && !is(Kind.LIST) && !is(Kind.DAYS)) {
                return Optional.empty();
            }
        }
    }

    private Optional<String> days() {
        var days = new ArrayList<String>();
        do {
            if (!days.isEmpty()) {
                at++; // the comma
            }
            if (!is(Kind.DAYS)) {
                return Optional.empty();
            }
            var first = take();
            if (is(Kind.TO) && isAt(at + 1, Kind.DAYS)) {
                at++;
                days.add(first + "-" + take());
            } else {
                days.add(first);
            }
        } while (is(Kind.LIST) && isAt(at + 1, Kind.DAYS));
        return Optional.of(String.join(",", days));
    }

    private Optional<String> ranges() {
        var ranges = new ArrayList<String>();
        do {
            if (!ranges.isEmpty()) {
                at++; // the comma
            }
            if (!is(Kind.TIME) || !isAt(at + 1, Kind.TO) || !isAt(at + 2, Kind.TIME)) {
                return Optional.empty();
            }
            var from = take();
            at++; // « à »
            ranges.add(from + "-" + until(from, take()));
        } while (is(Kind.LIST) && isAt(at + 1, Kind.TIME));
        return Optional.of(String.join(",", ranges));
    }

    /** A place that closes after midnight closes at 25:00, as OpenStreetMap says. */
    private static String until(String from, String until) {
        if (until.compareTo(from) > 0) {
            return until;
        }
        var parts = until.split(":", -1);
        return "%02d:%s".formatted(Integer.parseInt(parts[0]) + HOURS_A_DAY, parts[1]);
    }
}
