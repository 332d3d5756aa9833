package coop.fairpass.access;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * What a password must be: long rather than strange, as the CNIL and NIST SP 800-63B advise. No mix of signs is asked
 * for, no change is asked for by date.
 */
final class PasswordRule {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;
    private static final int FEWEST_SIGNS = 6;

    private PasswordRule() {}

    /** The same password whatever keyboard wrote its accents. */
    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** Why not; empty when it is good. */
    static Optional<AccessReason> refusal(String password, String email) {
        var normal = normal(password);
        if (normal.codePointCount(0, normal.length()) < SHORTEST) {
            return Optional.of(AccessReason.PASSWORD_TOO_SHORT);
        }
        if (normal.length() > LONGEST) {
            return Optional.of(AccessReason.PASSWORD_TOO_LONG);
        }
        if (normal.codePoints().distinct().count() < FEWEST_SIGNS || isARun(normal)) {
            return Optional.of(AccessReason.PASSWORD_TOO_PLAIN);
        }
        var small = normal.toLowerCase(Locale.ROOT);
        var name = email.substring(0, Math.max(0, email.indexOf('@')));
        if (small.contains("fairpass") || (name.length() >= 4 && small.contains(name))) {
            return Optional.of(AccessReason.PASSWORD_TOO_NEAR);
        }
        return Optional.empty();
    }

    /** {@code abcdefghijkl}, {@code 987654321098}: each sign next to the one before. */
    private static boolean isARun(String password) {
        int steps = 0;
        for (int i = 1; i < password.length(); i++) {
            int step = Math.abs(password.charAt(i) - password.charAt(i - 1));
            if (step == 1 || step == 9) {
                steps++;
            }
        }
        return steps >= password.length() - 2;
    }
}
