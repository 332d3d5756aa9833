package coop.fairpass.places;

import java.util.Locale;

/** The three questions that somebody may answer after a service, in the order in which they are asked. */
public enum OpinionQuestion {
    WELCOME,
    HELP,
    AGAIN;

    /** Its name in an address and in a form. */
    public String field() {
        return name().toLowerCase(Locale.ROOT);
    }
}
