package coop.fairpass.places;

import coop.fairpass.web.Checks;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** Reads the form of a place's page: of one that opens, and of one that changes. */
final class PresentationForm {

    private static final Pattern STOP = Pattern.compile("([0-9AB]{5})\\s+([^\\[\\]]+?)\\s*(?:\\[([^\\]]*)\\])?");

    private PresentationForm() {}

    /** What the form holds; what it does not show stays as it was. */
    static Presentation read(MultiValueMap<String, String> sent, Checks checks, Presentation known, LocalDate today) {
        return new Presentation(
                checks.optionalText("complement", sent.getFirst("complement"), 200)
                        .orElse(""),
                known.otherEmails(),
                checks.optionalText("website", sent.getFirst("website"), 2_000).orElse(""),
                checks.optionalText("summary", sent.getFirst("summary"), 280).orElse(""),
                checks.optionalText("detail", sent.getFirst("detail"), 10_000).orElse(""),
                known.typologies(),
                known.parent(),
                all(sent, "moves"),
                all(sent, "publics"),
                all(sent, "care"),
                all(sent, "languages"),
                all(sent, "programmes"),
                known.labels(),
                otherSchemes(checks, sent.getFirst("otherLabels")),
                all(sent, "accessWays"),
                all(sent, "supportWays"),
                checks.optionalText("accessSheet", sent.getFirst("accessSheet"), 2_000)
                        .orElse(""),
                checks.optionalText("booking", sent.getFirst("booking"), 2_000).orElse(""),
                today,
                stops(checks, sent.getFirst("stops")));
    }

    /** All that was typed, several values of one name as one. */
    static Map<String, String> typed(MultiValueMap<String, String> sent) {
        return sent.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> String.join("|", entry.getValue()),
                        (first, _) -> first,
                        LinkedHashMap::new));
    }

    private static List<String> all(MultiValueMap<String, String> sent, String field) {
        return sent.getOrDefault(field, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** Other schemes and labels, one a line, in the place's own words: the standard has no list of them (R-161). */
    private static List<String> otherSchemes(Checks checks, @Nullable String written) {
        return checks.optionalText("otherLabels", written, 2_000)
                .map(text -> text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    /** One a line: {@code 21231 Place du Marché [Tu 09:00-12:00]}. */
    private static List<Presentation.Stop> stops(Checks checks, @Nullable String written) {
        var stops = new ArrayList<Presentation.Stop>();
        for (var line : (written == null ? "" : written).split("\\R", -1)) {
            var stop = STOP.matcher(line.strip());
            if (stop.matches()) {
                stops.add(new Presentation.Stop(
                        stop.group(2),
                        stop.group(1),
                        stop.group(3) == null ? "" : OpeningHours.ofTyped(stop.group(3))));
            } else if (!line.isBlank()) {
                checks.refuse("stops", PresentationReason.STOP_UNREADABLE);
            }
        }
        return stops;
    }
}
