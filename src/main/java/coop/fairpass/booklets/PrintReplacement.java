package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Orders;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The agent prints the booklet that replaces a lost one and gives it to the person, again if the paper jams, until it
 * is first used. It bears the dates of its order as they are now.
 */
@Component
public class PrintReplacement {

    public record Command(BookletNumber booklet, Actor by) {}

    public sealed interface Outcome {
        /** One PDF. */
        record Ready(PrinterFile file) implements Outcome {}

        record Unprintable(Set<WordingFault> faults) implements Outcome {
            public Unprintable {
                faults = Set.copyOf(faults);
            }
        }

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final Lots lots;
    private final Booklets booklets;
    private final Replacements replacements;
    private final SpentRanks spentRanks;
    private final Wordings wordings;
    private final VoucherQr qr;

    PrintReplacement(
            Orders orders,
            Lots lots,
            Booklets booklets,
            Replacements replacements,
            SpentRanks spentRanks,
            Wordings wordings,
            VoucherQr qr) {
        this.orders = orders;
        this.lots = lots;
        this.booklets = booklets;
        this.replacements = replacements;
        this.spentRanks = spentRanks;
        this.wordings = wordings;
        this.qr = qr;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.PRINTED_HERE.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = booklets.lock(command.booklet()).filter(one -> by.isOfTheCooperative() || by.isOf(one.holder()));
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_BOOKLET);
        }
        var booklet = found.get();
        if (!replacements.isReplacement(booklet.number())) {
            return new Outcome.Refused(BookletReason.NOT_A_REPLACEMENT);
        }
        if (booklet.state() != BookletState.HANDED_OVER) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        if (!spentRanks.of(booklet.number()).isEmpty()) {
            return new Outcome.Refused(BookletReason.ALREADY_STARTED);
        }
        var worded = wordings.now(orders.get(lots.get(booklet.lot()).order()));
        if (worded.isEmpty()) {
            return new Outcome.Refused(BookletReason.COOPERATIVE_NOT_SET_UP);
        }
        var wording = worded.get().wording();
        var faults = BookletSheets.faults(wording);
        if (!faults.isEmpty()) {
            return new Outcome.Unprintable(faults);
        }
        booklets.take(BookletStep.PRINTED_HERE, BookletRanges.of(booklet.number()), by, "");
        return new Outcome.Ready(sheet(booklet, wording));
    }

    private PrinterFile sheet(Booklet booklet, PrintWording wording) {
        var name = "carnet-%s.pdf".formatted(booklet.number().serial().replace(" ", ""));
        return new PrinterFile(name, out -> {
            var print = qr.booklet(booklet.generation(), booklet.number(), booklet.size(), wording.terms());
            new BookletSheets(wording).writePdf(List.of(print), out);
        });
    }
}
