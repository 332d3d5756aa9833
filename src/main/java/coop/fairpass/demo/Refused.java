package coop.fairpass.demo;

/** The story asked for something that the program refused: a mistake of the story, or of the program. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String what, Object outcome) {
        super(what + ": " + outcome);
    }

    /** The outcome, when it is the one the story needs. */
    static <T> T unless(Class<T> wanted, String what, Object outcome) {
        if (!wanted.isInstance(outcome)) {
            throw new Refused(what, outcome);
        }
        return wanted.cast(outcome);
    }
}
