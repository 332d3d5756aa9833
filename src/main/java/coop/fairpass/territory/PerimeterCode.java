package coop.fairpass.territory;

import coop.fairpass.directory.InseeCode;
import java.util.Optional;
import java.util.UUID;

/**
 * One part of a perimeter, written kind and code: {@code C:21231}, {@code E:242100410}, {@code D:21}, {@code R:27}, or
 * {@code P:} and the id of a place.
 *
 * <p>Only its form is checked here; {@link Territories#label} knows whether a territory exists.
 */
public record PerimeterCode(Kind kind, String code) {

    /** What a code stands for; the letter is what is stored. */
    public enum Kind {
        COMMUNE('C', "([013-9]\\d|2[AB1-9])\\d{3}"),
        EPCI('E', "\\d{9}"),
        DEPARTMENT('D', "\\d{2}|2[AB]|9[78]\\d"),
        REGION('R', "\\d{2,3}"),
        PLACE('P', "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

        private final char letter;
        private final String form;

        Kind(char letter, String form) {
            this.letter = letter;
            this.form = form;
        }
    }

    public PerimeterCode {
        if (!code.matches(kind.form)) {
            throw new IllegalArgumentException("not the code of a %s".formatted(kind));
        }
    }

    /** Reads what a person or a program wrote; empty when it is not such a code. */
    public static Optional<PerimeterCode> check(String written) {
        for (var kind : Kind.values()) {
            if (written.length() > 2 && written.charAt(0) == kind.letter && written.charAt(1) == ':') {
                var code = written.substring(2);
                return code.matches(kind.form) ? Optional.of(new PerimeterCode(kind, code)) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Reads a code we wrote ourselves; throws when it is not one. */
    public static PerimeterCode of(String stored) {
        return check(stored).orElseThrow(() -> new IllegalArgumentException("not a perimeter code"));
    }

    public static PerimeterCode commune(InseeCode code) {
        return new PerimeterCode(Kind.COMMUNE, code.value());
    }

    public static PerimeterCode place(UUID place) {
        return new PerimeterCode(Kind.PLACE, place.toString());
    }

    /** As it is stored and exchanged: {@code D:21}. */
    @Override
    public String toString() {
        return kind.letter + ":" + code;
    }
}
