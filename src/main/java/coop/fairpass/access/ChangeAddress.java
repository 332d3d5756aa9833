package coop.fairpass.access;

import coop.fairpass.access.MailedLinks.Purpose;
import coop.fairpass.directory.People;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changer d’adresse : a link goes to the new address, which shows that it is read by the person; nothing changes before
 * it is opened. The old address is told.
 */
@Component
class ChangeAddress {

    static final String PATH = "/nouvelle-adresse/";

    sealed interface Outcome {
        record Written() implements Outcome {}

        record Changed(String email) implements Outcome {}

        record Refused(AccessReason reason) implements Outcome {}
    }

    private final Accounts accounts;
    private final People people;
    private final PresentPassword presentPassword;
    private final MailedLinks links;
    private final Letters letters;
    private final AccessEvents events;

    ChangeAddress(
            Accounts accounts,
            People people,
            PresentPassword presentPassword,
            MailedLinks links,
            Letters letters,
            AccessEvents events) {
        this.accounts = accounts;
        this.people = people;
        this.presentPassword = presentPassword;
        this.links = links;
        this.letters = letters;
        this.events = events;
    }

    /** Whether the address is somebody else’s is told to its reader, and to nobody else. */
    @Transactional
    public Outcome ask(UUID person, String typed, String present) {
        var address = MailAddress.read(typed);
        if (address.isEmpty()) {
            return new Outcome.Refused(AccessReason.ADDRESS_INVALID);
        }
        if (!presentPassword.isShown(person, present)) {
            return new Outcome.Refused(AccessReason.WRONG_PASSWORD);
        }
        letters.write(new Letter(
                UUID.randomUUID(),
                address.get(),
                MailKind.ACCESS,
                "Confirmez votre nouvelle adresse",
                List.of(
                        "Quelqu’un, sans doute vous, veut se connecter à Fairpass avec cette adresse.",
                        "Le lien vaut une heure, une fois. Si ce n’était pas vous, ne faites rien."),
                Optional.of(new Letter.Link(
                        "Confirmer cette adresse",
                        PATH + links.draw(Purpose.NEW_ADDRESS, person, address.get(), "person/" + person)))));
        return new Outcome.Written();
    }

    /** By whoever opened the link. */
    @Transactional
    public Outcome confirm(String word) {
        var link = links.readNewAddress(word);
        var old = link.flatMap(known -> accounts.emailOf(known.person()));
        if (link.isEmpty() || old.isEmpty() || !links.use(word)) {
            return new Outcome.Refused(AccessReason.LINK_OVER);
        }
        var person = link.get().person();
        var email = link.get().email();
        if (!accounts.move(person, email)) {
            return new Outcome.Refused(AccessReason.ADDRESS_TAKEN);
        }
        people.writeTo(person, email);
        events.keep(person, AccessEvent.ADDRESS_CHANGED, "");
        letters.write(new Letter(
                UUID.randomUUID(),
                old.get(),
                MailKind.ACCESS,
                "Votre adresse a changé",
                List.of(
                        "Votre compte s’ouvre désormais avec une autre adresse de courriel.",
                        "Si ce n’était pas vous, prévenez aussitôt la coopérative."),
                Optional.empty()));
        return new Outcome.Changed(email);
    }
}
