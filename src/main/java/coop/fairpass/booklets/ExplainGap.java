package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A person closes an incident and says what happened: what was found is counted in (B6), the rest is missing (B5) and
 * worth nothing until it is found.
 */
@Component
public class ExplainGap {

    /** @param found some of the numbers of the incident, or none */
    public record Command(UUID incident, BookletRanges found, String explanation, Actor by) {}

    public sealed interface Outcome {
        record Explained(Incident incident, BookletRanges missing, boolean isLotReceived) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Booklets booklets;
    private final Moves moves;
    private final Incidents incidents;
    private final LotReceipt receipt;

    ExplainGap(Booklets booklets, Moves moves, Incidents incidents, LotReceipt receipt) {
        this.booklets = booklets;
        this.moves = moves;
        this.incidents = incidents;
        this.receipt = receipt;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B5_MISSING.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var incident = incidents.find(command.incident());
        var move = incident.flatMap(known -> moves.find(known.move()))
                .filter(known -> by.isOf(known.receiver()) || by.isOfTheCooperative());
        if (incident.isEmpty() || move.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_INCIDENT);
        }
        if (command.explanation().isBlank()) {
            return new Outcome.Refused(BookletReason.EXPLANATION_MISSING);
        }
        if (!incident.get().numbers().contains(command.found())) {
            return new Outcome.Refused(BookletReason.NOT_IN_INCIDENT);
        }
        var touched = receipt.lock(incident.get().numbers());
        moves.lock(move.get().id());
        if (!incidents.find(command.incident()).orElseThrow().isOpen()) {
            return new Outcome.Explained(incidents.find(command.incident()).orElseThrow(), BookletRanges.NONE, false);
        }
        return switch (incident.get().kind()) {
            case UNEXPECTED -> explained(command, BookletRanges.NONE, false);
            case MISSING -> {
                var missing = settle(incident.get(), move.get(), command);
                yield explained(command, missing, receipt.check(touched, by));
            }
        };
    }

    private BookletRanges settle(Incident incident, Move move, Command command) {
        booklets.lock(incident.numbers(), BookletState.IN_TRANSIT);
        var waiting = moves.open(move.id()).and(incident.numbers());
        var found = waiting.and(command.found());
        var missing = waiting.minus(found);
        var why = command.explanation().strip();
        booklets.take(BookletStep.B6_FOUND, found, move.receiver(), command.by(), why);
        moves.end(found, Moves.Ending.COUNTED, command.by());
        booklets.take(BookletStep.B5_MISSING, missing, command.by(), why);
        moves.end(missing, Moves.Ending.MISSING, command.by());
        return missing;
    }

    private Outcome explained(Command command, BookletRanges missing, boolean isLotReceived) {
        incidents.close(command.incident(), command.explanation().strip(), command.by());
        return new Outcome.Explained(incidents.find(command.incident()).orElseThrow(), missing, isLotReceived);
    }
}
