package coop.fairpass.booklets;

import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.P;
import static org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes.SECT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/**
 * One PDF of A4 sheets, each cut into six panels: two across, three down, with room around for marks and for printers
 * that leave the edge blank. It is read aloud in the order of the booklet (PDF/UA-1).
 */
final class SheetFile implements AutoCloseable {

    private static final double SHEET_WIDTH = 210;
    private static final double SHEET_HEIGHT = 297;
    private static final int ACROSS = 2;
    private static final int DOWN = 3;
    private static final int PANELS = ACROSS * DOWN;
    private static final double MARGIN_X = (SHEET_WIDTH - ACROSS * Panel.PANEL_WIDTH) / 2;
    private static final double MARGIN_Y = (SHEET_HEIGHT - DOWN * Panel.PANEL_HEIGHT) / 2;

    private static final String HOW_TO_MAKE = "Imprimer à 100 %, couper sur les traits, agrafer à gauche.";

    private final SheetLayout layout;
    private final boolean specimen;
    private final PDDocument document = new PDDocument();
    private final Map<Typeface, PDFont> fonts = new HashMap<>();
    private final StructureTree tree = new StructureTree();
    private final Optional<PDImageXObject> logo;

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
        var image = layout.logo();
        logo = image.isPresent()
                ? Optional.of(LosslessFactory.createFromImage(document, image.get()))
                : Optional.empty();
        describe(specimen ? "Bon à tirer des chèques médiation numérique" : "Chèques médiation numérique");
    }

    /** What a reader of PDF tells before the first page: a title, a language, and that what follows is tagged. */
    private void describe(String title) throws IOException {
        document.getDocumentInformation().setTitle(title);
        var catalog = document.getDocumentCatalog();
        catalog.setLanguage("fr-FR");
        var preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        var metadata = new PDMetadata(document);
        metadata.importXMPMetadata(metadata(title).getBytes(StandardCharsets.UTF_8));
        catalog.setMetadata(metadata);
    }

    /** XMP: the properties that a reader of tagged files looks for first. */
    private static String metadata(String title) {
        return """
            <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
              <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                </rdf:Description>
              </rdf:RDF>
            </x:xmpmeta>
            <?xpacket end="r"?>
            """.formatted(title);
    }

    /** Adds the sheets of one booklet: its cover, its vouchers, and a page for appointments when a panel is left. */
    void add(Cover booklet, List<Face> vouchers) throws IOException {
        int panels = 1 + vouchers.size();
        int sheets = (panels + PANELS - 1) / PANELS;
        tree.open(SECT);
        for (int sheet = 0; sheet < sheets; sheet++) {
            var page = new PDPage(Pen.sheet(SHEET_WIDTH, SHEET_HEIGHT));
            document.addPage(page);
            try (var pen = new Pen(document, page, fonts, tree)) {
                drawCutMarks(pen);
                double edge = SHEET_HEIGHT - 6.5;
                var title = "Carnet %s, feuille %d sur %d".formatted(booklet.serial(), sheet + 1, sheets);
                pen.read(P, line -> line.text(Typeface.REGULAR, 8, MARGIN_X + Panel.LEFT, edge, title));
                pen.read(P, line -> line.text(Typeface.REGULAR, 8, SHEET_WIDTH / 2 + 4, edge, HOW_TO_MAKE));
                for (int place = 0; place < PANELS; place++) {
                    drawPanel(pen, place, sheet * PANELS + place, booklet, vouchers);
                }
            }
        }
        tree.close();
    }

    private void drawPanel(Pen pen, int place, int panel, Cover booklet, List<Face> vouchers) throws IOException {
        int row = place / ACROSS;
        int column = place % ACROSS;
        double x = MARGIN_X + column * Panel.PANEL_WIDTH;
        double y = MARGIN_Y + row * Panel.PANEL_HEIGHT;
        pen.at(x, y, at -> {
            if (specimen) {
                // Under the words, which the payer must be able to check.
                at.read(
                        P,
                        word -> word.grey(
                                0.8, grey -> grey.textAcross(Typeface.BOLD, 46, 18, 84, Math.PI / 4.6, "SPÉCIMEN")));
            }
            if (panel == 0) {
                layout.cover().draw(at, logo, booklet);
            } else if (panel <= vouchers.size()) {
                layout.voucher().draw(at, vouchers.get(panel - 1));
            } else if (panel == vouchers.size() + 1) {
                layout.drawAppointments(at);
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
        tree.plantIn(document.getDocumentCatalog());
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
