package coop.fairpass.language;

/**
 * Whether whoever reads what is being answered reads English. It is bound for one request by the room of pages; outside
 * of a request, what is said is said in French.
 */
public final class Reading {

    private static final ScopedValue<Boolean> IN_ENGLISH = ScopedValue.newInstance();

    private Reading() {}

    public static boolean isEnglish() {
        return IN_ENGLISH.orElse(false);
    }

    /** Words in the language of their reader. */
    public static String say(String french, String english) {
        return isEnglish() ? english : french;
    }

    /** What is done within it is read in English, or in French. */
    public static ScopedValue.Carrier where(boolean isEnglish) {
        return ScopedValue.where(IN_ENGLISH, isEnglish);
    }
}
