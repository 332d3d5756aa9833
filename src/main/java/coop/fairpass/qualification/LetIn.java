package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Newcomers;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** A seat in an organisation for somebody a file names, who is then written to; whoever has the seat keeps it. */
@Component
class LetIn {

    private final People people;
    private final Optional<Newcomers> newcomers;

    LetIn(People people, ObjectProvider<Newcomers> newcomers) {
        this.people = people;
        this.newcomers = Optional.ofNullable(newcomers.getIfAvailable());
    }

    /** @param proposed who it is, unless the address is that of somebody who is known by another id */
    @Transactional(propagation = Propagation.MANDATORY)
    public void handle(UUID proposed, String name, String email, Organisation organisation, Role role, Actor by) {
        var person = newcomers.map(who -> who.personAt(email, proposed)).orElse(proposed);
        if (has(person, organisation, role)) {
            return;
        }
        boolean isNew = people.seatsOf(person).stream()
                .noneMatch(seat -> seat.organisation().equals(organisation.id()));
        if (person.equals(proposed)) {
            people.enter(person, name, Optional.of(email));
        }
        people.grant(person, organisation.id(), role, by);
        if (isNew) {
            newcomers.ifPresent(who -> who.welcome(person, email, organisation.legalName(), by));
        }
    }

    private boolean has(UUID person, Organisation organisation, Role role) {
        return people.seatsOf(person).stream()
                .anyMatch(seat -> seat.organisation().equals(organisation.id())
                        && seat.roles().contains(role));
    }
}
