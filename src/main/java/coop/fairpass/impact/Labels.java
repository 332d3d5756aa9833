package coop.fairpass.impact;

import coop.fairpass.booklets.Audience;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.territory.Territories;
import coop.fairpass.web.Language;
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

    /** A public by its French name, anything else as it is: for files that programs read too. */
    static String french(String label) {
        return Language.FRENCH.during(() -> of(label));
    }

    private static String of(String label) {
        return Arrays.stream(Audience.values())
                .filter(audience -> audience.name().equals(label))
                .findFirst()
                .map(Sentences::of)
                .orElse(label);
    }

    /** The same as a document says it, whoever asks for it. */
    String inFrenchWords(String label) {
        return Language.FRENCH.during(() -> inWords(label));
    }

    /** {@code juin 2026, Côte-d'Or} for {@code 2026-06 · D:21}, to whoever reads. */
    String inWords(String label) {
        var split = MONTH_AND_TERRITORY.matcher(label);
        if (!split.matches()) {
            return of(label);
        }
        var where = PerimeterCode.check(split.group(2))
                .map(code -> territories.label(code).orElse("département " + code.code()))
                .orElseGet(() -> Language.say("département inconnu", "unknown département"));
        return Language.say(YearMonth.parse(split.group(1))) + ", " + where;
    }
}
