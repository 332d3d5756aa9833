package coop.fairpass.impact;

import coop.fairpass.booklets.Audience;
import coop.fairpass.calendar.Paris;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Sentences;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What a counted label says to people: a public by its name, a month and its département in words. */
@Component
class Labels {

    private static final Pattern MONTH_AND_TERRITORY = Pattern.compile("(\\d{4}-\\d{2}) · (.+)");

    private final Territories territories;

    Labels(Territories territories) {
        this.territories = territories;
    }

    /** A public by its name, anything else as it is: for files that programs read too. */
    static String of(String label) {
        return Arrays.stream(Audience.values())
                .filter(audience -> audience.name().equals(label))
                .findFirst()
                .map(Sentences::of)
                .orElse(label);
    }

    /** {@code juin 2026, Côte-d'Or} for {@code 2026-06 · D:21}. */
    String inWords(String label) {
        var split = MONTH_AND_TERRITORY.matcher(label);
        if (!split.matches()) {
            return of(label);
        }
        var where = PerimeterCode.check(split.group(2))
                .map(code -> territories.label(code).orElse("département " + code.code()))
                .orElse("département inconnu");
        return Paris.french(YearMonth.parse(split.group(1))) + ", " + where;
    }
}
