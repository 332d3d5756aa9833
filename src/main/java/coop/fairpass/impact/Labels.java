package coop.fairpass.impact;

import coop.fairpass.booklets.Audience;
import coop.fairpass.web.Sentences;
import java.util.Arrays;

/** What a counted label says to people: a public by its name, anything else as it is. */
final class Labels {

    private Labels() {}

    static String of(String label) {
        return Arrays.stream(Audience.values())
                .filter(audience -> audience.name().equals(label))
                .findFirst()
                .map(Sentences::of)
                .orElse(label);
    }
}
