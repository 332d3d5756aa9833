package coop.fairpass.upload;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.upload.GivenFile.Reading;
import coop.fairpass.upload.GivenFile.Unfit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-107 : une pièce se reconnaît à ce qu’elle contient, et une image perd ce qu’elle dit de l’appareil")
class GivenFileSpec {

    static final String PLACE = "48.1173N 1.6778W telephone de test";

    private static byte[] picture(String format) throws IOException {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 40; x++) {
            for (int y = 0; y < 30; y++) {
                image.setRGB(x, y, ((x * 6) << 16) | ((y * 8) << 8) | ((x * y) & 0xff));
            }
        }
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    /** A JPEG with an Exif segment, a comment, and something after its end. */
    static byte[] talkativeJpeg() throws IOException {
        var plain = picture("jpg");
        var bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, 2);
        segment(bytes, 0xe1, "Exif\0\0" + PLACE);
        segment(bytes, 0xfe, PLACE);
        bytes.write(plain, 2, plain.length - 2);
        bytes.writeBytes(PLACE.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static void segment(ByteArrayOutputStream bytes, int marker, String text) {
        var content = text.getBytes(StandardCharsets.ISO_8859_1);
        bytes.write(0xff);
        bytes.write(marker);
        bytes.write((content.length + 2) >> 8);
        bytes.write((content.length + 2) & 0xff);
        bytes.writeBytes(content);
    }

    /** A PNG with a text chunk and an Exif chunk, and something after its end. */
    private static byte[] talkativePng() throws IOException {
        var plain = picture("png");
        int end = 8 + 25; // signature and header
        var bytes = new ByteArrayOutputStream();
        bytes.write(plain, 0, end);
        chunk(bytes, "tEXt", "Comment\0" + PLACE);
        chunk(bytes, "eXIf", PLACE);
        bytes.write(plain, end, plain.length - end);
        bytes.writeBytes(PLACE.getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream bytes, String name, String text) {
        var content = text.getBytes(StandardCharsets.ISO_8859_1);
        var named = (name + text).getBytes(StandardCharsets.ISO_8859_1);
        number(bytes, content.length);
        bytes.writeBytes(named);
        var sum = new CRC32();
        sum.update(named);
        number(bytes, (int) sum.getValue());
    }

    private static void number(ByteArrayOutputStream bytes, int value) {
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes.write(value >> shift & 0xff);
        }
    }

    private static int[] pixels(byte[] file) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(file));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }

    private static void saysNothing(byte[] talkative, GivenFile.Kind kind) throws IOException {
        assertThat(new String(talkative, StandardCharsets.ISO_8859_1)).contains(PLACE);
        var kept = ((Reading.Fit) GivenFile.read(talkative)).file();
        assertThat(kept.kind()).isEqualTo(kind);
        assertThat(new String(kept.content(), StandardCharsets.ISO_8859_1)).doesNotContain(PLACE, "Exif", "eXIf");
        assertThat(pixels(kept.content())).as("the picture is the same").isEqualTo(pixels(talkative));
    }

    @Test
    @DisplayName("un JPEG perd Exif, commentaire et ce qui suit sa fin, et pas un pixel")
    void jpeg() throws IOException {
        saysNothing(talkativeJpeg(), GivenFile.Kind.JPEG);
    }

    @Test
    @DisplayName("un PNG perd ses textes, Exif et ce qui suit sa fin, et pas un pixel")
    void png() throws IOException {
        saysNothing(talkativePng(), GivenFile.Kind.PNG);
    }

    @Test
    @DisplayName(
            "un PDF se reconnaît ; une page web, un programme ou rien du tout sont refusés, quel que soit leur nom")
    void others() {
        assertThat(GivenFile.read(Papers.page("Statuts")))
                .isInstanceOfSatisfying(
                        Reading.Fit.class, fit -> assertThat(fit.file().kind()).isEqualTo(GivenFile.Kind.PDF));
        var refused = new Reading.Refused(Unfit.NOT_READ);
        assertThat(GivenFile.read("<html>".getBytes(StandardCharsets.UTF_8))).isEqualTo(refused);
        assertThat(GivenFile.read("MZ\u0090".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(refused);
        assertThat(GivenFile.read(new byte[0])).isEqualTo(refused);
        assertThat(GivenFile.read(new byte[GivenFile.MOST_BYTES + 1])).isEqualTo(new Reading.Refused(Unfit.TOO_LARGE));
    }

    @Test
    @DisplayName("une image coupée ou abîmée est refusée ou reste une image, jamais une erreur")
    void damaged_ones() throws IOException {
        var random = new SplittableRandom(107);
        for (var whole : new byte[][] {talkativeJpeg(), talkativePng()}) {
            for (int i = 0; i < 500; i++) {
                var cut = Arrays.copyOf(whole, random.nextInt(whole.length));
                assertThat(size(GivenFile.read(cut))).isLessThanOrEqualTo(cut.length);
                var damaged = whole.clone();
                for (int j = 0; j < 4; j++) {
                    damaged[8 + random.nextInt(whole.length - 8)] = (byte) random.nextInt();
                }
                assertThat(size(GivenFile.read(damaged))).isLessThanOrEqualTo(damaged.length);
            }
        }
    }

    private static int size(Reading reading) {
        return reading instanceof Reading.Fit(var file) ? file.content().length : 0;
    }
}
