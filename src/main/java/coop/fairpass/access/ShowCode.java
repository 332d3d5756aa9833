package coop.fairpass.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Le second facteur : a code of the application, or one of the recovery codes. */
@Component
class ShowCode {

    sealed interface Outcome {
        record Shown() implements Outcome {}

        record Refused(AccessReason reason, Optional<Instant> until) implements Outcome {}
    }

    private final Authenticators authenticators;
    private final RecoveryCodes recoveryCodes;
    private final Attempts attempts;
    private final AccessEvents events;

    ShowCode(Authenticators authenticators, RecoveryCodes recoveryCodes, Attempts attempts, AccessEvents events) {
        this.authenticators = authenticators;
        this.recoveryCodes = recoveryCodes;
        this.attempts = attempts;
        this.events = events;
    }

    Outcome handle(UUID person, String code, String from) {
        var about = "code/" + person;
        var locked = attempts.lockedUntil(about, from);
        if (locked.isPresent()) {
            return new Outcome.Refused(AccessReason.TOO_MANY_TRIES, locked);
        }
        boolean isOfTheApplication = authenticators.accepts(person, code);
        if (isOfTheApplication || recoveryCodes.use(person, code)) {
            attempts.succeeded(about);
            if (!isOfTheApplication) {
                events.keep(person, AccessEvent.RECOVERY_CODE_USED, from);
            }
            return new Outcome.Shown();
        }
        attempts.failed(about, from);
        events.keep(person, AccessEvent.CODE_REFUSED, from);
        return new Outcome.Refused(AccessReason.WRONG_CODE, Optional.empty());
    }
}
