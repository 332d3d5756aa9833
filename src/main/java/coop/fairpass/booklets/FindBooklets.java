package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Missing booklets are found before they are withdrawn: they are stock again (B6). */
@Component
public class FindBooklets {

    /** @param at where they are now: who missed them, or who was to receive them */
    public record Command(BookletRanges found, OrganisationId at, Actor by) {}

    public sealed interface Outcome {
        record Found() implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Booklets booklets;
    private final Moves moves;
    private final Organisations organisations;

    FindBooklets(Booklets booklets, Moves moves, Organisations organisations) {
        this.booklets = booklets;
        this.moves = moves;
        this.organisations = organisations;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        boolean isController = by.has(Role.COOP_CONTROLLER);
        if (!BookletStep.B6_FOUND.isAllowedTo(by) || !(isController || by.isOf(command.at()))) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        if (organisations.find(command.at()).isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_ORGANISATION);
        }
        if (command.found().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOTHING_CHOSEN);
        }
        var theirs = booklets.lock(command.found(), BookletState.MISSING, command.at());
        var all = booklets.lock(command.found(), BookletState.MISSING);
        boolean mayBeThere = isController || moves.wereMissedOnTheWayTo(command.at(), all.minus(theirs));
        if (!all.equals(command.found()) || !mayBeThere) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        booklets.take(BookletStep.B6_FOUND, all, command.at(), by, "retrouvés");
        return new Outcome.Found();
    }
}
