package coop.fairpass.access;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.mail.Letter;
import coop.fairpass.mail.Letters;
import coop.fairpass.mail.MailKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Poser, retirer ou remettre à zéro le second facteur; the owner of the account is told by mail. */
@Component
public class ChangeSecondFactor {

    /** How a change ended. */
    public sealed interface Outcome {
        /** @param recoveryCodes to be shown once; empty unless an application was just learnt */
        record Changed(List<String> recoveryCodes) implements Outcome {
            public Changed {
                recoveryCodes = List.copyOf(recoveryCodes);
            }
        }

        record Refused(AccessReason reason) implements Outcome {}
    }

    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Passkeys passkeys;
    private final Accounts accounts;
    private final People people;
    private final Sessions sessions;
    private final Letters letters;
    private final AccessEvents events;

    ChangeSecondFactor(
            Authenticators authenticators,
            RecoveryCodes recoveryCodes,
            Passkeys passkeys,
            Accounts accounts,
            People people,
            Sessions sessions,
            Letters letters,
            AccessEvents events) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.passkeys = passkeys;
        this.accounts = accounts;
        this.people = people;
        this.sessions = sessions;
        this.letters = letters;
        this.events = events;
    }

    /** Whether somebody may change how they come in: nobody does so by a password alone who holds more than one. */
    boolean isOpenTo(SignedIn signedIn) {
        return SecondFactor.isShown(signedIn.factors()) || !holdsOne(signedIn.person());
    }

    /** Whether a person holds a second factor of either kind. */
    boolean holdsOne(UUID person) {
        return authenticators.isSet(person) || passkeys.countOf(person) > 0;
    }

    /** A telephone that has learnt a secret shows its first code; the other sessions end. */
    @Transactional
    public Outcome set(UUID person, byte[] secret, String code) {
        if (!accounts.isOpen(person) || !authenticators.set(person, secret, code)) {
            return new Outcome.Refused(AccessReason.WRONG_CODE);
        }
        sessions.endOthersOf(person);
        events.keep(person, AccessEvent.AUTHENTICATOR_SET, "");
        tell(
                person,
                "Une application d’authentification vient d’être ajoutée à votre compte ;"
                        + " vos autres sessions sont fermées.");
        return new Outcome.Changed(recoveryCodes.draw(person));
    }

    /** Ten other recovery codes. */
    @Transactional
    public List<String> drawAgain(UUID person) {
        return recoveryCodes.draw(person);
    }

    /** Not while a role asks for it and nothing else would show it. */
    @Transactional
    public Outcome removeAuthenticator(UUID person) {
        if (asksForTwo(person) && passkeys.countOf(person) == 0) {
            return new Outcome.Refused(AccessReason.SECOND_FACTOR_COMPULSORY);
        }
        if (authenticators.remove(person)) {
            recoveryCodes.forget(person);
            sessions.endOthersOf(person);
            events.keep(person, AccessEvent.AUTHENTICATOR_REMOVED, "");
            tell(person, "L’application d’authentification vient d’être retirée de votre compte.");
        }
        return new Outcome.Changed(List.of());
    }

    /** Not the last way in, nor the last second factor that a role asks for. */
    @Transactional
    public Outcome removePasskey(UUID person, String handle) {
        boolean isLast = passkeys.countOf(person) == 1;
        if (isLast && accounts.byPerson(person).flatMap(Accounts.Account::hash).isEmpty()) {
            return new Outcome.Refused(AccessReason.LAST_WAY_IN);
        }
        if (isLast && asksForTwo(person) && !authenticators.isSet(person)) {
            return new Outcome.Refused(AccessReason.SECOND_FACTOR_COMPULSORY);
        }
        if (passkeys.remove(person, handle)) {
            sessions.endOthersOf(person);
            events.keep(person, AccessEvent.PASSKEY_REMOVED, "");
            tell(person, "Une clé d’accès vient d’être retirée de votre compte.");
        }
        return new Outcome.Changed(List.of());
    }

    /**
     * A telephone and its codes are lost: an operator forgets them, with a reason, and ends all sessions. The person
     * comes in with their password and sets another.
     *
     * @throws IllegalArgumentException when who asks is no operator: a page must not offer it
     */
    @Transactional
    public void reset(UUID person, String reason, Actor by) {
        if (!by.has(coop.fairpass.directory.Role.OPERATOR)) {
            throw new IllegalArgumentException("only an operator resets a second factor");
        }
        authenticators.remove(person);
        recoveryCodes.forget(person);
        passkeys.removeAllOf(person);
        sessions.endAllOf(person);
        events.keep(person, AccessEvent.SECOND_FACTOR_RESET, reason, by.reference());
        tell(person, "Le second facteur de votre compte a été remis à zéro par la coopérative : %s.".formatted(reason));
    }

    private boolean asksForTwo(UUID person) {
        return people.seatsOf(person).stream().anyMatch(seat -> SecondFactor.isAskedOf(seat.roles()));
    }

    private void tell(UUID person, String what) {
        accounts.emailOf(person)
                .ifPresent(email -> letters.write(new Letter(
                        UUID.randomUUID(),
                        email,
                        MailKind.ACCESS,
                        "Votre compte a changé",
                        List.of(what, "Si ce n’était pas vous, prévenez aussitôt la coopérative."),
                        Optional.of(new Letter.Link("Voir mon compte", "/compte")))));
    }
}
