package coop.fairpass.privacy;

import java.util.Set;
import java.util.UUID;

/**
 * A person of whom something may be held.
 *
 * @param addresses of mail, in small letters, by which rooms that know no id find them
 */
public record Subject(UUID person, Set<String> addresses) {
    public Subject {
        addresses = Set.copyOf(addresses);
    }

    /** As the author of an act. */
    public String reference() {
        return "person/" + person;
    }
}
