package coop.fairpass.desk;

import coop.fairpass.directory.Role;
import java.util.List;
import java.util.UUID;

/**
 * A key of an organisation, as the page that lists them shows it: without its secret.
 *
 * @param state until when it acts, or since when it does not
 * @param lastUsed the last day on which a program came with it, or that none did
 * @param acts whether programs that have it are heard today
 * @param mayRevoke whether the reader may end it
 */
public record KeyLine(
        UUID id, String name, List<Role> roles, String state, String lastUsed, boolean acts, boolean mayRevoke) {

    public KeyLine {
        roles = List.copyOf(roles);
    }
}
