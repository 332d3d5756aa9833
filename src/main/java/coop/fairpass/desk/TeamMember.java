package coop.fairpass.desk;

import coop.fairpass.directory.Role;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Somebody of a team, as the page that names its people shows them.
 *
 * @param hasAccount whether they came in once; until then their invitation can be sent again
 * @param takeable the roles that the reader may take away
 */
public record TeamMember(
        UUID person, String name, Optional<String> email, List<Role> roles, List<Role> takeable, boolean hasAccount) {

    public TeamMember {
        roles = List.copyOf(roles);
        takeable = List.copyOf(takeable);
    }

    /** The form that takes a role from a person, among all those of a page. */
    public static String form(UUID person, Role role) {
        return person + "-" + role.name();
    }

    public boolean mayTake(Role role) {
        return takeable.contains(role);
    }
}
