package coop.fairpass.upload;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.multipdf.PDFCloneUtility;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.jspecify.annotations.Nullable;

/**
 * Writes a PDF again from what is seen of its pages, in a machine of its own: a file of five megabytes can unfold into
 * gigabytes, and only a process has bounds that nothing written in the file can move. {@link PdfCopies} starts it.
 *
 * <p>Kept: the pages, what was answered in a form and what was drawn or written on a page, as they look. Gone: title,
 * author, programs and hours, XMP, files within, scripts, links, names of who annotated, and what the pictures say of
 * the telephone that took them.
 */
final class BarePdf {

    static final int DONE = 0;
    // Java itself ends with 1, and with 3 when it is out of memory.
    static final int LOCKED = 20;
    static final int BROKEN = 21;

    /** Of any part: who made it, when, with what, and the files that came with it. */
    private static final List<COSName> SAID = names("Metadata", "PieceInfo", "LastModified", "CreatorInfo", "AF");

    /** Of a picture or a drawing: where it was taken, its source and the pages it quotes. */
    private static final List<COSName> SAID_OF_PICTURES = names("OPI", "Ref", "Measure", "PtData", "ID");

    /** Of a page, what draws it. */
    private static final List<COSName> DRAWING = names("Contents", "Group", "UserUnit");

    /** What people put on a page and that is seen there. */
    private static final Set<String> SEEN = Set.of(
            "FreeText",
            "Stamp",
            "Ink",
            "Line",
            "Square",
            "Circle",
            "Polygon",
            "PolyLine",
            "Highlight",
            "Underline",
            "StrikeOut",
            "Squiggly",
            "Caret",
            "Watermark",
            "Redact",
            "Widget");

    private static final int HIDDEN = 1 << 1;
    private static final int NOT_VIEWED = 1 << 5;

    private BarePdf() {}

    private static List<COSName> names(String... names) {
        return Arrays.stream(names).map(COSName::getPDFName).toList();
    }

    /** Reads a PDF and writes the bare one; says how it went. */
    static int copy(InputStream from, OutputStream to) throws IOException {
        try {
            write(from.readAllBytes(), to);
            to.flush();
            return DONE;
        } catch (InvalidPasswordException e) {
            return LOCKED;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return BROKEN; // readers throw of everything on crafted files
        }
    }

    private static void write(byte[] given, OutputStream to) throws IOException {
        try (var source = Loader.loadPDF(given);
                var bare = new PDDocument()) {
            drawAnswers(source);
            var copier = new Copier(bare);
            for (var page : source.getPages()) {
                bare.addPage(copier.page(source, page));
            }
            if (bare.getNumberOfPages() == 0) {
                throw new IOException("no page");
            }
            var layers = source.getDocumentCatalog().getCOSObject().getItem(COSName.OCPROPERTIES);
            if (layers != null) { // without them, what a layer hides would be seen
                bare.getDocumentCatalog()
                        .getCOSObject()
                        .setItem(COSName.OCPROPERTIES, copier.cloneForNewDocument(layers));
            }
            forget(bare.getDocumentCatalog().getCOSObject());
            bare.setVersion(Math.max(1.7f, source.getVersion()));
            bare.setDocumentId(0L); // the same file given twice is the same file
            bare.save(to);
        }
    }

    /** What was answered in a form is drawn on its pages; a form whose pages are made by a program cannot be. */
    private static void drawAnswers(PDDocument source) throws IOException {
        var form = source.getDocumentCatalog().getAcroForm(null);
        if (form == null) {
            return;
        }
        if (form.xfaIsDynamic()) {
            throw new IOException("its pages are made by a program");
        }
        form.flatten(List.copyOf(form.getFields()), form.getNeedAppearances());
    }

    /** Copies parts of one document into another. */
    private static final class Copier extends PDFCloneUtility {

        Copier(PDDocument to) {
            super(to);
        }

