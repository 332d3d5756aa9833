package coop.fairpass.bank;

import java.text.Normalizer;

/**
 * The 73 characters that SEPA transfers carry, and how French text becomes them: {@code Médias-Cité & Œuvre} is written
 * {@code Medias-Cite + Ouvre}. Whoever converts keeps the original beside.
 */
public final class SepaText {

    private static final String ALLOWED_SIGNS = "/-?:().,'+ ";
    private static final char MINUS = '\u2212';
    private static final char ACUTE = '\u00b4';
    private static final char PRIME = '\u2032';
    private static final char MODIFIER_APOSTROPHE = '\u02bc';

    private SepaText() {}

    /** The text in allowed characters only, runs of spaces made one. */
    public static String convert(String text) {
        var converted = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(SepaText::isVisible)
                .mapToObj(SepaText::nearest)
                .forEach(converted::append);
        return converted.toString().replaceAll(" {2,}", " ").strip();
    }

    /** Converted first, then cut: 80 characters that become 70. */
    public static String convert(String text, int length) {
        var converted = convert(text);
        return converted.length() <= length
                ? converted
                : converted.substring(0, length).strip();
    }

    /** Whether every character is allowed as it is. */
    static boolean isAllowed(String text) {
        return text.chars().allMatch(SepaText::isAllowed);
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || ALLOWED_SIGNS.indexOf(character) >= 0;
    }

    /** Accents were split from their letters by the normal form; joiners and direction marks show nothing. */
    private static boolean isVisible(int character) {
        int type = Character.getType(character);
        return type != Character.NON_SPACING_MARK && type != Character.FORMAT;
    }

    private static char nearest(int character) {
        if (isAllowed(character)) {
            return (char) character;
        }
        if (Character.isWhitespace(character) || Character.isSpaceChar(character)) {
            return ' ';
        }
        if (Character.getType(character) == Character.DASH_PUNCTUATION) {
            return '-';
        }
        return switch (character) {
            // letters whose mark is not a separate accent
            case 'Œ', 'Ø' -> 'O';
            case 'œ', 'ø' -> 'o';
            case 'Æ' -> 'A';
            case 'æ' -> 'a';
            case 'Ł' -> 'L';
            case 'ł' -> 'l';
            case 'Đ' -> 'D';
            case 'đ' -> 'd';
            case 'ß' -> 's';
            case 'ı' -> 'i';
            // signs with a nearest neighbour
            case '€' -> 'E';
            case '&' -> '+';
            case '_', '~', MINUS -> '-';
            case '’', '‘', '‚', '‛', '`', ACUTE, PRIME, MODIFIER_APOSTROPHE -> '\'';
            default -> '.';
        };
    }
}
