package coop.fairpass.booklets;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.PdfIdentity;
import coop.fairpass.invoicing.PdfPrinter;
import coop.fairpass.orders.Orders;
import gg.jte.TemplateEngine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** An agent prints the letter that goes with a booklet of its stock, or that it handed over. */
@Component
public class PrintLetter {

    /** @param near the person's commune; that of the distributor when it is not told */
    public record Command(BookletNumber booklet, Optional<InseeCode> near, Actor by) {}

    public sealed interface Outcome {
        /** A PDF, drawn when it is written. */
        record Ready(PrinterFile file) implements Outcome {}

        record Refused(BookletReason reason) implements Outcome {}
    }

    /** Sizes of its print, in points: fifteen and a half unless what it says is long beyond measure. */
    private static final List<Double> POINTS = List.of(15.5, 14.0, 13.0, 12.0, 11.0, 10.0, 9.0, 8.0);

    private final Booklets booklets;
    private final Lots lots;
    private final Orders orders;
    private final Wordings wordings;
    private final AcceptingPlaces places;
    private final Organisations organisations;
    private final PdfPrinter printer;
    private final Clock clock;

    PrintLetter(
            Booklets booklets,
            Lots lots,
            Orders orders,
            Wordings wordings,
            AcceptingPlaces places,
            Organisations organisations,
            TemplateEngine templates,
            Clock clock) {
        this.booklets = booklets;
        this.lots = lots;
        this.orders = orders;
        this.wordings = wordings;
        this.places = places;
        this.organisations = organisations;
        this.printer = new PdfPrinter(templates);
        this.clock = clock;
    }

    @Transactional(readOnly = true)
    public Outcome handle(Command command) {
        var by = command.by();
        if (!by.hasAny(Role.DISTRIBUTOR_AGENT, Role.DISTRIBUTOR_MANAGER)) {
            return new Outcome.Refused(BookletReason.NOT_ALLOWED);
        }
        var found = booklets.find(command.booklet());
        if (found.isEmpty()) {
            return new Outcome.Refused(BookletReason.UNKNOWN_BOOKLET);
        }
        var booklet = found.get();
        if (booklet.state() != BookletState.IN_STOCK && booklet.state() != BookletState.HANDED_OVER) {
            return new Outcome.Refused(BookletReason.NOT_AVAILABLE);
        }
        var lot = lots.get(booklet.lot());
        if (Paris.today(clock).isAfter(lot.lastDay())) {
            return new Outcome.Refused(BookletReason.EXPIRED);
        }
        if (!by.isOf(booklet.holder())) {
            return new Outcome.Refused(BookletReason.NOT_IN_YOUR_STOCK);
        }
        var order = orders.get(lot.order());
        var worded = wordings.now(order);
        if (worded.isEmpty()) {
            return new Outcome.Refused(BookletReason.COOPERATIVE_NOT_SET_UP);
        }
        var today = Paris.today(clock);
        var near = command.near()
                .or(() -> organisations.get(booklet.holder()).address().commune());
        var letter = letter(
                booklet,
                lot,
                worded.get().wording(),
                near.map(commune -> places.near(commune, order, today)).orElse(List.of()));
        var name = "lettre-%s.pdf".formatted(booklet.number().serial().replace(" ", ""));
        return new Outcome.Ready(new PrinterFile(name, out -> out.write(draw(letter, printer))));
    }

    private OrientationLetter letter(Booklet booklet, LotTerms lot, PrintWording wording, List<NearPlace> near) {
        return new OrientationLetter(
                wording.payer(),
                wording.cooperative(),
                booklet.number(),
                booklet.size(),
                wording.terms().faceValue(),
                lot.lastDay(),
                wording.restrictions(),
                near,
                Paris.today(clock));
    }

    /**
     * In the largest print at which it holds on one side of a sheet: names and addresses as long as they may be take
     * smaller print, and lose nothing.
     */
    static byte[] draw(OrientationLetter letter, PdfPrinter printer) {
        var drawn = draw(letter, printer, POINTS.getFirst());
        for (var points : POINTS.subList(1, POINTS.size())) {
            if (pages(drawn) == 1) {
                break;
            }
            drawn = draw(letter, printer, points);
        }
        return drawn;
    }

    private static byte[] draw(OrientationLetter letter, PdfPrinter printer, double points) {
        return printer.print(
                "documents/orientation-letter.jte",
                Map.of("letter", letter, "points", points),
                new PdfIdentity(
                        "Où utiliser vos chèques",
                        "Carnet " + letter.booklet().serial(),
                        letter.cooperative().name(),
                        letter.printedOn()));
    }

    private static int pages(byte[] pdf) {
        try (var document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
