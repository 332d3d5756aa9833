package coop.fairpass.desk;

import coop.fairpass.access.Invitations;
import coop.fairpass.access.MailAddress;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.RegisterOrganisation.OrganisationReason;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The first act on an empty instance, by who runs the machine: the cooperative, its first administrator and a first
 * key. All else follows from them.
 */
@Component
class SetUpInstance {

    /** Days that the first key lives. */
    static final int KEY_DAYS = 366;

    record Command(RegisterOrganisation.Command cooperative, String administrator, Optional<String> email) {}

    sealed interface Outcome {
        /**
         * {@code key} can be read here and never again.
         *
         * @param invitation the path by which the administrator chooses a password; empty without an address of mail
         */
        record Done(OrganisationId cooperative, String key, LocalDate expiresOn, Optional<String> invitation)
                implements Outcome {}

        record AlreadyDone(String legalName) implements Outcome {}

        record Refused(OrganisationReason reason) implements Outcome {}
    }

    private final Organisations organisations;
    private final RegisterOrganisation registerOrganisation;
    private final People people;
    private final ApiKeys keys;
    private final Invitations invitations;
    private final Clock clock;

    SetUpInstance(
            Organisations organisations,
            RegisterOrganisation registerOrganisation,
            People people,
            ApiKeys keys,
            Invitations invitations,
            Clock clock) {
        this.organisations = organisations;
        this.registerOrganisation = registerOrganisation;
        this.people = people;
        this.keys = keys;
        this.invitations = invitations;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var known = organisations.cooperative();
        if (known.isPresent()) {
            return new Outcome.AlreadyDone(known.get().legalName());
        }
        if (registerOrganisation.handle(command.cooperative())
                instanceof RegisterOrganisation.Outcome.Refused(var reason)) {
            return new Outcome.Refused(reason);
        }
        var cooperative = command.cooperative().id();
        registerOrganisation.asCooperative(cooperative);
        var person = UUID.randomUUID();
        people.enter(person, command.administrator(), command.email());
        var administrator =
                new Actor("person/" + person, command.administrator(), Optional.of(cooperative), Set.of(Role.OPERATOR));
        people.grant(person, cooperative, Role.OPERATOR, administrator);
        return key(cooperative, administrator, person);
    }

    /**
     * Another key of an administrator, and another way to choose a password, when the first are lost; empty before the
     * instance is set up.
     */
    @Transactional
    public Optional<Outcome> anotherKey() {
        return organisations
                .cooperative()
                .flatMap(cooperative -> people.seatsIn(cooperative.id()).stream()
                        .filter(seat -> seat.roles().contains(Role.OPERATOR))
                        .findFirst()
                        .map(seat -> key(cooperative.id(), seat.actor(), seat.person())));
    }

    private Outcome key(OrganisationId cooperative, Actor by, UUID person) {
        var lastDay = Paris.today(clock).plusDays(KEY_DAYS);
        var key = keys.create(UUID.randomUUID(), cooperative, "fairpass setup", Set.of(Role.OPERATOR), lastDay, by);
        var invitation = people.find(person)
                .flatMap(People.Person::email)
                .flatMap(MailAddress::read)
                .map(email -> invitations.path(person, email, by.reference()));
        return new Outcome.Done(cooperative, key, lastDay, invitation);
    }
}
