package coop.fairpass.booklets;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDLayoutAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDListAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/**
 * Draws in black, in millimetres from the top left corner of a sheet or a panel, downward, and says what it draws: a
 * text belongs inside {@link #read}; lines and grounds say nothing.
 */
final class Pen implements Closeable {

    private static final double POINTS_A_MILLIMETRE = 72 / 25.4;

    private final PDPage page;
    private final PDPageContentStream out;
    private final Map<Typeface, PDFont> fonts;
    private final StructureTree tree;
    private final double originX;
    private final double originY;

    /** Draws on {@code page} what {@code tree} tells. */
    Pen(PDDocument document, PDPage page, Map<Typeface, PDFont> fonts, StructureTree tree) throws IOException {
        this(page, new PDPageContentStream(document, page), fonts, tree, 0, 0);
        float unit = (float) POINTS_A_MILLIMETRE;
        out.transform(new Matrix(unit, 0, 0, unit, 0, page.getMediaBox().getHeight()));
        tree.turnTo(page);
    }

    private Pen(
            PDPage page,
            PDPageContentStream out,
            Map<Typeface, PDFont> fonts,
            StructureTree tree,
            double originX,
            double originY) {
        this.page = page;
        this.out = out;
        this.fonts = fonts;
        this.tree = tree;
        this.originX = originX;
        this.originY = originY;
    }

    /** A sheet of so many millimetres. */
    static PDRectangle sheet(double width, double height) {
        return new PDRectangle((float) (width * POINTS_A_MILLIMETRE), (float) (height * POINTS_A_MILLIMETRE));
    }

    /** What is drawn with an origin of its own, or as one thing. */
    @FunctionalInterface
    interface Drawing {
        void draw(Pen pen) throws IOException;
    }

    /** Moves the origin for one drawing. */
    void at(double x, double y, Drawing drawing) throws IOException {
        transformed(
                Matrix.getTranslateInstance((float) x, (float) -y),
                new Pen(page, out, fonts, tree, originX + x, originY + y),
                drawing);
    }

    private void transformed(Matrix matrix, Pen pen, Drawing drawing) throws IOException {
        out.saveGraphicsState();
        out.transform(matrix);
        drawing.draw(pen);
        out.restoreGraphicsState();
    }

    /** Draws what is read as one thing, such as a heading or a paragraph: a {@link StandardStructureTypes type}. */
    void read(String type, Drawing drawing) throws IOException {
        tree.open(type);
        piece(type, drawing);
        tree.close();
    }

    private void piece(String type, Drawing drawing) throws IOException {
        out.beginMarkedContent(COSName.getPDFName(type), tree.piece(page));
        drawing.draw(this);
        out.endMarkedContent();
    }

    /** Draws what is read as several things that belong together. */
    void group(String type, Drawing drawing) throws IOException {
        tree.open(type);
        drawing.draw(this);
        tree.close();
    }

    /** Draws a list whose items bear numbers. */
    void numberedList(Drawing drawing) throws IOException {
        var numbering = new PDListAttributeObject();
        numbering.setListNumbering(PDListAttributeObject.LIST_NUMBERING_DECIMAL);
        tree.open(StandardStructureTypes.L).addAttribute(numbering);
        drawing.draw(this);
        tree.close();
    }

    /** Draws a picture, within a rectangle, of which {@code alternative} tells who does not see it. */
    private void picture(String alternative, double x, double y, double width, double height, Drawing drawing)
            throws IOException {
        var place = sheet(width, height);
        float left = (float) ((originX + x) * POINTS_A_MILLIMETRE);
        float bottom = page.getMediaBox().getHeight() - (float) ((originY + y + height) * POINTS_A_MILLIMETRE);
        var box = new PDLayoutAttributeObject();
        box.setBBox(new PDRectangle(left, bottom, place.getWidth(), place.getHeight()));
        var figure = tree.open(StandardStructureTypes.Figure);
        figure.setAlternateDescription(alternative);
        figure.addAttribute(box);
        piece(StandardStructureTypes.Figure, drawing);
        tree.close();
    }

    /** Draws what says nothing. */
    private void artifact(Drawing drawing) throws IOException {
        out.beginMarkedContent(COSName.ARTIFACT);
        drawing.draw(this);
        out.endMarkedContent();
    }

    /** One line of text; {@code y} is its baseline. */
    void text(Typeface face, double points, double x, double y, String text) throws IOException {
        text(face, points, Matrix.getTranslateInstance((float) x, (float) -y), text);
    }

    /** The only line of a paragraph; {@code y} is its baseline. */
    void line(Paragraph paragraph, double x, double y) throws IOException {
        text(paragraph.face(), paragraph.points(), x, y, paragraph.lines().getFirst());
    }

    void lineEndingAt(Paragraph paragraph, double right, double y) throws IOException {
        textEndingAt(
                paragraph.face(),
                paragraph.points(),
                right,
                y,
                paragraph.lines().getFirst());
    }

    void textEndingAt(Typeface face, double points, double right, double y, String text) throws IOException {
        text(face, points, right - face.width(text, points), y, text);
    }

    private void text(Typeface face, double points, Matrix place, String text) throws IOException {
        out.beginText();
        out.setFont(font(face), (float) Typeface.millimetres(points));
        out.setTextMatrix(place);
        out.showText(text);
        out.endText();
    }

