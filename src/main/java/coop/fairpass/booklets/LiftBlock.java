package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A lost booklet was found within ten days and not replaced: its vouchers can be used again (B13, V12, R-086). */
@Component
public class LiftBlock {

    /** The last day is included: reported on the 1st, found on the 11th. */
    static final int DAYS = 10;

    public record Command(BookletNumber booklet, Actor by) {}

    public sealed interface Outcome {
        record Lifted() implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Booklets booklets;
    private final HandOvers handOvers;
    private final Blocks blocks;
    private final Clock clock;

    LiftBlock(Booklets booklets, HandOvers handOvers, Blocks blocks, Clock clock) {
        this.booklets = booklets;
        this.handOvers = handOvers;
        this.blocks = blocks;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        var number = command.booklet();
        if (!BookletStep.B13_BLOCK_LIFTED.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = booklets.lock(number);
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_BOOKLET);
        }
        if (found.get().state() == BookletState.REPLACED) {
            return new Outcome.Refused(BookletReason.REPLACED);
        }
        if (found.get().state() != BookletState.BLOCKED) {
            return new Outcome.Refused(BookletReason.NOT_BLOCKED);
        }
        var reportedOn = Paris.dayOf(blocks.reportedAt(number).orElseThrow());
        if (Paris.today(clock).isAfter(reportedOn.plusDays(DAYS))) {
            return new Outcome.Refused(BookletReason.TOO_LATE_TO_LIFT);
        }
        if (!by.has(Role.COOP_CONTROLLER) && !BlockBooklet.isTheirs(handOvers.of(number), by)) {
            return new Outcome.Refused(BookletReason.NOT_YOUR_BOOKLET);
        }
        blocks.lift(number, by);
        booklets.take(BookletStep.B13_BLOCK_LIFTED, BookletRanges.of(number), by, "retrouvé");
        return new Outcome.Lifted();
    }
}
