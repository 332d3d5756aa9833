package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Plural;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How locked booklets leave one organisation for another: a move, a step (B3), and a word to who will receive them. */
@Component
class Sending {

    private final Booklets booklets;
    private final Moves moves;
    private final Notices notices;

    Sending(Booklets booklets, Moves moves, Notices notices) {
        this.booklets = booklets;
        this.moves = moves;
        this.notices = notices;
    }

    Move send(UUID id, Move.Kind kind, OrganisationId sender, OrganisationId receiver, BookletRanges sent, Actor by) {
        moves.start(id, kind, sender, receiver, sent, by);
        booklets.take(BookletStep.B3_SENT, sent, by, "envoi " + id);
        notices.tell(
                receiver,
                "move/" + id,
                Plural.words(sent.count(), "Un carnet vous est envoyé", "Des carnets vous sont envoyés"),
                "%s : %s. Comptez-les à leur arrivée et accusez réception."
                        .formatted(Plural.of(sent.count(), "carnet", "carnets"), sent.french()));
        return moves.find(id).orElseThrow();
    }

    /** The same move asked twice is one; another under its id is none. */
    boolean isSame(Move known, OrganisationId sender, OrganisationId receiver, BookletRanges sent) {
        return known.sender().equals(sender)
                && known.receiver().equals(receiver)
                && moves.sent(known.id()).equals(sent);
    }
}
