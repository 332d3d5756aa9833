package coop.fairpass.booklets;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.util.Matrix;

/** Draws in black, in millimetres from the top left corner of a sheet or a panel, downward. */
final class Pen implements Closeable {

    private final PDPageContentStream out;
    private final Map<Typeface, PDFont> fonts;

    /** Draws on {@code out}, whose unit must be a millimetre and whose origin the top left corner. */
    Pen(PDPageContentStream out, Map<Typeface, PDFont> fonts) {
        this.out = out;
        this.fonts = fonts;
    }

    /** What is drawn with an origin of its own. */
    @FunctionalInterface
    interface Drawing {
        void draw(Pen pen) throws IOException;
    }

    /** Moves the origin for one drawing. */
    void at(double x, double y, Drawing drawing) throws IOException {
        transformed(Matrix.getTranslateInstance((float) x, (float) -y), drawing);
    }

    private void transformed(Matrix matrix, Drawing drawing) throws IOException {
        out.saveGraphicsState();
        out.transform(matrix);
        drawing.draw(this);
        out.restoreGraphicsState();
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

    /** Lines of text under each other; {@code y} is their top. Gives the y of what may follow. */
    double paragraph(Paragraph paragraph, double x, double y) throws IOException {
        double baseline = y + Typeface.millimetres(paragraph.points()) * 0.95;
        if (!paragraph.label().isEmpty()) {
            text(Typeface.BOLD, paragraph.points(), x, baseline, paragraph.label());
        }
        double indent = paragraph.indent();
        for (var line : paragraph.lines()) {
            text(paragraph.face(), paragraph.points(), x + indent, baseline, line);
            indent = 0;
            baseline += paragraph.leading();
        }
        return y + paragraph.height();
    }

    void line(double x1, double y1, double x2, double y2, double width) throws IOException {
        out.setLineWidth((float) width);
        out.moveTo((float) x1, (float) -y1);
        out.lineTo((float) x2, (float) -y2);
        out.stroke();
    }

    void dashes(double x1, double y1, double x2, double y2, double width) throws IOException {
        out.setLineDashPattern(new float[] {1, 1}, 0);
        line(x1, y1, x2, y2, width);
        out.setLineDashPattern(new float[] {}, 0);
    }

    void frame(double x, double y, double width, double height, double line) throws IOException {
        out.setLineWidth((float) line);
        out.addRect((float) x, (float) -(y + height), (float) width, (float) height);
        out.stroke();
    }

    /** A filled rectangle with a half-disc bitten out of both ends: a ticket. */
    void ticket(double x, double y, double width, double height, double bite) throws IOException {
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

    void image(PDImageXObject image, double x, double y, double width, double height) throws IOException {
        out.drawImage(image, (float) x, (float) -(y + height), (float) width, (float) height);
    }

    void form(PDFormXObject form) throws IOException {
        out.drawForm(form);
    }

    /** A QR symbol in a square of {@code side} millimetres, its quiet zone included. */
    void qr(QrSymbol symbol, double x, double y, double side) throws IOException {
        float module = (float) (side / symbol.modulesWithQuietZone());
        var matrix = new Matrix(module, 0, 0, module, (float) x, (float) -y);
        transformed(matrix, pen -> {
            for (var run : symbol.runs()) {
                out.addRect(run.column(), -run.row() - 1, run.length(), 1);
            }
            out.fill();
        });
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
