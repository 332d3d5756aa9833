package coop.fairpass.backup;

/** How far one night’s backup came; only the first is good. */
public enum BackupState {
    /** Brought back, the same to the last row, and every invariant holds in it. */
    RESTORED,
    /** It could not be taken. */
    NOT_TAKEN,
    /** It was taken, and no server starts from it. */
    NOT_RESTORED,
    /** A server starts from it, and does not hold what was there. */
    DIFFERENT,
    /** It holds what was there, and an invariant is false in it: of the database itself, no doubt. */
    WRONG;

    public boolean isGood() {
        return this == RESTORED;
    }
}
