package coop.fairpass.places;

import coop.fairpass.territory.Point;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Coordonnées as people have them: two numbers with a comma or a point, latitude first, copied from a telephone or
 * from a map, or the address of that map. Two decimals would be a kilometre: three at least are asked for.
 */
final class TypedPosition {

    private static final String NUMBER = "(-?\\d{1,3}[.,]\\d{3,20})";

    /** The marker of a map is where the place is; the middle of the map is only where one looks. */
    private static final List<Pattern> FORMS = Stream.of(
                    ".*[?&#]mlat=%1$s&mlon=%1$s.*",
                    ".*/@%1$s,%1$s.*",
                    ".*[#&?]map=\\d+(?:\\.\\d+)?/%1$s/%1$s.*",
                    "(?:geo:)?%1$s[\\s,;/]+%1$s(?:[?;].*)?")
            .map(form -> Pattern.compile(form.formatted(NUMBER)))
            .toList();

    private TypedPosition() {}

    static Optional<Point> read(String typed) {
        var text = typed.replace('\u2212', '-')
                .replace('\u00a0', ' ')
                .replace('\u202f', ' ')
                .strip();
        return FORMS.stream()
                .map(form -> form.matcher(text))
                .filter(Matcher::matches)
                .findFirst()
                .flatMap(found -> point(number(found.group(1)), number(found.group(2))));
    }

    private static double number(String written) {
        return Double.parseDouble(written.replace(',', '.'));
    }

    private static Optional<Point> point(double latitude, double longitude) {
        return Point.isOnGlobe(latitude, longitude) ? Optional.of(new Point(latitude, longitude)) : Optional.empty();
    }
}
