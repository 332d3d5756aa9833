package coop.fairpass.bank;

/**
 * An identifier that travels with a payment: at most 35 allowed characters, no slash at an end and never two together.
 *
 * <p>Refused, never converted: a converted identifier would be another one, and would match nothing when it comes back.
 */
public record SepaId(String value) {

    public static final int LENGTH = 35;

    public SepaId {
        if (!isSound(value)) {
            throw new IllegalArgumentException("not an identifier of a payment: « %s »".formatted(value));
        }
    }

    /** Whether the text can be such an identifier as it is. */
    public static boolean isSound(String text) {
        return !text.isBlank()
                && text.length() <= LENGTH
                && SepaText.isAllowed(text)
                && text.equals(text.strip())
                && !text.startsWith("/")
                && !text.endsWith("/")
                && !text.contains("//");
    }
}
