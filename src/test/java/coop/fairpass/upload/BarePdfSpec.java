package coop.fairpass.upload;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.invoicing.PdfText;
import coop.fairpass.upload.GivenFile.Kind;
import coop.fairpass.upload.GivenFile.Reading;
import coop.fairpass.upload.GivenFile.Unfit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDResources;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationFreeText;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationText;
import org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm;
import org.apache.pdfbox.pdmodel.interactive.form.PDTextField;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

@DisplayName("R-107 : un PDF est gardé comme on le voit, sans ce qu’il dit de son auteur, du lieu et de l’heure")
class BarePdfSpec {

    private static final String SECRET = GivenFileSpec.PLACE;

    /** Everything that a PDF can say besides its pages. */
    private static byte[] talkative() throws IOException {
        try (var document = new PDDocument()) {
            var page = Papers.write(document, "Attestation");
            document.getDocumentInformation().setAuthor(SECRET);
            document.getDocumentInformation().setProducer(SECRET);
            document.getDocumentInformation().setCreationDate(Calendar.getInstance());
            var xmp = new PDMetadata(document, new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.UTF_8)));
            document.getDocumentCatalog().setMetadata(xmp);
            page.setMetadata(xmp);
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert('" + SECRET + "')"));

            var file = new PDComplexFileSpecification();
            file.setFile(SECRET);
            file.setEmbeddedFile(
                    new PDEmbeddedFile(document, new ByteArrayInputStream(SECRET.getBytes(StandardCharsets.UTF_8))));
            var files = new PDEmbeddedFilesNameTreeNode();
            files.setNames(Map.of(SECRET, file));
            var names = new PDDocumentNameDictionary(document.getDocumentCatalog());
            names.setEmbeddedFiles(files);
            document.getDocumentCatalog().setNames(names);

            var note = new PDAnnotationText();
            note.setContents(SECRET);
            note.setTitlePopup(SECRET);
            note.setRectangle(new PDRectangle(10, 10, 20, 20));
            var written = new PDAnnotationFreeText();
            written.setContents("Lu et approuvé");
            written.setTitlePopup(SECRET);
            written.setDefaultAppearance("/Helv 12 Tf 0 g");
            written.setRectangle(new PDRectangle(72, 600, 200, 30));
            written.constructAppearances(document);
            page.setAnnotations(List.of(note, written));

