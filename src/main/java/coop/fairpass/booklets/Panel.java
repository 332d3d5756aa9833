package coop.fairpass.booklets;

import coop.fairpass.booklets.Paragraph.Room;
import coop.fairpass.money.Money;
import java.io.IOException;

/**
 * What the panels of a booklet have in common: 95 × 90 mm, of which the left 10 mm are the stub that is stapled and
 * stays when a voucher is torn off.
 */
final class Panel {

    static final double PANEL_WIDTH = 95;
    static final double PANEL_HEIGHT = 90;
    static final double STUB = 10;
    static final double LEFT = 14;
    static final double RIGHT = 91;
    static final double WIDTH = RIGHT - LEFT;
    /** The baseline of the last line. */
    static final double FOOT = 86.8;

    private Panel() {}

    /** The stub: where to tear, and where the two staples go. */
    static void drawStub(Pen pen) throws IOException {
        pen.dashes(STUB, 0, STUB, PANEL_HEIGHT, 0.2);
        for (double y : new double[] {12, 42}) {
            pen.line(STUB - 5, y, STUB - 5, y + 12, 0.25);
        }
    }

    /** Whom to call, at the bottom right of a panel. */
    static Paragraph contact(PrintWording wording, Fitting fitting) {
        return fitting.fit(
                WordingFault.COOPERATIVE_TOO_LONG,
                Typeface.BOLD,
                "Aide : " + phone(wording),
                new Room(43, 1),
                10.5,
                10,
                9);
    }

    /** In one piece: a number cut over two lines is dialled wrong. */
    static String phone(PrintWording wording) {
        return Typeface.clean(wording.cooperative().phone()).replace(' ', '\u00a0');
    }

    /** Ten euros are « 10 € »; ten and a half are « 10,50 € ». */
    static String euros(Money amount) {
        return amount.cents() % 100 == 0 ? amount.cents() / 100 + "\u00a0€" : Typeface.clean(amount.french());
    }
}
