package coop.fairpass.booklets;

/** The key ring cannot be used as it is; the message says which file, why, and what to do. It never holds a key. */
public final class UnusableKeys extends RuntimeException {

    UnusableKeys(String message) {
        super(message);
    }

    UnusableKeys(String message, Throwable cause) {
        super(message, cause);
    }
}
