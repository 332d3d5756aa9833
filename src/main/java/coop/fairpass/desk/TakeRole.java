package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.directory.RoleEnd;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Retirer un rôle, with effect at once; the instance keeps at least one person who administers it,
 * an organisation one who gives roles. */
@Component
class TakeRole {

    static final int LONGEST_WORDS = 300;

    private final People people;
    private final MayGrant mayGrant;

    TakeRole(People people, MayGrant mayGrant) {
        this.people = people;
        this.mayGrant = mayGrant;
    }

    boolean isHeld(UUID person, OrganisationId in, Role role) {
        return people.seatsIn(in).stream()
                .anyMatch(seat -> seat.person().equals(person) && seat.roles().contains(role));
    }

    /**
     * Takes a role that is held; why not, when it stays.
     *
     * @param why required of people by the page; a program may keep silent, as it always could
     */
    @Transactional
    public Optional<DeskReason> handle(UUID person, OrganisationId in, Role role, Optional<People.Why> why, Actor by) {
        var refusal = mayGrant.refusal(by, in, role);
        if (refusal.isPresent()) {
            return refusal;
        }
        boolean isTheLast = role == Role.OPERATOR
                && people.seatsIn(in).stream()
                        .noneMatch(seat ->
                                !seat.person().equals(person) && seat.roles().contains(Role.OPERATOR));
        if (isTheLast) {
            return Optional.of(DeskReason.LAST_ADMINISTRATOR);
        }
        if (!by.has(Role.OPERATOR) && isTheLastToLead(person, in, role)) {
            return Optional.of(DeskReason.LAST_TO_LEAD);
        }
        if (why.filter(one -> !one.end().isChosen()).isPresent()) {
            return Optional.of(DeskReason.WHY_MISSING);
        }
        if (why.filter(one -> one.end() == RoleEnd.OTHER && one.words().isBlank())
                .isPresent()) {
            return Optional.of(DeskReason.WORDS_MISSING);
        }
        people.revoke(person, in, role, why, by);
        return Optional.empty();
    }

    /** Whether nobody of the organisation could give a role any more: it could not come back by itself. */
    private boolean isTheLastToLead(UUID person, OrganisationId in, Role role) {
        return MayGrant.leads(List.of(role))
                && people.seatsIn(in).stream()
                        .noneMatch(seat -> MayGrant.leads(seat.roles().stream()
                                .filter(held -> held != role || !seat.person().equals(person))
                                .toList()));
    }
}
