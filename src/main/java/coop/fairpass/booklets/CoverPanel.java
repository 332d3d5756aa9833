package coop.fairpass.booklets;

import static coop.fairpass.booklets.Panel.FOOT;
import static coop.fairpass.booklets.Panel.LEFT;
import static coop.fairpass.booklets.Panel.RIGHT;
import static coop.fairpass.booklets.Panel.WIDTH;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.H1;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.LBL;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.LI;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.L_BODY;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.P;

import coop.fairpass.booklets.Paragraph.Room;
import coop.fairpass.calendar.Paris;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;

/** The cover of a booklet: who offers it, how to use it, until when, and whom to call. */
final class CoverPanel {

    private static final double LOGO_WIDTH = 36;
    private static final double LOGO_HEIGHT = 14;
    /** Of what continues a numbered step. */
    private static final double INDENT = 4;

    private static final double STEPS_BOTTOM = 75;
    private static final double GAP = 0.3;

    private final PrintWording wording;
    private final Paragraph cooperative;
    private final Paragraph payer;
    private final Paragraph message;
    private final List<Step> steps;

    CoverPanel(PrintWording wording, Fitting fitting) {
        this.wording = wording;
        cooperative = fitting.fit(
                WordingFault.COOPERATIVE_TOO_LONG,
                Typeface.REGULAR,
                Typeface.clean(wording.cooperative().name()),
                new Room(LOGO_WIDTH, 1),
                9,
                8.5,
                8,
                7.5);
        payer = fitting.fit(
                WordingFault.PAYER_NAME_TOO_LONG,
                Typeface.BOLD,
                Typeface.clean(wording.payer().name()),
                new Room(WIDTH, 2),
                12,
                11,
                10);
        message = fitting.fit(
                WordingFault.MESSAGE_TOO_LONG,
                Typeface.REGULAR,
                Typeface.clean(wording.payer().message()),
                new Room(WIDTH - 4, 3),
                10,
                9.5,
                9);
        var find = fitting.fit(
                WordingFault.COOPERATIVE_TOO_LONG,
                Typeface.REGULAR,
                "1.",
                "Trouvez un lieu : " + Typeface.clean(wording.cooperative().site()) + " ",
                new Room(WIDTH, 1),
                10,
                9.5,
                9);
        var call = fitting.fit(
                WordingFault.COOPERATIVE_TOO_LONG,
                Typeface.BOLD,
                "ou appelez le " + Panel.phone(wording),
                new Room(WIDTH - INDENT, 1),
                10);
        steps = List.of(
                new Step(find, Optional.of(call)),
                Step.of("2.", "Demandez le prix avant de commencer."),
                Step.of("3.", "Après le service, donnez un chèque."));
    }

    /** Draws the cover of one booklet, in the order in which it is read. */
    void draw(Pen pen, Optional<PDImageXObject> logo, SheetFile.Cover cover) throws IOException {
        pen.ticket(LEFT, 4.5, 34, 10, 2);
        pen.read(P, name -> name.grey(1, white -> white.text(Typeface.BOLD, 17, LEFT + 5.4, 11.6, "Fairpass")));
        pen.paragraph(cooperative, LEFT, 15);
        if (logo.isPresent()) {
            drawLogo(pen, logo.get());
        }
        var title = Fitting.shrunk(Typeface.BOLD, title(cover), WIDTH, 18);
        pen.read(H1, heading -> heading.line(title, LEFT, 26.2));
        double payerTop = 32;
        pen.read(P, offered -> {
            offered.text(Typeface.REGULAR, 10, LEFT, 30.8, "pour apprendre le numérique, offerts par ");
            offered.lines(payer, LEFT, payerTop);
        });
        if (!message.isBlank()) {
            double top = payerTop + payer.height() + 1.2;
            double bottom = pen.paragraph(message, LEFT + 4, top);
            pen.line(LEFT + 0.6, top + 0.5, LEFT + 0.6, bottom, 1.2);
        }
        pen.numberedList(this::drawSteps);
        pen.line(LEFT, 76, RIGHT, 76, 0.3);
        var last =
                Fitting.shrunk(Typeface.BOLD, Paris.frenchLong(wording.terms().lastDay()), 44, 14);
        pen.read(P, days -> {
            days.text(Typeface.REGULAR, 10, LEFT, 80.8, "À utiliser jusqu’au ");
            days.lineEndingAt(last, RIGHT, 80.8);
        });
        pen.read(P, change -> change.text(Typeface.BOLD, 10, LEFT, FOOT, "On ne rend pas la monnaie."));
        pen.read(P, number -> number.textEndingAt(Typeface.MONO, 8.5, RIGHT, FOOT, "N° " + cover.serial()));
        Panel.drawStub(pen);
    }

    private String title(SheetFile.Cover cover) {
        return "%d chèque%s de %s"
                .formatted(
                        cover.vouchers(),
                        cover.vouchers() > 1 ? "s" : "",
                        Panel.euros(wording.terms().faceValue()));
    }

    private void drawLogo(Pen pen, PDImageXObject logo) throws IOException {
        double ratio = (double) logo.getHeight() / logo.getWidth();
        double width = Math.min(LOGO_WIDTH, LOGO_HEIGHT / ratio);
        double height = width * ratio;
        var alternative = "Logo de " + wording.payer().name();
        pen.image(logo, alternative, RIGHT - width, 4.5 + (LOGO_HEIGHT - height) / 2, width, height);
    }

    private void drawSteps(Pen pen) throws IOException {
        double y = STEPS_BOTTOM - steps.stream().mapToDouble(Step::height).sum();
        for (var step : steps) {
            double top = y;
            pen.group(LI, item -> step.draw(item, top));
            y += step.height();
        }
    }

    /**
     * A numbered step.
     *
     * @param more what continues it on lines of its own
     */
    private record Step(Paragraph text, Optional<Paragraph> more) {

        static Step of(String label, String text) {
            return new Step(new Paragraph(Typeface.REGULAR, 10, label, List.of(text)), Optional.empty());
        }

        private double textHeight() {
            return text.height() + GAP;
        }

        double height() {
            return textHeight() + more.map(line -> line.height() + GAP).orElse(0.0);
        }

        void draw(Pen pen, double y) throws IOException {
            pen.read(LBL, label -> label.label(text, LEFT, y));
            pen.read(L_BODY, body -> {
                body.body(text, LEFT, y);
                if (more.isPresent()) {
                    body.lines(more.get(), LEFT + INDENT, y + textHeight());
                }
            });
        }
    }
}
