package coop.fairpass.backup;

/** A backup cannot be used; the message is one line of French that names what is damaged. */
final class DamagedBackup extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DamagedBackup(String message) {
        super(message);
    }

    DamagedBackup(String message, Throwable cause) {
        super(message, cause);
    }
}
