package coop.fairpass.bank;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.ledger.SegregatedFunds;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A member of the board or a treasurer records how a shortfall was made good; only then do activations, sweeps and
 * payment runs go on. Refused while a cent is missing.
 */
@Component
public class ResolveIncident {

    public record Command(String text, Actor by) {}

    public sealed interface Outcome {
        record Resolved() implements Outcome {}

        record Refused(ResolutionReason reason) implements Outcome {}
    }

    /** Why an incident stays open. */
    public enum ResolutionReason {
        NOT_ALLOWED,
        TEXT_MISSING,
        NO_OPEN_INCIDENT,
        STILL_SHORT
    }

    private static final int LONGEST_TEXT = 1_000;

    private final SegregatedFunds funds;

    ResolveIncident(SegregatedFunds funds) {
        this.funds = funds;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.BOARD, Role.TREASURER)) {
            return new Outcome.Refused(ResolutionReason.NOT_ALLOWED);
        }
        var text = command.text().strip();
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return new Outcome.Refused(ResolutionReason.TEXT_MISSING);
        }
        return switch (funds.resolve(command.by().reference(), text)) {
            case RESOLVED -> new Outcome.Resolved();
            case NO_OPEN_INCIDENT -> new Outcome.Refused(ResolutionReason.NO_OPEN_INCIDENT);
            case STILL_SHORT -> new Outcome.Refused(ResolutionReason.STILL_SHORT);
        };
    }
}
