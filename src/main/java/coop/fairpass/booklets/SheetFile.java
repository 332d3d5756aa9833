package coop.fairpass.booklets;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAppearanceStream;
import org.apache.pdfbox.util.Matrix;

/**
 * One PDF of A4 sheets, each cut into six panels: two across, three down, with room around for marks and for printers
 * that leave the edge blank. What all booklets share is stored once and shown many times.
 */
final class SheetFile implements AutoCloseable {

    private static final double SHEET_WIDTH = 210;
    private static final double SHEET_HEIGHT = 297;
    private static final int ACROSS = 2;
    private static final int DOWN = 3;
    private static final int PANELS = ACROSS * DOWN;
    private static final double MARGIN_X = (SHEET_WIDTH - ACROSS * Panel.PANEL_WIDTH) / 2;
    private static final double MARGIN_Y = (SHEET_HEIGHT - DOWN * Panel.PANEL_HEIGHT) / 2;
    private static final double POINTS_A_MILLIMETRE = 72 / 25.4;

    private static final String HOW_TO_MAKE = "Imprimer à 100 %, couper sur les traits, agrafer à gauche.";

    private final SheetLayout layout;
    private final boolean specimen;
    private final PDDocument document = new PDDocument();
    private final Map<Typeface, PDFont> fonts = new HashMap<>();
    private final PDFormXObject cover;
    private final PDFormXObject voucher;
    private final PDFormXObject appointments;

    /** What is written on the cover of one booklet alone. */
    record Cover(String serial, int vouchers) {}

    /** What is written on one voucher alone. */
    record Face(String serial, String code, String qr) {

        static Face of(VoucherPrint voucher) {
            return new Face(voucher.number().serial(), voucher.code().printed(), voucher.qr());
        }

        @Override
        public String toString() {
            return "Face[" + serial + "]";
        }
    }

    SheetFile(SheetLayout layout, boolean specimen) throws IOException {
        this.layout = layout;
        this.specimen = specimen;
        for (var face : Typeface.ALL) {
            fonts.put(face, face.embedIn(document));
        }
        document.getDocumentInformation().setTitle("Chèques médiation numérique");
        document.getDocumentCatalog().setLanguage("fr-FR");
        var logo = layout.logo();
        var image = logo.isPresent()
                ? Optional.of(LosslessFactory.createFromImage(document, logo.get()))
                : Optional.<PDImageXObject>empty();
        cover = form(pen -> layout.cover().draw(pen, image));
        voucher = form(layout.voucher()::draw);
        appointments = form(layout::drawAppointments);
    }

    private PDFormXObject form(Pen.Drawing drawing) throws IOException {
        // The one kind of form that PDFBox lets draw with the same class as a page.
        var form = new PDAppearanceStream(document);
        form.setResources(new PDResources());
        form.setBBox(
                new PDRectangle(0, (float) -Panel.PANEL_HEIGHT, (float) Panel.PANEL_WIDTH, (float) Panel.PANEL_HEIGHT));
        var content = form.getCOSObject().createOutputStream(COSName.FLATE_DECODE);
        try (var pen = new Pen(new PDPageContentStream(document, form, content), fonts)) {
            drawing.draw(pen);
        }
        return form;
    }

    /** Adds the sheets of one booklet: its cover, its vouchers, and a page for appointments when a panel is left. */
    void add(Cover booklet, List<Face> vouchers) throws IOException {
        int panels = 1 + vouchers.size();
        int sheets = (panels + PANELS - 1) / PANELS;
        for (int sheet = 0; sheet < sheets; sheet++) {
            var page = new PDPage(PDRectangle.A4);
            page.setMediaBox(new PDRectangle(
                    (float) (SHEET_WIDTH * POINTS_A_MILLIMETRE), (float) (SHEET_HEIGHT * POINTS_A_MILLIMETRE)));
            document.addPage(page);
            try (var out = new PDPageContentStream(document, page)) {
                float unit = (float) POINTS_A_MILLIMETRE;
                out.transform(new Matrix(unit, 0, 0, unit, 0, page.getMediaBox().getHeight()));
                var pen = new Pen(out, fonts);
                drawCutMarks(pen);
                double edge = SHEET_HEIGHT - 6.5;
                var title = "Carnet %s, feuille %d sur %d".formatted(booklet.serial(), sheet + 1, sheets);
                pen.text(Typeface.REGULAR, 8, MARGIN_X + Panel.LEFT, edge, title);
                pen.text(Typeface.REGULAR, 8, SHEET_WIDTH / 2 + 4, edge, HOW_TO_MAKE);
                for (int place = 0; place < PANELS; place++) {
                    drawPanel(pen, place, sheet * PANELS + place, booklet, vouchers);
                }
            }
        }
    }

    private void drawPanel(Pen pen, int place, int panel, Cover booklet, List<Face> vouchers) throws IOException {
        int row = place / ACROSS;
        int column = place % ACROSS;
        double x = MARGIN_X + column * Panel.PANEL_WIDTH;
        double y = MARGIN_Y + row * Panel.PANEL_HEIGHT;
        pen.at(x, y, at -> {
            if (specimen) {
                // Under the words, which the payer must be able to check.
                at.grey(0.8, grey -> grey.textAcross(Typeface.BOLD, 46, 18, 84, Math.PI / 4.6, "SPÉCIMEN"));
            }
            if (panel == 0) {
                at.form(cover);
                layout.cover().draw(at, booklet);
            } else if (panel <= vouchers.size()) {
                at.form(voucher);
                layout.voucher().draw(at, vouchers.get(panel - 1));
            } else if (panel == vouchers.size() + 1) {
                at.form(appointments);
            }
        });
    }

    /** Lines to cut along, and ticks in the margin for a guillotine. */
    private static void drawCutMarks(Pen pen) throws IOException {
        for (int i = 0; i <= ACROSS; i++) {
            double x = MARGIN_X + i * Panel.PANEL_WIDTH;
            pen.dashes(x, MARGIN_Y, x, SHEET_HEIGHT - MARGIN_Y, 0.15);
            pen.line(x, 4, x, MARGIN_Y - 2, 0.2);
            pen.line(x, SHEET_HEIGHT - MARGIN_Y + 2, x, SHEET_HEIGHT - 4, 0.2);
        }
        for (int i = 0; i <= DOWN; i++) {
            double y = MARGIN_Y + i * Panel.PANEL_HEIGHT;
            pen.dashes(MARGIN_X, y, SHEET_WIDTH - MARGIN_X, y, 0.15);
            pen.line(4, y, MARGIN_X - 2, y, 0.2);
            pen.line(SHEET_WIDTH - MARGIN_X + 2, y, SHEET_WIDTH - 4, y, 0.2);
        }
    }

    /** The file; the same booklets and wording always give the same bytes, without a date or a random identifier. */
    byte[] bytes() throws IOException {
        document.setDocumentId(0L);
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        document.close();
    }
}
