package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A booklet that was handed over is reported lost, stolen or damaged: from this commit on, none of its unused vouchers
 * can be redeemed (B12, V11, R-083).
 */
@Component
public class BlockBooklet {

    /** @param presented the number of the booklet or of one of its vouchers, as the person remembers it */
    public record Command(String presented, Loss loss, Actor by) {}

    public sealed interface Outcome {
        /** {@code vouchers} are unused, and blocked. */
        record Blocked(BookletNumber booklet, int vouchers) implements Outcome {}

        record Misread(Enum<?> fault) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final PresentedBooklets presented;
    private final Booklets booklets;
    private final HandOvers handOvers;
    private final Blocks blocks;
    private final SpentRanks spentRanks;
    private final VoucherGate gate;
    private final Lots lots;
    private final Clock clock;

    BlockBooklet(
            PresentedBooklets presented,
            Booklets booklets,
            HandOvers handOvers,
            Blocks blocks,
            SpentRanks spentRanks,
            VoucherGate gate,
            Lots lots,
            Clock clock) {
        this.presented = presented;
        this.booklets = booklets;
        this.handOvers = handOvers;
        this.blocks = blocks;
        this.spentRanks = spentRanks;
        this.gate = gate;
        this.lots = lots;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!BookletStep.B12_BLOCKED.isAllowedTo(command.by())) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        return switch (presented.read(command.presented())) {
            case PresentedBooklets.Reading.Misread(var fault) -> new Outcome.Misread(fault);
            case PresentedBooklets.Reading.Unknown() -> new Outcome.Refused(BookletReason.UNKNOWN_BOOKLET);
            case PresentedBooklets.Reading.Of(var number) -> block(number, command.loss(), command.by());
        };
    }

    private Outcome block(BookletNumber number, Loss loss, Actor by) {
        // Redemptions under way finish first: what they pay is not counted among what is blocked.
        gate.passAlone();
        var booklet = booklets.lock(number).orElseThrow();
        int unused = booklet.size() - spentRanks.of(number).size();
        var refused = ofState(booklet.state()).or(() -> ofDates(booklet)).or(() -> ofRights(number, by));
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        if (booklet.state() == BookletState.BLOCKED) {
            return new Outcome.Blocked(number, unused);
        }
        if (unused == 0) {
            return new Outcome.Refused(BookletReason.NOTHING_LEFT);
        }
        blocks.report(number, loss, by);
        booklets.take(BookletStep.B12_BLOCKED, BookletRanges.of(number), by, loss.name());
        return new Outcome.Blocked(number, unused);
    }

    private static Optional<BookletReason> ofState(BookletState state) {
        return switch (state) {
            case HANDED_OVER, BLOCKED -> Optional.empty();
            case REPLACED -> Optional.of(BookletReason.REPLACED);
            case WITHDRAWN, CANCELLED -> Optional.of(BookletReason.WITHDRAWN);
            case GENERATED, PRINTED, IN_TRANSIT, IN_STOCK, MISSING -> Optional.of(BookletReason.NOT_HANDED_OVER);
        };
    }

    private Optional<BookletReason> ofDates(Booklet booklet) {
        return Paris.today(clock).isAfter(lots.get(booklet.lot()).lastDay())
                ? Optional.of(BookletReason.EXPIRED)
                : Optional.empty();
    }

    private Optional<BookletReason> ofRights(BookletNumber number, Actor by) {
        return by.has(Role.COOP_CONTROLLER) || isTheirs(handOvers.of(number), by)
                ? Optional.empty()
                : Optional.of(BookletReason.NOT_YOUR_BOOKLET);
    }

    /** Whether an actor works for who handed the booklet over. */
    static boolean isTheirs(Optional<HandOver> handOver, Actor by) {
        return handOver.filter(known -> by.isOf(known.distributor())).isPresent();
    }
}
