package coop.fairpass.booklets;

import coop.fairpass.booklets.PrintFiles.Made;
import coop.fairpass.booklets.PrintFiles.Taken;
import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotGoods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The printer said what it made (B2, R-181). When count and fingerprint are those of the file, the lot may be shipped;
 * when not, nothing moves until a person has explained the gap and named what was not made.
 */
@Component
public class AcknowledgePrint {

    /** @param fingerprint SHA-256 of the list that the printer decrypted, as it says */
    public record Command(LotId lot, long bookletsMade, String fingerprint, Actor by) {}

    /** Why the printer's count is not ours; {@code notMade} is never to exist. */
    public record Explanation(LotId lot, BookletRanges notMade, String text, Actor by) {}

    public sealed interface Outcome {
        record Printed() implements Outcome {}

        record Gap(long booklets, long bookletsMade, boolean isSameList) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final LotGoods goods;
    private final Lots lots;
    private final Booklets booklets;
    private final PrintFiles files;

    AcknowledgePrint(Orders orders, LotGoods goods, Lots lots, Booklets booklets, PrintFiles files) {
        this.orders = orders;
        this.goods = goods;
        this.lots = lots;
        this.booklets = booklets;
        this.files = files;
    }

    @Transactional
    public Outcome handle(Command command) {
        if (!BookletStep.B2_PRINTED.isAllowedTo(command.by())) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var lot = lots.find(command.lot());
        if (lot.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_LOT);
        }
        orders.lock(lot.get().order());
        var file = lot.get().range().flatMap(files::of);
        if (file.isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_DOWNLOADED);
        }
        var made =
                new Made(command.bookletsMade(), command.fingerprint().strip().toLowerCase(Locale.ROOT));
        if (file.get().made().isPresent()) {
            return file.get().made().get().equals(made)
                    ? answer(file.get())
                    : new Outcome.Refused(BookletReason.ALREADY_ACKNOWLEDGED);
        }
        if (file.get().fingerprint().isEmpty()) {
            return new Outcome.Refused(BookletReason.DOWNLOAD_NOT_FINISHED);
        }
        files.acknowledge(file.get().id(), made, command.by());
        var acknowledged = files.of(file.get().range()).orElseThrow();
        if (acknowledged.isAsMade()) {
            printed(acknowledged.range(), BookletRanges.NONE, command.by(), "");
        }
        return answer(acknowledged);
    }

    private static Outcome answer(Taken file) {
        var made = file.made().orElseThrow();
        return file.isAsMade() || file.isGapExplained()
                ? new Outcome.Printed()
                : new Outcome.Gap(
                        file.range().count(),
                        made.booklets(),
                        file.fingerprint().filter(made.fingerprint()::equals).isPresent());
    }

    /** A person found out why the counts differ; what was not made is cancelled, the rest is printed. */
    @Transactional
    public Outcome handle(Explanation explanation) {
        if (!BookletStep.V14_CANCELLED.isAllowedTo(explanation.by())) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var lot = lots.find(explanation.lot());
        if (lot.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_LOT);
        }
        orders.lock(lot.get().order());
        var file = lot.get().range().flatMap(files::of);
        if (file.isEmpty() || !file.get().hasOpenGap()) {
            return new Outcome.Refused(BookletReason.NO_PRINT_GAP);
        }
        if (explanation.text().isBlank()) {
            return new Outcome.Refused(BookletReason.EXPLANATION_MISSING);
        }
        var whole = BookletRanges.of(file.get().range());
        var notMade = explanation.notMade();
        boolean leavesEachLotSomething = lots.within(file.get().range()).stream()
                .allMatch(part -> part.range()
                        .filter(range -> !notMade.contains(BookletRanges.of(range)))
                        .isPresent());
        if (!whole.contains(notMade) || !leavesEachLotSomething) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        files.explain(file.get().id(), explanation.text().strip(), explanation.by());
        printed(
                file.get().range(),
                notMade,
                explanation.by(),
                explanation.text().strip());
        return new Outcome.Printed();
    }

    private void printed(BookletRange range, BookletRanges notMade, Actor by, String why) {
        var all = booklets.lock(BookletRanges.of(range), BookletState.GENERATED);
        booklets.take(BookletStep.V14_CANCELLED, all.and(notMade), by, why);
        booklets.take(BookletStep.B2_PRINTED, all.minus(notMade), by, why);
        lots.within(range).stream()
                .filter(part -> part.goods() == Goods.PLANNED)
                .forEach(part -> goods.printed(orders.lot(part.id()).orElseThrow()));
    }
}