    private PDFont font(Typeface face) {
        var font = fonts.get(face);
        if (font == null) {
            throw new IllegalStateException("not embedded: " + face);
        }
        return font;
    }

    /** Reads a paragraph, drawn under {@code y}. Gives the y of what may follow. */
    double paragraph(Paragraph paragraph, double x, double y) throws IOException {
        read(StandardStructureTypes.P, pen -> pen.lines(paragraph, x, y));
        return y + paragraph.height();
    }

    /** Lines of text under each other, opened by their label if they have one; {@code y} is their top. */
    void lines(Paragraph paragraph, double x, double y) throws IOException {
        if (!paragraph.label().isEmpty()) {
            label(paragraph, x, y);
        }
        body(paragraph, x, y);
    }

    /** The label alone. */
    void label(Paragraph paragraph, double x, double y) throws IOException {
        text(Typeface.BOLD, paragraph.points(), x, baseline(paragraph, y), paragraph.label() + " ");
    }

    /** All but the label; who reads by ear hears a space where the eye sees the end of a line. */
    void body(Paragraph paragraph, double x, double y) throws IOException {
        double baseline = baseline(paragraph, y);
        double indent = paragraph.indent();
        var lines = paragraph.lines();
        for (int i = 0; i < lines.size(); i++) {
            var line = i < lines.size() - 1 ? lines.get(i) + " " : lines.get(i);
            text(paragraph.face(), paragraph.points(), x + indent, baseline, line);
            indent = 0;
            baseline += paragraph.leading();
        }
    }

    private static double baseline(Paragraph paragraph, double top) {
        return top + Typeface.millimetres(paragraph.points()) * 0.95;
    }

    void line(double x1, double y1, double x2, double y2, double width) throws IOException {
        artifact(_ -> stroke(x1, y1, x2, y2, width));
    }

    void dashes(double x1, double y1, double x2, double y2, double width) throws IOException {
        artifact(_ -> {
            out.setLineDashPattern(new float[] {1, 1}, 0);
            stroke(x1, y1, x2, y2, width);
            out.setLineDashPattern(new float[] {}, 0);
        });
    }

    private void stroke(double x1, double y1, double x2, double y2, double width) throws IOException {
        out.setLineWidth((float) width);
        out.moveTo((float) x1, (float) -y1);
        out.lineTo((float) x2, (float) -y2);
        out.stroke();
    }

    /** A filled rectangle with a half-disc bitten out of both ends: a ticket. */
    void ticket(double x, double y, double width, double height, double bite) throws IOException {
        artifact(_ -> fillTicket(x, y, width, height, bite));
    }

    private void fillTicket(double x, double y, double width, double height, double bite) throws IOException {
        // A half-circle as two Bézier quarters.
        float k = (float) (bite * 0.5523);
        float left = (float) x;
        float right = (float) (x + width);
        float top = (float) -y;
        float bottom = (float) -(y + height);
        float middle = (top + bottom) / 2;
        float b = (float) bite;
        out.moveTo(left, top);
        out.lineTo(right, top);
        out.lineTo(right, middle + b);
        out.curveTo(right - k, middle + b, right - b, middle + k, right - b, middle);
        out.curveTo(right - b, middle - k, right - k, middle - b, right, middle - b);
        out.lineTo(right, bottom);
        out.lineTo(left, bottom);
        out.lineTo(left, middle - b);
        out.curveTo(left + k, middle - b, left + b, middle - k, left + b, middle);
        out.curveTo(left + b, middle + k, left + k, middle + b, left, middle + b);
        out.closePath();
        out.fill();
    }

    /** Draws in a grey instead of black: 1 is white. */
    void grey(double level, Drawing drawing) throws IOException {
        out.setNonStrokingColor((float) level);
        drawing.draw(this);
        out.setNonStrokingColor(0f);
    }

    /** One line of text that climbs at an angle. */
    void textAcross(Typeface face, double points, double x, double y, double radians, String text) throws IOException {
        text(face, points, Matrix.getRotateInstance(radians, (float) x, (float) -y), text);
    }

    /** A line that climbs and repeats what is read elsewhere. */
    void textAgain(Typeface face, double points, double x, double y, double radians, String text) throws IOException {
        artifact(pen -> pen.textAcross(face, points, x, y, radians, text));
    }

    void image(PDImageXObject image, String alternative, double x, double y, double width, double height)
            throws IOException {
        picture(
                alternative,
                x,
                y,
                width,
                height,
                _ -> out.drawImage(image, (float) x, (float) -(y + height), (float) width, (float) height));
    }

    /** A QR symbol in a square of {@code side} millimetres, its quiet zone included. */
    void qr(QrSymbol symbol, String alternative, double x, double y, double side) throws IOException {
        float module = (float) (side / symbol.modulesWithQuietZone());
        var matrix = new Matrix(module, 0, 0, module, (float) x, (float) -y);
        picture(
                alternative,
                x,
                y,
                side,
                side,
                pen -> transformed(matrix, pen, _ -> {
                    for (var run : symbol.runs()) {
                        out.addRect(run.column(), -run.row() - 1, run.length(), 1);
                    }
                    out.fill();
                }));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
