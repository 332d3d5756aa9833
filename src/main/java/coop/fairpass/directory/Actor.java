package coop.fairpass.directory;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who does something: a person or a program in a role of an organisation, or one of the two causes that are not people,
 * the clock and the bank. Stored beside every transition.
 *
 * @param reference stable and without name: {@code person/…}, {@code key/…}, {@code CLOCK}, {@code BANK}
 * @param label how pages name the actor to those who may know
 */
public record Actor(String reference, String label, Optional<OrganisationId> organisation, Set<Role> roles) {

    /** Work that is due because a day has come. */
    public static final Actor CLOCK = new Actor("CLOCK", "Échéance", Optional.empty(), Set.of());

    /** What a file of the bank says. */
    public static final Actor BANK = new Actor("BANK", "Banque", Optional.empty(), Set.of());

    private static final String PERSON = "person/";

    public Actor {
        roles = Set.copyOf(roles);
    }

    /** The person that a kept reference names; empty for a program, a cause or a body that decided. */
    public static Optional<UUID> personOf(String reference) {
        return reference.startsWith(PERSON)
                ? Optional.of(UUID.fromString(reference.substring(PERSON.length())))
                : Optional.empty();
    }

    /** Whether a person does it, and not a program, whatever its role. */
    public boolean isPerson() {
        return reference.startsWith(PERSON);
    }

    /** That person. */
    public Optional<UUID> person() {
        return personOf(reference);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    public boolean hasAny(Role first, Role... others) {
        if (has(first)) {
            return true;
        }
        for (var role : others) {
            if (has(role)) {
                return true;
            }
        }
        return false;
    }

    /** True when the actor works for that organisation. */
    public boolean isOf(OrganisationId other) {
        return organisation.filter(other::equals).isPresent();
    }

    /** True for people of the cooperative that runs the instance. */
    public boolean isOfTheCooperative() {
        return roles.stream().anyMatch(Role::isOfTheCooperative);
    }
}