        PDPage page(PDDocument source, PDPage given) throws IOException {
            var page = new PDPage(given.getMediaBox());
            page.setCropBox(given.getCropBox());
            page.setRotation(given.getRotation());
            if (given.getResources() != null) { // those of its parents too
                page.getCOSObject()
                        .setItem(
                                COSName.RESOURCES,
                                cloneForNewDocument(given.getResources().getCOSObject()));
            }
            for (var name : DRAWING) {
                var drawing = given.getCOSObject().getItem(name);
                if (drawing != null) {
                    page.getCOSObject().setItem(name, cloneForNewDocument(drawing));
                }
            }
            var annotations = new COSArray();
            for (var annotation : given.getAnnotations()) {
                var seen = seen(source, annotation);
                if (seen.isPresent()) {
                    annotations.add(seen.get());
                }
            }
            if (annotations.size() > 0) {
                page.getCOSObject().setItem(COSName.ANNOTS, annotations);
            }
            return page;
        }

        /** An annotation as it looks, without who made it and when; nothing when it is not seen. */
        private Optional<COSDictionary> seen(PDDocument source, PDAnnotation given) throws IOException {
            int flags = given.getAnnotationFlags();
            if (!SEEN.contains(given.getSubtype()) || (flags & (HIDDEN | NOT_VIEWED)) != 0) {
                return Optional.empty();
            }
            if (given.getNormalAppearanceStream() == null) {
                given.constructAppearances(source);
            }
            var look = given.getNormalAppearanceStream();
            if (look == null || given.getRectangle() == null) {
                return Optional.empty();
            }
            var appearance = new COSDictionary();
            appearance.setItem(COSName.N, cloneForNewDocument(look.getCOSObject()));
            var seen = new COSDictionary();
            seen.setItem(COSName.TYPE, COSName.ANNOT);
            seen.setItem(COSName.SUBTYPE, COSName.getPDFName("Stamp"));
            seen.setItem(COSName.RECT, given.getRectangle().getCOSArray());
            seen.setItem(COSName.AP, appearance);
            seen.setInt(COSName.F, flags);
            return Optional.of(seen);
        }
    }

    /** Walks everything that the new document holds. */
    private static void forget(COSBase root) throws IOException {
        Set<COSBase> met = Collections.newSetFromMap(new IdentityHashMap<>());
        var waiting = new ArrayDeque<COSBase>();
        waiting.add(root);
        while (!waiting.isEmpty()) {
            var part = waiting.remove();
            if (part instanceof COSObject reference) {
                part = reference.getObject();
            }
            if (part == null || !met.add(part)) {
                continue;
            }
            if (part instanceof COSArray array) {
                array.forEach(waiting::add);
            } else if (part instanceof COSDictionary dictionary) {
                SAID.forEach(dictionary::removeItem);
                if (dictionary instanceof COSStream stream) {
                    forgetPicture(stream);
                }
                waiting.addAll(dictionary.getValues());
            }
        }
    }

    private static void forgetPicture(COSStream stream) throws IOException {
        if (stream.getCOSName(COSName.SUBTYPE) == null) {
            return;
        }
        SAID_OF_PICTURES.forEach(stream::removeItem);
        var filter = onlyFilter(stream);
        boolean isJpeg = COSName.DCT_DECODE.equals(filter);
        if (!isJpeg && !COSName.JPX_DECODE.equals(filter)) {
            return;
        }
        byte[] picture;
        try (var raw = stream.createRawInputStream()) {
            picture = raw.readAllBytes();
        }
        var bare = (isJpeg ? BarePicture.jpeg(picture) : BarePicture.jpeg2000(picture))
                .orElseThrow(() -> new IOException("a picture is not whole"));
        try (var raw = stream.createRawOutputStream()) {
            raw.write(bare);
        }
    }

    /** How a picture is packed; one that a camera packed and that is packed again would keep what it says. */
    private static @Nullable COSBase onlyFilter(COSStream stream) throws IOException {
        if (!(stream.getFilters() instanceof COSArray several)) {
            return stream.getFilters();
        }
        var last = several.size() == 0 ? null : several.getObject(several.size() - 1);
        if (several.size() > 1 && (COSName.DCT_DECODE.equals(last) || COSName.JPX_DECODE.equals(last))) {
            throw new IOException("a picture packed twice");
        }
        return last;
    }
}
