package coop.fairpass.access;

import coop.fairpass.access.MailedLinks.Purpose;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Mot de passe oublié. Whether the address has an account is told to its reader by mail, and to nobody else. */
@Component
class AskForNewPassword {

    static final String PATH = "/nouveau-mot-de-passe/";

    sealed interface Outcome {
        record Written() implements Outcome {}

        record Refused(AccessReason reason, Optional<Instant> until) implements Outcome {}
    }

    private final Accounts accounts;
    private final MailedLinks links;
    private final Letters letters;
    private final Attempts attempts;
    private final AccessEvents events;

    AskForNewPassword(Accounts accounts, MailedLinks links, Letters letters, Attempts attempts, AccessEvents events) {
        this.accounts = accounts;
        this.links = links;
        this.letters = letters;
        this.attempts = attempts;
        this.events = events;
    }

    @Transactional
    public Outcome handle(String typed, String from) {
        var address = MailAddress.read(typed);
        if (address.isEmpty()) {
            return new Outcome.Refused(AccessReason.ADDRESS_INVALID, Optional.empty());
        }
        var about = "forgotten/" + address.get();
        var locked = attempts.lockedUntil(about, from);
        if (locked.isPresent()) {
            return new Outcome.Refused(AccessReason.TOO_MANY_TRIES, locked);
        }
        attempts.failed(about, from); // a mailbox is not filled by whoever knows its address
        accounts.byEmail(address.get()).ifPresent(account -> {
            events.keep(account.person(), AccessEvent.NEW_PASSWORD_ASKED, from);
            letters.write(new Letter(
                    UUID.randomUUID(),
                    account.email(),
                    MailKind.ACCESS,
                    "Choisir un nouveau mot de passe",
                    List.of(
                            "Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour ce compte.",
                            "Le lien vaut une heure, une fois. Si ce n’était pas vous, ne faites rien."),
                    Optional.of(new Letter.Link(
                            "Choisir un nouveau mot de passe",
                            PATH
                                    + links.draw(
                                            Purpose.NEW_PASSWORD,
                                            account.person(),
                                            account.email(),
                                            "person/" + account.person())))));
        });
        return new Outcome.Written();
    }
}
