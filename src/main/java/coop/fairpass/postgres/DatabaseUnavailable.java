package coop.fairpass.postgres;

/**
 * The database cannot be used, and the person who started the program can do something about it.
 *
 * <p>The message is one line of French, for the operator: what is wrong, then what to do.
 */
public final class DatabaseUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DatabaseUnavailable(String message) {
        super(message);
    }

    DatabaseUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
