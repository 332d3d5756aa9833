package coop.fairpass.upload;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts.FontName;

/** Small PDFs that people give. */
public final class Papers {

    private Papers() {}

    /** One page with one line, already as it is kept: given, it comes back the same to the byte. */
    public static byte[] page(String line) {
        try (var document = new PDDocument()) {
            write(document, line);
            return bare(bytes(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It opens with a password only. */
    public static byte[] locked() {
        return closed("ouvre-toi");
    }

    /** Its owner allows no change; it opens without a password when that is empty. */
    static byte[] closed(String password) {
        try (var document = new PDDocument()) {
            write(document, "Attestation d'assurance");
            var rights = new AccessPermission();
            rights.setCanModify(false);
            var policy = new StandardProtectionPolicy("propriétaire", password, rights);
            policy.setEncryptionKeyLength(128);
            document.protect(policy);
            return bytes(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PDPage write(PDDocument document, String line) throws IOException {
        var page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        try (var pen = new PDPageContentStream(document, page)) {
            pen.beginText();
            pen.setFont(new PDType1Font(FontName.HELVETICA), 18);
            pen.newLineAtOffset(72, 720);
            pen.showText(line);
            pen.endText();
        }
        return page;
    }

    static byte[] bytes(PDDocument document) throws IOException {
        var bytes = new ByteArrayOutputStream();
        document.save(bytes);
        return bytes.toByteArray();
    }

    /** What becomes of it, without another process. */
    static byte[] bare(byte[] given) throws IOException {
        var bare = new ByteArrayOutputStream();
        int how = BarePdf.copy(new ByteArrayInputStream(given), bare);
        if (how != BarePdf.DONE) {
            throw new IOException("not written again: " + how);
        }
        return bare.toByteArray();
    }
}
