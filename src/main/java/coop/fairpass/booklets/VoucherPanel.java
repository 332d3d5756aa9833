package coop.fairpass.booklets;

import static coop.fairpass.booklets.Panel.FOOT;
import static coop.fairpass.booklets.Panel.LEFT;
import static coop.fairpass.booklets.Panel.PANEL_HEIGHT;
import static coop.fairpass.booklets.Panel.RIGHT;
import static coop.fairpass.booklets.Panel.STUB;
import static coop.fairpass.booklets.Panel.WIDTH;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.H2;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.P;

import coop.fairpass.booklets.Paragraph.Room;
import coop.fairpass.calendar.Paris;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One voucher: its value, its QR, its code, its last day, and the limits its order has. */
final class VoucherPanel {

    /** Quiet zone included, which is why the symbol may stand a little left of the text. */
    static final double QR_SIDE = 31;

    private static final double QR_LEFT = LEFT - 2.34;
    private static final double QR_TOP = 23.1;
    private static final double BESIDE_QR = LEFT + 30;
    private static final double RESTRICTIONS_TOP = 54.2;
    private static final double RESTRICTIONS_BOTTOM = 78.6;
    private static final double[] RESTRICTION_SIZES = {11, 10.5, 10, 9.5, 9, 8.5, 8};

    private final PrintWording wording;
    private final Paragraph payer;
    private final Paragraph contact;
    private final List<Paragraph> restrictions;

    VoucherPanel(PrintWording wording, Fitting fitting) {
        this.wording = wording;
        var offeredBy = "Offert par " + Typeface.clean(wording.payer().name());
        payer = Paragraph.fit(Typeface.REGULAR, "", offeredBy, new Room(WIDTH, 1), 10, 9.5, 9)
                .orElseGet(() -> fitting.fit(
                        WordingFault.PAYER_NAME_TOO_LONG, Typeface.REGULAR, offeredBy, new Room(WIDTH, 2), 9, 8.5, 8));
        contact = Panel.contact(wording, fitting);
        restrictions = restrictions(fitting);
    }

    /** All at the largest size at which all fit. */
    private List<Paragraph> restrictions(Fitting fitting) {
        var lines = restrictionLines();
        if (!lines.stream().allMatch(line -> fitting.printable(Typeface.REGULAR, line.text()))) {
            return List.of();
        }
        for (double points : RESTRICTION_SIZES) {
            var fitted = lines.stream()
                    .map(line -> Paragraph.fit(
                            Typeface.REGULAR, line.label(), line.text(), new Room(WIDTH, Integer.MAX_VALUE), points))
                    .flatMap(Optional::stream)
                    .toList();
            double height = fitted.stream().mapToDouble(Paragraph::height).sum();
            if (fitted.size() == lines.size() && height <= RESTRICTIONS_BOTTOM - RESTRICTIONS_TOP) {
                return fitted;
            }
        }
        fitting.note(WordingFault.RESTRICTIONS_TOO_LONG);
        return List.of();
    }

    private record Line(String label, String text) {}

    private List<Line> restrictionLines() {
        var asked = wording.restrictions();
        var lines = new ArrayList<Line>();
        lines.add(new Line("Où :", Typeface.clean(asked.perimeter().orElse("dans tous les lieux du réseau"))));
        asked.publics().ifPresent(publics -> lines.add(new Line("Pour qui :", Typeface.clean(publics))));
        asked.servicePath().ifPresent(path -> lines.add(new Line("Pour quoi :", Typeface.clean(path))));
        if (asked.regulatedPrice()) {
            lines.add(new Line("Prix réglementé :", "rien à payer en plus"));
        }
        return lines;
    }

    /** Draws one voucher, in the order in which it is read. */
    void draw(Pen pen, SheetFile.Face face) throws IOException {
        pen.read(H2, heading -> {
            heading.text(Typeface.BOLD, 13, LEFT, 8.4, "Chèque ");
            heading.text(Typeface.BOLD, 13, LEFT, 13.4, "médiation numérique");
        });
        var value = Fitting.shrunk(Typeface.BOLD, Panel.euros(wording.terms().faceValue()), 27, 32);
        pen.read(P, amount -> amount.lineEndingAt(value, RIGHT, 13.4));
        pen.paragraph(payer, LEFT, 14.6);
        pen.line(LEFT, 23, RIGHT, 23, 0.5);
        pen.qr(QrSymbol.of(face.qr()), "Code QR du chèque, que lit le lieu qui l’accepte", QR_LEFT, QR_TOP, QR_SIDE);
        pen.read(P, this::drawDays);
        pen.read(P, code -> {
            code.text(Typeface.REGULAR, 9.5, BESIDE_QR, 44.4, "Code du chèque ");
            code.text(Typeface.MONO, 13.5, BESIDE_QR, 50.2, face.code());
        });
        double y = RESTRICTIONS_TOP;
        for (var restriction : restrictions) {
            y = pen.paragraph(restriction, LEFT, y);
        }
        pen.line(LEFT, 79.4, RIGHT, 79.4, 0.3);
        pen.read(P, change -> change.text(Typeface.REGULAR, 9, LEFT, 82.9, "On ne rend pas la monnaie."));
        pen.read(P, number -> number.text(Typeface.MONO, 8, LEFT, FOOT, "N° " + face.serial()));
        pen.read(P, help -> help.lineEndingAt(contact, RIGHT, FOOT));
        Panel.drawStub(pen);
        pen.textAgain(Typeface.MONO, 7, STUB - 1.5, PANEL_HEIGHT - 3.5, Math.PI / 2, face.serial());
    }

    private void drawDays(Pen pen) throws IOException {
        var terms = wording.terms();
        var before = wording.restrictions().startsLater()
                ? "À utiliser du " + Paris.frenchLong(terms.firstDay())
                : "À utiliser jusqu’au";
        var line = Fitting.shrunk(Typeface.REGULAR, before, RIGHT - BESIDE_QR, 10);
        pen.text(line.face(), line.points(), BESIDE_QR, 30, before + " ");
        var last = Paris.frenchLong(terms.lastDay());
        var until = wording.restrictions().startsLater() ? "au " + last : last;
        pen.line(Fitting.shrunk(Typeface.BOLD, until, RIGHT - BESIDE_QR, 14.5), BESIDE_QR, 36.4);
    }
}