            var photograph = PDImageXObject.createFromByteArray(document, GivenFileSpec.talkativeJpeg(), "photo");
            photograph.getCOSObject().setItem(COSName.METADATA, xmp);
            try (var pen = new PDPageContentStream(document, page, PDPageContentStream.AppendMode.APPEND, true)) {
                pen.drawImage(photograph, 72, 300);
            }
            return Papers.bytes(document);
        }
    }

    private static int[] drawn(byte[] pdf) throws IOException {
        try (var document = Loader.loadPDF(pdf)) {
            var page = document.getPage(0);
            page.setAnnotations(page.getAnnotations().stream()
                    .filter(one -> !(one instanceof PDAnnotationText)) // the icon of a note is not the page
                    .toList());
            var image = new PDFRenderer(document).renderImage(0);
            return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        }
    }

    /** Every byte of it, unpacked. */
    private static String said(byte[] pdf) throws IOException {
        var said = new StringBuilder(new String(pdf, StandardCharsets.ISO_8859_1));
        try (var document = Loader.loadPDF(pdf)) {
            for (var key : document.getDocument().getXrefTable().keySet()) {
                var part = document.getDocument().getObjectFromPool(key).getObject();
                said.append(part);
                if (part instanceof COSStream stream) {
                    try (var raw = stream.createRawInputStream()) {
                        said.append(new String(raw.readAllBytes(), StandardCharsets.ISO_8859_1));
                    }
                    if (!COSName.DCT_DECODE.equals(stream.getFilters())) {
                        said.append(stream.toTextString());
                    }
                }
            }
        }
        return said.toString();
    }

    private static byte[] kept(byte[] given) {
        var reading = GivenFile.read(given);
        assertThat(reading).isInstanceOf(Reading.Fit.class);
        return ((Reading.Fit) reading).file().content();
    }

    @Test
    @DisplayName("titre, auteur, XMP, fichiers, programmes, notes et Exif s’en vont ; la page reste au point près")
    void bare() throws IOException {
        var given = talkative();
        assertThat(said(given)).contains(SECRET);

        var bare = kept(given);

        assertThat(said(bare)).doesNotContain(SECRET, "Exif", "JavaScript", "EmbeddedFile", "CreationDate", "Producer");
        assertThat(Arrays.equals(drawn(bare), drawn(given)))
                .as("as it was seen")
                .isTrue();
        assertThat(PdfText.of(bare)).contains("Attestation");
        assertThat(kept(bare)).as("given again, the same to the byte").isEqualTo(bare);
        assertThat(kept(given)).as("and so is the same file given once").isEqualTo(bare);
    }

    @Test
    @DisplayName("ce qui fut répondu dans un formulaire reste écrit sur sa page")
    void answers() throws IOException {
        byte[] given;
        try (var document = new PDDocument()) {
            var page = Papers.write(document, "Demande");
            var form = new PDAcroForm(document);
            document.getDocumentCatalog().setAcroForm(form);
            var fonts = new PDResources();
            fonts.put(COSName.getPDFName("Helv"), new PDType1Font(FontName.HELVETICA));
            form.setDefaultResources(fonts);
            form.setDefaultAppearance("/Helv 12 Tf 0 g");
            var field = new PDTextField(form);
            field.setPartialName("nom");
            form.getFields().add(field);
            var widget = field.getWidgets().getFirst();
            widget.setRectangle(new PDRectangle(72, 500, 200, 20));
            widget.setPage(page);
            widget.setPrinted(true);
            page.getAnnotations().add(widget);
            field.setValue("Association du Fil");
            given = Papers.bytes(document);
        }

        var bare = kept(given);

        assertThat(PdfText.of(bare)).contains("Demande", "Association du Fil");
        try (var document = Loader.loadPDF(bare)) {
            assertThat(document.getDocumentCatalog().getAcroForm()).isNull();
        }
    }

    @Test
    @DisplayName(
            "les pages gardent leur sens, leur format et ce qu’elles tiennent de leur parent, calques cachés compris")
    void pages() throws IOException {
        byte[] given;
        try (var document = new PDDocument()) {
            Papers.write(document, "Première").setRotation(90);
            var second = Papers.write(document, "Seconde");
            second.setMediaBox(PDRectangle.A5);
            var inherited = second.getCOSObject().getItem(COSName.RESOURCES);
            second.getCOSObject().removeItem(COSName.RESOURCES);
            document.getDocumentCatalog().getPages().getCOSObject().setItem(COSName.RESOURCES, inherited);
            var layers = new COSDictionary();
            layers.setItem(COSName.OCGS, new COSArray());
            document.getDocumentCatalog().getCOSObject().setItem(COSName.OCPROPERTIES, layers);
            given = Papers.bytes(document);
        }

        var bare = kept(given);

        try (var document = Loader.loadPDF(bare)) {
            assertThat(document.getNumberOfPages()).isEqualTo(2);
            assertThat(document.getPage(0).getRotation()).isEqualTo(90);
            assertThat(document.getPage(1).getMediaBox().getWidth()).isEqualTo(PDRectangle.A5.getWidth());
            assertThat(document.getDocumentCatalog().getOCProperties()).isNotNull();
        }
        assertThat(PdfText.of(bare).replace(" ", "")).contains("Première", "Seconde");
    }

    @Test
    @DisplayName(
            "un PDF à mot de passe est refusé et le dit ; celui que son auteur a seulement fermé aux changements se lit")
    void passwords() throws IOException {
        assertThat(GivenFile.read(Papers.locked())).isEqualTo(new Reading.Refused(Unfit.LOCKED));
        assertThat(PdfText.of(kept(Papers.closed("")))).contains("Attestation d'assurance");
    }

    @Test
    @DisplayName("ni un PDF abîmé, ni sans page, ni qui se déplie en gigaoctets n’arrête rien")
    void damaged() throws IOException {
        assertThat(GivenFile.read("%PDF-1.7 x".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Reading.Refused(Unfit.NOT_OPENED));
        assertThat(GivenFile.read(unfolding(0))).isInstanceOf(Reading.Fit.class);
        assertThat(GivenFile.read(unfolding(600))).isEqualTo(new Reading.Refused(Unfit.NOT_OPENED));

        LoggingSystem.get(getClass().getClassLoader()).setLogLevel("org.apache.pdfbox", LogLevel.OFF);
        var random = new SplittableRandom(107);
        var whole = talkative();
        for (int i = 0; i < 100; i++) {
            var damaged = Arrays.copyOf(whole, random.nextInt(whole.length / 2, whole.length));
            for (int j = 0; j < 20; j++) {
                damaged[8 + random.nextInt(damaged.length - 8)] = (byte) random.nextInt();
            }
            assertThat(BarePdf.copy(new ByteArrayInputStream(damaged), new ByteArrayOutputStream()))
                    .isIn(BarePdf.DONE, BarePdf.LOCKED, BarePdf.BROKEN);
        }
    }

    /** A page whose objects are followed by megabytes of spaces, packed once into a few thousand bytes. */
    private static byte[] unfolding(int megabytes) throws IOException {
        var once = new ByteArrayOutputStream();
        try (var packing = new DeflaterOutputStream(once)) {
            var spaces = new byte[1 << 20];
            Arrays.fill(spaces, (byte) ' ');
            packing.write(("1 0 2 100 3 200 " + "%-100s%-100s%-100s")
                    .formatted(
                            "<</Type/Catalog/Pages 2 0 R>>",
                            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < megabytes; i++) {
                packing.write(spaces);
            }
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes("%PDF-1.7\n".getBytes(StandardCharsets.ISO_8859_1));
        int objects = file.size();
        file.writeBytes(("4 0 obj\n<< /Type /ObjStm /N 3 /First 16 /Filter /FlateDecode /Length " + once.size()
                        + " >>\nstream\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(once.toByteArray());
        file.writeBytes("\nendstream\nendobj\n".getBytes(StandardCharsets.ISO_8859_1));
        int table = file.size();
        var rows = new ByteArrayOutputStream();
        rows.writeBytes(new byte[] {0, 0, 0, 0, 0, 0});
        rows.writeBytes(new byte[] {2, 0, 0, 0, 4, 0}); // 1: in 4, first
        rows.writeBytes(new byte[] {2, 0, 0, 0, 4, 1}); // 2: in 4, second
        rows.writeBytes(new byte[] {2, 0, 0, 0, 4, 2}); // 3: in 4, third
        rows.writeBytes(new byte[] {1, 0, 0, (byte) (objects >> 8), (byte) objects, 0});
        rows.writeBytes(new byte[] {1, 0, (byte) (table >> 16), (byte) (table >> 8), (byte) table, 0});
        file.writeBytes(
                ("5 0 obj\n<< /Type /XRef /Size 6 /W [1 4 1] /Root 1 0 R /Length " + rows.size() + " >>\nstream\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        file.writeBytes(rows.toByteArray());
        file.writeBytes(
                ("\nendstream\nendobj\nstartxref\n" + table + "\n%%EOF\n").getBytes(StandardCharsets.ISO_8859_1));
        return file.toByteArray();
    }

    @Test
    @DisplayName("une image JPEG 2000 perd ses boîtes de texte et d’identifiants, et rien d’autre")
    void jpeg2000() {
        var signature = box("jP  ", new byte[] {0x0d, 0x0a, (byte) 0x87, 0x0a});
        var picture = box("jp2c", new byte[] {(byte) 0xff, 0x4f, (byte) 0xff, 0x51, 1, 2, 3});
        var said = box("xml ", SECRET.getBytes(StandardCharsets.UTF_8));
        var known = box("uuid", SECRET.getBytes(StandardCharsets.UTF_8));

        assertThat(BarePicture.jpeg2000(joined(signature, said, picture, known)))
                .hasValueSatisfying(bare -> assertThat(bare).isEqualTo(joined(signature, picture)));
        assertThat(BarePicture.jpeg2000(Arrays.copyOf(joined(signature, said, picture), 30)))
                .isEmpty();
    }

    private static byte[] box(String name, byte[] content) {
        var box = new ByteArrayOutputStream();
        box.writeBytes(new byte[] {0, 0, 0, (byte) (content.length + 8)});
        box.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        box.writeBytes(content);
        return box.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    @Test
    @DisplayName("dix PDF donnés ensemble sont tous lus")
    void together() {
        var given = Papers.page("Ensemble");
        assertThat(IntStream.range(0, 10).parallel().mapToObj(_ -> GivenFile.read(given)))
                .allSatisfy(reading -> assertThat(reading).isInstanceOf(Reading.Fit.class));
        assertThat(((Reading.Fit) GivenFile.read(given)).file().kind()).isEqualTo(Kind.PDF);
    }
}
