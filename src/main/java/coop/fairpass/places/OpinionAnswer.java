package coop.fairpass.places;

/** What somebody answers to a question about a place, with a face. */
public enum OpinionAnswer {
    YES,
    SO_SO,
    NO;

    /** The face that is drawn beside its word. */
    public String face() {
        return switch (this) {
            case YES -> "yes";
            case SO_SO -> "so-so";
            case NO -> "no";
        };
    }
}
