package coop.fairpass.desk;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Créer une clé, for a program that acts for an organisation: with roles that its author may give, until a day at most
 * a year away. Its text is told once.
 */
@Component
class CreateKey {

    /** Days that a key may live. */
    static final int LONGEST_LIFE = 366;

    /** @param expiresOn its last day, in Paris */
    record Command(UUID id, OrganisationId organisation, String name, Set<Role> roles, LocalDate expiresOn, Actor by) {
        Command {
            roles = Set.copyOf(roles);
        }
    }

    sealed interface Outcome {
        /** @param text the key itself, that nobody can read again */
        record Created(String text) implements Outcome {}

        record Refused(DeskReason reason) implements Outcome {}
    }

    private final ApiKeys keys;
    private final MayGrant mayGrant;
    private final Clock clock;

    CreateKey(ApiKeys keys, MayGrant mayGrant, Clock clock) {
        this.keys = keys;
        this.mayGrant = mayGrant;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        return refusal(command)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Created(create(command)));
    }

    private Optional<DeskReason> refusal(Command command) {
        var today = Paris.today(clock);
        if (command.expiresOn().isBefore(today)) {
            return Optional.of(DeskReason.ENDS_IN_THE_PAST);
        }
        if (command.expiresOn().isAfter(today.plusDays(LONGEST_LIFE))) {
            return Optional.of(DeskReason.ENDS_TOO_LATE);
        }
        if (command.roles().isEmpty()) {
            return Optional.of(DeskReason.NO_ROLE);
        }
        return mayGrant.refusal(command.by(), command.organisation(), command.roles())
                .or(() -> keys.of(command.organisation()).stream()
                                .anyMatch(key -> key.id().equals(command.id()))
                        ? Optional.of(DeskReason.KEY_ALREADY_SHOWN)
                        : Optional.empty());
    }

    private String create(Command command) {
        return keys.create(
                command.id(),
                command.organisation(),
                command.name(),
                command.roles(),
                command.expiresOn(),
                command.by());
    }
}
