package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * A blocked booklet is replaced, once, by one with as many vouchers as it had unused, of the same lot and dates, with
 * codes of their own (B14, V13, R-084, R-085). Count and obligation are unchanged, so nothing is posted.
 *
 * <p>The new booklet is handed over at once, to the person who lost the other. The lost one stays blocked for good: a
 * redemption of it that was held and is rejected later must not make it usable by who found it.
 */
@Component
public class ReplaceBooklet {

    /** @param replacement chosen by the caller, so that asking twice replaces once */
    public record Command(UUID replacement, BookletNumber booklet, Actor by) {}

    public sealed interface Outcome {
        record Replaced(Replacement replacement) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final VoucherGate gate;
    private final Booklets booklets;
    private final HandOvers handOvers;
    private final Replacements replacements;
    private final SpentRanks spentRanks;
    private final KeyGenerations generations;
    private final Lots lots;
    private final Clock clock;

    ReplaceBooklet(
            VoucherGate gate,
            Booklets booklets,
            HandOvers handOvers,
            Replacements replacements,
            SpentRanks spentRanks,
            KeyGenerations generations,
            Lots lots,
            Clock clock) {
        this.gate = gate;
        this.booklets = booklets;
        this.handOvers = handOvers;
        this.replacements = replacements;
        this.spentRanks = spentRanks;
        this.generations = generations;
        this.lots = lots;
        this.clock = clock;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B14_REPLACED.isAllowedTo(by) || by.organisation().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        // Redemptions under way finish first; those that come after find the booklet replaced.
        gate.passAlone();
        var found = booklets.lock(command.booklet());
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_BOOKLET);
        }
        var earlier = replacements.askedAs(command.replacement());
        if (earlier.isPresent()) {
            return earlier.get().lost().equals(command.booklet())
                    ? new Outcome.Replaced(earlier.get())
                    : new Outcome.Refused(BookletReason.ID_TAKEN);
        }
        var lost = found.get();
        var lot = lots.get(lost.lot());
        var handOver = handOvers.of(lost.number());
        var refused = refusal(lost, lot, handOver, by);
        if (refused.isPresent()) {
            return new Outcome.Refused(refused.get());
        }
        var spent = spentRanks.of(lost.number());
        var unused = IntStream.rangeClosed(1, lost.size())
                .filter(rank -> !spent.contains(rank))
                .boxed()
                .toList();
        return unused.isEmpty()
                ? new Outcome.Refused(BookletReason.NOTHING_LEFT)
                : new Outcome.Replaced(replace(
                        command,
                        lost,
                        lot,
                        handOver.orElseThrow(),
                        unused,
                        by.organisation().get()));
    }

    private Optional<BookletReason> refusal(Booklet lost, LotTerms lot, Optional<HandOver> handOver, Actor by) {
        if (lost.state() == BookletState.REPLACED) {
            return Optional.of(BookletReason.REPLACED);
        }
        if (lost.state() != BookletState.BLOCKED) {
            return Optional.of(BookletReason.NOT_BLOCKED);
        }
        if (replacements.isReplacement(lost.number())) {
            return Optional.of(BookletReason.REPLACED_ONCE);
        }
        if (Paris.today(clock).isAfter(lot.lastDay())) {
            return Optional.of(BookletReason.EXPIRED);
        }
        return BlockBooklet.isTheirs(handOver, by) ? Optional.empty() : Optional.of(BookletReason.NOT_YOUR_BOOKLET);
    }

    private Replacement replace(
            Command command,
            Booklet lost,
            LotTerms lot,
            HandOver handOver,
            List<Integer> unused,
            OrganisationId distributor) {
        var by = command.by();
        var made = booklets.make(
                1,
                lot,
                unused.size(),
                generations.newest(),
                distributor,
                BookletStep.B14_REPLACES,
                by,
                "remplace le carnet " + lost.number().serial());
        var number = new BookletNumber(made.first());
        handOvers.record(
                new HandOver(
                        UUID.nameUUIDFromBytes(
                                ("replacement/" + command.replacement()).getBytes(StandardCharsets.UTF_8)),
                        number,
                        Paris.today(clock),
                        distributor,
                        handOver.audience(),
                        handOver.channel(),
                        false,
                        Optional.empty()),
                by);
        var replacement = new Replacement(command.replacement(), lost.number(), number, unused);
        replacements.add(replacement, by);
        booklets.take(
                BookletStep.B14_REPLACED,
                BookletRanges.of(lost.number()),
                by,
                "remplacé par le carnet " + number.serial());
        return replacement;
    }
}
