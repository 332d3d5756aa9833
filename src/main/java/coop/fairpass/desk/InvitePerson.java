package coop.fairpass.desk;

import coop.fairpass.access.Accounts;
import coop.fairpass.access.Invitations;
import coop.fairpass.access.MailAddress;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Inviter une personne : she is entered with her roles and written to. Whoever has an account already, or was invited
 * elsewhere, is that person and has these roles too; who invites is told the same in each case, and so learns nothing.
 */
@Component
class InvitePerson {

    record Command(UUID id, OrganisationId organisation, String name, String email, Set<Role> roles, Actor by) {}

    sealed interface Outcome {
        record Invited(UUID person) implements Outcome {}

        record Refused(DeskReason reason) implements Outcome {}
    }

    private final Organisations organisations;
    private final People people;
    private final MayGrant mayGrant;
    private final Accounts accounts;
    private final Invitations invitations;

    InvitePerson(
            Organisations organisations, People people, MayGrant mayGrant, Accounts accounts, Invitations invitations) {
        this.organisations = organisations;
        this.people = people;
        this.mayGrant = mayGrant;
        this.accounts = accounts;
        this.invitations = invitations;
    }

    @Transactional
    public Outcome handle(Command command) {
        var email = MailAddress.read(command.email());
        var refusal = refusal(command, email);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        var organisation = organisations.get(command.organisation());
        var known = accounts.personOf(email.get());
        if (known.isPresent()) {
            give(known.get(), command);
            invitations.tellOfRoles(email.get(), organisation.legalName());
            return new Outcome.Invited(known.get());
        }
        var person = invitations.invitedAt(email.get()).orElse(command.id());
        if (person.equals(command.id())) {
            if (!people.enter(person, command.name(), email, command.organisation(), command.roles(), command.by())) {
                return new Outcome.Refused(DeskReason.ID_TAKEN);
            }
        } else {
            give(person, command);
        }
        send(person, email.get(), organisation, command.by());
        return new Outcome.Invited(person);
    }

    /** Writes again to somebody whose link was lost or is too old. */
    @Transactional
    public Outcome again(UUID person, OrganisationId in, Actor by) {
        var seat = people.seatsIn(in).stream()
                .filter(one -> one.person().equals(person))
                .findFirst();
        var refusal = seat.flatMap(one -> mayGrant.refusal(by, in, one.roles()));
        if (seat.isEmpty() || refusal.isPresent()) {
            return new Outcome.Refused(refusal.orElse(DeskReason.ROLE_NOT_YOURS_TO_GIVE));
        }
        if (accounts.isOpen(person)) {
            return new Outcome.Refused(DeskReason.ALREADY_IN);
        }
        var email = people.find(person).flatMap(People.Person::email).flatMap(MailAddress::read);
        if (email.isEmpty()) {
            return new Outcome.Refused(DeskReason.ADDRESS_INVALID);
        }
        send(person, email.get(), organisations.get(in), by);
        return new Outcome.Invited(person);
    }

    private Optional<DeskReason> refusal(Command command, Optional<String> email) {
        if (command.name().isBlank()) {
            return Optional.of(DeskReason.NAME_MISSING);
        }
        if (email.isEmpty()) {
            return Optional.of(DeskReason.ADDRESS_INVALID);
        }
        if (command.roles().isEmpty()) {
            return Optional.of(DeskReason.NO_ROLE);
        }
        return mayGrant.refusal(command.by(), command.organisation(), command.roles());
    }

    private void give(UUID person, Command command) {
        command.roles().forEach(role -> people.grant(person, command.organisation(), role, command.by()));
    }

    private void send(UUID person, String email, Organisation organisation, Actor by) {
        invitations.send(person, email, organisation.legalName(), by.reference());
    }
}
