package coop.fairpass.booklets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** Atkinson Hyperlegible, drawn by the Braille Institute for people who see little, in the three cuts we print. */
final class Typeface {

    static final Typeface REGULAR = new Typeface("AtkinsonHyperlegibleNext-Regular");
    static final Typeface BOLD = new Typeface("AtkinsonHyperlegibleNext-Bold");
    static final Typeface MONO = new Typeface("AtkinsonHyperlegibleMono-Medium");

    static final List<Typeface> ALL = List.of(REGULAR, BOLD, MONO);

    private static final double MILLIMETRES_A_POINT = 25.4 / 72;
    private static final double UNITS_PER_EM = 1000;

    private final String file;
    private final TrueTypeFont measures;
    private final CmapLookup glyphs;

    private Typeface(String name) {
        file = "/fonts/" + name + ".ttf";
        try {
            measures = parse();
            glyphs = measures.getUnicodeCmapLookup();
            if (measures.getUnitsPerEm() != UNITS_PER_EM) {
                throw new IllegalStateException(file + " does not measure itself in thousandths");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private TrueTypeFont parse() throws IOException {
        try (var bytes = Typeface.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IOException("missing");
            }
            var font = new TTFParser().parse(new RandomAccessReadBuffer(bytes));
            // Ligatures would be narrower than measured, and hide their letters from who searches the text.
            font.setEnableGsub(false);
            return font;
        }
    }

    PDFont embedIn(PDDocument document) throws IOException {
        return PDType0Font.load(document, parse(), true);
    }

    /** One line of clean text: composed letters, plain spaces, and the few signs the fonts lack replaced by equals. */
    static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('\u202f', '\u00a0')
                .replace('\u2011', '-')
                .replace('\u2010', '-')
                .replaceAll("[\\s\\p{Cntrl}]+", " ")
                .strip();
    }

    boolean has(String text) {
        return text.codePoints().allMatch(character -> glyphs.getGlyphId(character) != 0);
    }

    /** The width of a text, in millimetres. */
    double width(String text, double points) {
        return text.codePoints().mapToLong(this::advance).sum() / UNITS_PER_EM * millimetres(points);
    }

    private long advance(int character) {
        try {
            return measures.getAdvanceWidth(glyphs.getGlyphId(character));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    static double millimetres(double points) {
        return points * MILLIMETRES_A_POINT;
    }

    @Override
    public String toString() {
        return file;
    }
}
