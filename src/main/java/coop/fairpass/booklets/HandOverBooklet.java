package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * An agent hands a booklet over: one field, one confirmation, and at most two boxes to tick (B7, R-070 to R-074,
 * Nothing that is written here can name a person.
 */
@Component
public class HandOverBooklet {

    /**
     * @param handOver chosen by the caller, so that asking twice hands over once
     * @param presented a serial, a voucher code or the text of a symbol
     */
    public record Command(UUID handOver, String presented, Audience audience, Channel channel, Actor by) {}

    public sealed interface Outcome {
        /** Recorded, now or when it was first asked; {@code lastDay} is the last day its vouchers can be used. */
        record HandedOver(HandOver handOver, int vouchers, LocalDate lastDay) implements Outcome {}

        /** {@code fault} is a {@link SerialFault}, a {@link CodeFault} or a {@link QrFault}, with its own sentence. */
        record Misread(Enum<?> fault) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final PresentedBooklets presented;
    private final Booklets booklets;
    private final HandOvers handOvers;
    private final Lots lots;
    private final Clock clock;

    HandOverBooklet(PresentedBooklets presented, Booklets booklets, HandOvers handOvers, Lots lots, Clock clock) {
        this.presented = presented;
        this.booklets = booklets;
        this.handOvers = handOvers;
        this.lots = lots;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!BookletStep.B7_HANDED_OVER.isAllowedTo(command.by())
                || command.by().organisation().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        return switch (presented.read(command.presented())) {
            case PresentedBooklets.Reading.Misread(var fault) -> new Outcome.Misread(fault);
            case PresentedBooklets.Reading.Unknown() -> new Outcome.Refused(BookletReason.UNKNOWN_BOOKLET);
            case PresentedBooklets.Reading.Of(var number) ->
                handOver(command, number, command.by().organisation().get());
        };
    }

    private Outcome handOver(Command command, BookletNumber number, OrganisationId distributor) {
        var booklet = booklets.lock(number).orElseThrow();
        var lot = lots.get(booklet.lot());
        var earlier = handOvers.askedAs(command.handOver());
        if (earlier.isPresent()) {
            return earlier.get().booklet().equals(number)
                            && earlier.get().distributor().equals(distributor)
                    ? done(booklet, lot)
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        if (booklet.state() == BookletState.HANDED_OVER
                && handOvers
                        .of(number)
                        .filter(known -> known.canBeToldLateBy(distributor))
                        .isPresent()) {
            handOvers.tellLate(number, command.handOver(), command.audience(), command.channel(), command.by());
            take(BookletStep.TOLD_LATE, number, command.by());
            return done(booklet, lot);
        }
        var today = Paris.today(clock);
        var refused = MayHandOver.refusal(booklet, lot, distributor, today);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        handOvers.record(
                new HandOver(
                        command.handOver(),
                        number,
                        today,
                        distributor,
                        command.audience(),
                        command.channel(),
                        false,
                        Optional.empty()),
                command.by());
        take(BookletStep.B7_HANDED_OVER, number, command.by());
        return done(booklet, lot);
    }

    private void take(BookletStep step, BookletNumber number, Actor by) {
        booklets.take(step, BookletRanges.of(number), by, "");
    }

    private Outcome done(Booklet booklet, LotTerms lot) {
        return new Outcome.HandedOver(handOvers.of(booklet.number()).orElseThrow(), booklet.size(), lot.lastDay());
    }
}
