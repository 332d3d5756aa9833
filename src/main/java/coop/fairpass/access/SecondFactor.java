package coop.fairpass.access;

import coop.fairpass.directory.Role;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which roles are refused to somebody who has only shown a password: those that move money, qualify providers, decide
 * for the cooperative or see the bank details of others.
 */
public final class SecondFactor {

    private static final Set<Role> ASKED_OF = EnumSet.of(
            Role.TREASURER, Role.COOP_CONTROLLER, Role.COOP_REVIEWER, Role.COMMITTEE, Role.BOARD, Role.OPERATOR);

    private SecondFactor() {}

    /** Whether one of the roles asks for a second factor. */
    public static boolean isAskedOf(Collection<Role> roles) {
        return roles.stream().anyMatch(ASKED_OF::contains);
    }

    /** Whether what was shown is two factors: a passkey alone is, for it is held and unlocked. */
    public static boolean isShown(Set<Factor> factors) {
        return factors.contains(Factor.PASSKEY)
                || (factors.contains(Factor.CODE)
                        && (factors.contains(Factor.PASSWORD) || factors.contains(Factor.IDENTITY_PROVIDER)));
    }
}
