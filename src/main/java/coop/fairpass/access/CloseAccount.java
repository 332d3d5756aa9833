package coop.fairpass.access;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Irreplaceable;
import coop.fairpass.directory.People;
import coop.fairpass.directory.RoleEnd;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import coop.fairpass.privacy.PersonalRecords;
import coop.fairpass.privacy.Subject;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fermer un compte : what is held of a person is erased in every room, and what proves an act keeps an id that names
 * nobody. Not while an organisation would be left without the only person who can run it.
 */
@Component
class CloseAccount {

    sealed interface Outcome {
        record Closed() implements Outcome {}

        /** @param needs what an organisation would lack; empty when the reason is another */
        record Refused(AccessReason reason, List<Irreplaceable.Need> needs) implements Outcome {
            public Refused {
                needs = List.copyOf(needs);
            }
        }
    }

    private final Accounts accounts;
    private final People people;
    private final PresentPassword presentPassword;
    private final Irreplaceable irreplaceable;
    private final List<PersonalRecords> rooms;
    private final Sessions sessions;
    private final AccessEvents events;
    private final Letters letters;

    CloseAccount(
            Accounts accounts,
            People people,
            PresentPassword presentPassword,
            Irreplaceable irreplaceable,
            List<PersonalRecords> rooms,
            Sessions sessions,
            AccessEvents events,
            Letters letters) {
        this.accounts = accounts;
        this.people = people;
        this.presentPassword = presentPassword;
        this.irreplaceable = irreplaceable;
        this.rooms = List.copyOf(rooms);
        this.sessions = sessions;
        this.events = events;
        this.letters = letters;
    }

    /** The person's own act. */
    @Transactional
    public Outcome handle(UUID person, String presentPasswordTyped) {
        if (!presentPassword.isShown(person, presentPasswordTyped)) {
            return new Outcome.Refused(AccessReason.WRONG_PASSWORD, List.of());
        }
        var needs = irreplaceable.needs(person);
        if (!needs.isEmpty()) {
            return new Outcome.Refused(AccessReason.STILL_NEEDED, needs);
        }
        close(person, "person/" + person, "Vous venez de fermer votre compte. Ce qui vous nommait est effacé.");
        return new Outcome.Closed();
    }

    /** By the clock, or by an operator at the person's request. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void close(UUID person, String by, String words) {
        var subject = subjectOf(person);
        var email = accounts.emailOf(person);
        var author = new Actor(by, "", Optional.empty(), Set.of());
        var why = Optional.of(new People.Why(RoleEnd.ACCOUNT_CLOSED, ""));
        people.seatsOf(person)
                .forEach(seat ->
                        seat.roles().forEach(role -> people.revoke(person, seat.organisation(), role, why, author)));
        rooms.forEach(room -> room.erase(subject));
        sessions.endAllOf(person);
        events.keep(person, AccessEvent.ACCOUNT_CLOSED, "", by);
        email.ifPresent(address -> letters.write(new Letter(
                UUID.randomUUID(),
                address,
                MailKind.ACCESS,
                "Votre compte est fermé",
                List.of(words),
                Optional.empty())));
    }

    /** A person, with every address by which a room may know them. */
    Subject subjectOf(UUID person) {
        var addresses = new HashSet<String>();
        Stream.of(accounts.emailOf(person), people.find(person).flatMap(People.Person::email))
                .flatMap(Optional::stream)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .forEach(addresses::add);
        return new Subject(person, addresses);
    }
}
