package coop.fairpass.booklets;

import static coop.fairpass.booklets.Panel.FOOT;
import static coop.fairpass.booklets.Panel.LEFT;
import static coop.fairpass.booklets.Panel.RIGHT;
import static coop.fairpass.booklets.Panel.WIDTH;

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
    private final List<Paragraph> steps;

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
        steps = List.of(
                fitting.fit(
                        WordingFault.COOPERATIVE_TOO_LONG,
                        Typeface.REGULAR,
                        "1.",
                        "Trouvez un lieu : "
                                + Typeface.clean(wording.cooperative().site()),
                        new Room(WIDTH, 1),
                        10,
                        9.5,
                        9),
                fitting.fit(
                        WordingFault.COOPERATIVE_TOO_LONG,
                        Typeface.BOLD,
                        "ou appelez le " + Panel.phone(wording),
                        new Room(WIDTH - INDENT, 1),
                        10),
                step("2.", "Demandez le prix avant de commencer."),
                step("3.", "Après le service, donnez un chèque."));
    }

    private static Paragraph step(String label, String text) {
        return new Paragraph(Typeface.REGULAR, 10, label, List.of(text));
    }

    /** All but what changes from one booklet to the next. */
    void draw(Pen pen, Optional<PDImageXObject> logo) throws IOException {
        pen.ticket(LEFT, 4.5, 34, 10, 2);
        pen.grey(1, white -> white.text(Typeface.BOLD, 17, LEFT + 5.4, 11.6, "Fairpass"));
        pen.paragraph(cooperative, LEFT, 15);
        if (logo.isPresent()) {
            drawLogo(pen, logo.get());
        }
        pen.text(Typeface.REGULAR, 10, LEFT, 30.8, "pour apprendre le numérique, offerts par");
        double y = pen.paragraph(payer, LEFT, 32);
        if (!message.isBlank()) {
            double top = y + 1.2;
            double bottom = pen.paragraph(message, LEFT + 4, top);
            pen.line(LEFT + 0.6, top + 0.5, LEFT + 0.6, bottom, 1.2);
        }
        y = STEPS_BOTTOM
                - steps.stream().mapToDouble(step -> step.height() + GAP).sum();
        for (var step : steps) {
            y = pen.paragraph(step, step.label().isEmpty() ? LEFT + INDENT : LEFT, y) + GAP;
        }
        pen.line(LEFT, 76, RIGHT, 76, 0.3);
        pen.text(Typeface.REGULAR, 10, LEFT, 80.8, "À utiliser jusqu’au");
        pen.lineEndingAt(
                Fitting.shrunk(Typeface.BOLD, Paris.frenchLong(wording.terms().lastDay()), 44, 14), RIGHT, 80.8);
        pen.text(Typeface.BOLD, 10, LEFT, FOOT, "On ne rend pas la monnaie.");
        Panel.drawStub(pen);
    }

    private static void drawLogo(Pen pen, PDImageXObject logo) throws IOException {
        double ratio = (double) logo.getHeight() / logo.getWidth();
        double width = Math.min(LOGO_WIDTH, LOGO_HEIGHT / ratio);
        double height = width * ratio;
        pen.image(logo, RIGHT - width, 4.5 + (LOGO_HEIGHT - height) / 2, width, height);
    }

    void draw(Pen pen, SheetFile.Cover cover) throws IOException {
        var title = "%d chèque%s de %s"
                .formatted(
                        cover.vouchers(),
                        cover.vouchers() > 1 ? "s" : "",
                        Panel.euros(wording.terms().faceValue()));
        pen.line(Fitting.shrunk(Typeface.BOLD, title, WIDTH, 18), LEFT, 26.2);
        pen.textEndingAt(Typeface.MONO, 8.5, RIGHT, FOOT, "N° " + cover.serial());
    }
}
