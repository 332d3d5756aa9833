package coop.fairpass.directory;

/** Why a role is taken away from somebody; {@link #ACCOUNT_CLOSED} is the program’s own and no choice of a person. */
public enum RoleEnd {
    LEFT,
    OTHER_WORK,
    GIVEN_BY_MISTAKE,
    ACCOUNT_IN_DANGER,
    OTHER,
    ACCOUNT_CLOSED;

    /** Whether a person may choose it. */
    public boolean isChosen() {
        return this != ACCOUNT_CLOSED;
    }
}
