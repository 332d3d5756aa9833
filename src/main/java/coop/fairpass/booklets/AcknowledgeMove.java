package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Plural;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The receiver counts what arrived, by range or by scanning, in one go or parcel by parcel (B4, R-064). What was sent
 * and not counted stays in transit under an incident with its numbers, and so does, on paper, what was counted and not
 * sent; counting it later closes the incident, and counting twice counts once.
 */
@Component
public class AcknowledgeMove {

    public record Command(UUID move, BookletRanges counted, Actor by) {}

    public sealed interface Outcome {
        /**
         * @param missing sent, and not yet counted
         * @param unexpected counted, and never sent by this move
         * @param isLotReceived whether a whole lot is now received, so that it may be activated
         */
        record Acknowledged(
                BookletRanges counted, BookletRanges missing, BookletRanges unexpected, boolean isLotReceived)
                implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private static final String COUNTED_LATER = "compté ensuite";

    private final Booklets booklets;
    private final Moves moves;
    private final Incidents incidents;
    private final LotReceipt receipt;
    private final Organisations organisations;
    private final Notices notices;

    AcknowledgeMove(
            Booklets booklets,
            Moves moves,
            Incidents incidents,
            LotReceipt receipt,
            Organisations organisations,
            Notices notices) {
        this.booklets = booklets;
        this.moves = moves;
        this.incidents = incidents;
        this.receipt = receipt;
        this.organisations = organisations;
        this.notices = notices;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B4_COUNTED_IN.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = moves.find(command.move()).filter(move -> by.isOf(move.receiver()));
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_MOVE);
        }
        if (command.counted().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOTHING_CHOSEN);
        }
        var move = found.get();
        var sent = moves.sent(move.id());
        var touched = receipt.lock(sent);
        moves.lock(move.id());
        booklets.lock(sent, BookletState.IN_TRANSIT);
        var open = moves.open(move.id());
        var countedNow = open.and(command.counted());
        booklets.take(BookletStep.B4_COUNTED_IN, countedNow, move.receiver(), by, "envoi " + move.id());
        moves.end(countedNow, Moves.Ending.COUNTED, by);
        var missing = open.minus(countedNow);
        var unexpected = command.counted().minus(sent);
        settle(move, missing, unexpected, by);
        return new Outcome.Acknowledged(command.counted().and(sent), missing, unexpected, receipt.check(touched, by));
    }

    private void settle(Move move, BookletRanges missing, BookletRanges unexpected, Actor by) {
        var knownMissing = BookletRanges.NONE;
        var knownUnexpected = BookletRanges.NONE;
        for (var incident : incidents.openOf(move.id())) {
            switch (incident.kind()) {
                case MISSING -> {
                    knownMissing = knownMissing.plus(incident.numbers());
                    if (incident.numbers().and(missing).isEmpty()) {
                        incidents.close(incident.id(), COUNTED_LATER, by);
                    }
                }
                case UNEXPECTED -> knownUnexpected = knownUnexpected.plus(incident.numbers());
            }
        }
        open(move, Incident.Kind.MISSING, missing.minus(knownMissing), by);
        open(move, Incident.Kind.UNEXPECTED, unexpected.minus(knownUnexpected), by);
    }

    private void open(Move move, Incident.Kind kind, BookletRanges numbers, Actor by) {
        if (numbers.isEmpty()) {
            return;
        }
        var incident = incidents.open(move.id(), kind, numbers, by);
        var what = switch (kind) {
            case MISSING ->
                Plural.of(
                        numbers.count(),
                        "carnet envoyé n’a pas été compté à l’arrivée",
                        "carnets envoyés n’ont pas été comptés à l’arrivée");
            case UNEXPECTED ->
                Plural.of(
                        numbers.count(),
                        "carnet qui n’était pas de cet envoi a été compté",
                        "carnets qui n’étaient pas de cet envoi ont été comptés");
        };
        var text = "%s : %s.".formatted(what, numbers.french());
        notices.tell(move.sender(), "incident/" + incident.id(), "Écart à la réception", text);
        organisations
                .cooperative()
                .ifPresent(cooperative ->
                        notices.tell(cooperative.id(), "incident/" + incident.id(), "Écart à la réception", text));
    }
}
