package coop.fairpass.directory;

import java.util.Arrays;
import java.util.List;

/** Why a role is taken away from somebody; {@link #ACCOUNT_CLOSED} is the program’s own and no choice of a person. */
public enum RoleEnd {
    LEFT,
    OTHER_WORK,
    GIVEN_BY_MISTAKE,
    ACCOUNT_IN_DANGER,
    OTHER,
    ACCOUNT_CLOSED;

    /** Those that a person may choose, in the order in which they are proposed. */
    public static final List<RoleEnd> CHOICES =
            Arrays.stream(values()).filter(RoleEnd::isChosen).toList();

    /** Whether a person may choose it. */
    public boolean isChosen() {
        return this != ACCOUNT_CLOSED;
    }
}
