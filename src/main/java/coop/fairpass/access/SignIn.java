package coop.fairpass.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Se connecter : an address of mail and a password. What else must be shown depends on the seats of the person. */
@Component
class SignIn {

    record Command(String email, String password, String from) {}

    sealed interface Outcome {
        record Known(UUID person) implements Outcome {}

        /**
         * @param until when to try again; empty when at once
         */
        record Refused(AccessReason reason, Optional<Instant> until) implements Outcome {}
    }

    private final Accounts accounts;
    private final Passwords passwords;
    private final Attempts attempts;
    private final AccessEvents events;

    SignIn(Accounts accounts, Passwords passwords, Attempts attempts, AccessEvents events) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.attempts = attempts;
        this.events = events;
    }

    /** Not in one transaction: to compute a hash holds no connection of the database. */
    Outcome handle(Command command) {
        var email = MailAddress.read(command.email()).orElse(command.email().strip());
        var locked = attempts.lockedUntil(email, command.from());
        if (locked.isPresent()) {
            return new Outcome.Refused(AccessReason.TOO_MANY_TRIES, locked);
        }
        var account = accounts.byEmail(email);
        var hash = account.flatMap(Accounts.Account::hash);
        if (hash.isEmpty()) {
            passwords.matchNobody(command.password());
        }
        if (account.isPresent() && hash.isPresent() && passwords.matches(command.password(), hash.get())) {
            attempts.succeeded(email);
            return new Outcome.Known(account.get().person());
        }
        attempts.failed(email, command.from());
        account.ifPresent(known -> events.keep(known.person(), AccessEvent.REFUSED, command.from()));
        return new Outcome.Refused(AccessReason.WRONG_ADDRESS_OR_PASSWORD, Optional.empty());
    }
}
