package coop.fairpass.directory;

/** The remainder by 97 of digits and letters, a letter counting for two digits from A = 10 to Z = 35 (ISO 7064). */
public final class Mod97 {

    private Mod97() {}

    /** The remainder of a text made of {@code 0–9} and {@code A–Z} only. */
    public static int of(String alphanumeric) {
        int remainder = 0;
        for (int i = 0; i < alphanumeric.length(); i++) {
            int value = Character.digit(alphanumeric.charAt(i), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder;
    }
}
