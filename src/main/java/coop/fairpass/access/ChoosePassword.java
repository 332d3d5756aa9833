package coop.fairpass.access;

import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Choisir un mot de passe : by a link sent by mail, which shows whose the address is and opens the account, or by the
 * password of before. All other sessions end.
 */
@Component
class ChoosePassword {

    sealed interface Outcome {
        record Chosen(UUID person) implements Outcome {}

        record Refused(AccessReason reason) implements Outcome {}
    }

    private final MailedLinks links;
    private final Accounts accounts;
    private final Passwords passwords;
    private final PresentPassword presentPassword;
    private final Sessions sessions;
    private final Letters letters;
    private final AccessEvents events;

    ChoosePassword(
            MailedLinks links,
            Accounts accounts,
            Passwords passwords,
            PresentPassword presentPassword,
            Sessions sessions,
            Letters letters,
            AccessEvents events) {
        this.links = links;
        this.accounts = accounts;
        this.passwords = passwords;
        this.presentPassword = presentPassword;
        this.sessions = sessions;
        this.letters = letters;
        this.events = events;
    }

    @Transactional
    public Outcome byLink(String word, String password, String again) {
        var link = links.read(word);
        if (link.isEmpty()) {
            return new Outcome.Refused(AccessReason.LINK_OVER);
        }
        var email = link.get().email();
        var refusal = refusal(password, again, email);
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        var person = link.get().person();
        boolean isNew = !accounts.isOpen(person);
        var taken = accounts.byEmail(email).filter(known -> !known.person().equals(person));
        if (taken.isPresent() || !links.use(word) || !accounts.open(person, email)) {
            return new Outcome.Refused(taken.isPresent() ? AccessReason.ADDRESS_TAKEN : AccessReason.LINK_OVER);
        }
        if (isNew) {
            events.keep(person, AccessEvent.ACCOUNT_OPENED, email);
        }
        choose(person, email, password);
        return new Outcome.Chosen(person);
    }

    @Transactional
    public Outcome byPassword(UUID person, String present, String password, String again) {
        var account = accounts.byPerson(person);
        if (account.isEmpty() || !presentPassword.isShown(person, present)) {
            return new Outcome.Refused(AccessReason.WRONG_PASSWORD);
        }
        var refusal = refusal(password, again, account.get().email());
        if (refusal.isPresent()) {
            return new Outcome.Refused(refusal.get());
        }
        choose(person, account.get().email(), password);
        return new Outcome.Chosen(person);
    }

    private static Optional<AccessReason> refusal(String password, String again, String email) {
        var refusal = PasswordRule.refusal(password, email);
        return refusal.isEmpty() && !PasswordRule.normal(password).equals(PasswordRule.normal(again))
                ? Optional.of(AccessReason.PASSWORDS_DIFFER)
                : refusal;
    }

    private void choose(UUID person, String email, String password) {
        accounts.choosePassword(person, passwords.hash(password));
        sessions.endAllOf(person);
        events.keep(person, AccessEvent.PASSWORD_CHOSEN, "");
        letters.write(new Letter(
                UUID.randomUUID(),
                email,
                MailKind.ACCESS,
                "Votre mot de passe a été choisi",
                List.of(
                        "Le mot de passe de votre compte vient d’être choisi ; vos autres sessions sont fermées.",
                        "Si ce n’était pas vous, demandez-en un nouveau aussitôt, et prévenez la coopérative."),
                Optional.of(new Letter.Link("Ouvrir Fairpass", "/connexion"))));
    }
}
