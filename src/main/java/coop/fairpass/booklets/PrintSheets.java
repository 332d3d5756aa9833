package coop.fairpass.booklets;

import coop.fairpass.directory.Actor;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotGoods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.Orders;
import coop.fairpass.winddown.WindDown;
import java.util.Optional;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The instance prints a lot itself on A4 sheets, and again a part of it as long as that has not left. Each
 * printing is a step of the booklets: who held their codes in clear is known.
 */
@Component
public class PrintSheets {

    /** {@code part} is empty for the whole lot, which is then printed. */
    public record Command(LotId lot, Optional<BookletRange> part, Actor by) {}

    public sealed interface Outcome {
        /** An archive of PDF. */
        record Ready(PrinterFile file) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    private final Orders orders;
    private final LotGoods goods;
    private final Lots lots;
    private final Booklets booklets;
    private final PrintFiles files;
    private final Wordings wordings;
    private final VoucherQr qr;
    private final WindDown windDown;

    PrintSheets(
            Orders orders,
            LotGoods goods,
            Lots lots,
            Booklets booklets,
            PrintFiles files,
            Wordings wordings,
            VoucherQr qr,
            WindDown windDown) {
        this.orders = orders;
        this.goods = goods;
        this.lots = lots;
        this.booklets = booklets;
        this.files = files;
        this.wordings = wordings;
        this.qr = qr;
        this.windDown = windDown;
    }

    @Transactional
    public Outcome handle(Command command) {
        var by = command.by();
        if (!BookletStep.B2_PRINTED.isAllowedTo(by)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = lots.find(command.lot());
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_LOT);
        }
        orders.lock(found.get().order());
        var lot = lots.get(found.get().code());
        if (lot.range().isEmpty()) {
            return new Outcome.Refused(BookletReason.NOT_MADE_YET);
        }
        if (files.of(lot.range().get()).isPresent()) {
            return new Outcome.Refused(BookletReason.GIVEN_TO_A_PRINTER);
        }
        if (windDown.stops()) {
            return new Outcome.Refused(BookletReason.WIND_DOWN);
        }
        var wording = wordings.approved(lot.order());
        if (wording.isEmpty()) {
            return new Outcome.Refused(BookletReason.NO_APPROVED_WORDING);
        }
        boolean first = lot.goods() == Goods.PLANNED;
        var wanted = command.part().orElse(lot.range().get());
        if (first && !wanted.equals(lot.range().get())) {
            return new Outcome.Refused(BookletReason.NOT_PRINTED_YET);
        }
        var all = BookletRanges.of(wanted);
        var there = booklets.lock(all, first ? BookletState.GENERATED : BookletState.PRINTED);
        if (!lot.range().get().contains(wanted) || !there.equals(all)) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        booklets.take(BookletStep.PRINTED_HERE, all, by, "");
        if (first) {
            booklets.take(BookletStep.B2_PRINTED, all, by, "");
            goods.printed(orders.lot(lot.id()).orElseThrow());
        }
        return new Outcome.Ready(sheets(lot, wanted, wording.get()));
    }

    private PrinterFile sheets(LotTerms lot, BookletRange range, PrintWording wording) {
        var generation =
                booklets.find(new BookletNumber(range.first())).orElseThrow().generation();
        return new PrinterFile("%s-lot-%d.zip".formatted(lot.orderNumber(), lot.place()), out -> {
            var derived = LongStream.rangeClosed(range.first(), range.last())
                    .mapToObj(number ->
                            qr.booklet(generation, new BookletNumber(number), lot.bookletSize(), wording.terms()))
                    .iterator();
            new BookletSheets(wording).writeZip(derived, out);
        });
    }
}
