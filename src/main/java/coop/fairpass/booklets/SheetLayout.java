package coop.fairpass.booklets;

import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.H2;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.P;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** How one wording is laid out on the three kinds of panels of a booklet: cover, vouchers, appointments. */
final class SheetLayout {

    /** Six hundred dots an inch over the width of a logo. */
    private static final int LOGO_PIXELS = 850;

    private final Fitting fitting = new Fitting();
    private final PrintWording wording;
    private final CoverPanel cover;
    private final VoucherPanel voucher;
    private final Paragraph contact;

    SheetLayout(PrintWording wording) {
        this.wording = wording;
        cover = new CoverPanel(wording, fitting);
        voucher = new VoucherPanel(wording, fitting);
        contact = Panel.contact(wording, fitting);
    }

    Set<WordingFault> faults() {
        return fitting.faults();
    }

    CoverPanel cover() {
        return cover;
    }

    VoucherPanel voucher() {
        return voucher;
    }

    Optional<BufferedImage> logo() {
        return wording.payer().logo().map(logo -> logo.atMost(LOGO_PIXELS));
    }

    /** The panel that a booklet of ten leaves free, for who receives it to write on. */
    void drawAppointments(Pen pen) throws IOException {
        pen.read(H2, heading -> heading.text(Typeface.BOLD, 14, Panel.LEFT, 10, "Mes rendez-vous"));
        for (double y : new double[] {24, 46, 68}) {
            drawField(pen, y, "Jour et heure");
            drawField(pen, y + 10, "Lieu");
        }
        pen.read(P, help -> {
            help.text(Typeface.REGULAR, 9.5, Panel.LEFT, Panel.FOOT, "Une question ? ");
            help.lineEndingAt(contact, Panel.RIGHT, Panel.FOOT);
        });
        Panel.drawStub(pen);
    }

    private static void drawField(Pen pen, double y, String label) throws IOException {
        pen.read(P, field -> field.text(Typeface.REGULAR, 9.5, Panel.LEFT, y, label));
        pen.line(Panel.LEFT + 24, y, Panel.RIGHT, y, 0.2);
    }
}
