package coop.fairpass.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-128 : lire le QR code d’une image que l’appareil photo a prise")
class QrPictureSpec {

    private static final String QR = "HTTPS://CHEQUES.EXEMPLE.COOP/Q/0123456789ABCDEF";

    @Test
    @DisplayName("le QR code se lit, de biais aussi")
    void it_reads() throws IOException {
        var picture = FilmedVoucher.picture(QR);
        assertThat(QrPicture.read(FilmedVoucher.jpeg(picture))).contains(QR);
        var turned = new BufferedImage(900, 900, BufferedImage.TYPE_INT_RGB);
        var pen = turned.createGraphics();
        pen.rotate(Math.toRadians(20), 450, 450);
        pen.drawImage(picture, 130, 210, null);
        pen.dispose();
        assertThat(QrPicture.read(FilmedVoucher.jpeg(turned))).contains(QR);
    }

    @Test
    @DisplayName("une image sans QR code, abîmée, trop lourde ou immense, un texte : rien n’est lu, rien ne casse")
    void nothing_breaks() throws IOException {
        var empty = FilmedVoucher.jpeg(new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB));
        assertThat(QrPicture.read(empty)).isEmpty();
        assertThat(QrPicture.read(new byte[0])).isEmpty();
        assertThat(QrPicture.read("bonjour".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(QrPicture.read(new byte[QrPicture.MOST_BYTES + 1])).isEmpty();
        var immense = FilmedVoucher.jpeg(new BufferedImage(5_000, 20, BufferedImage.TYPE_INT_RGB));
        assertThat(QrPicture.read(immense)).isEmpty();
        var sound = FilmedVoucher.jpeg(FilmedVoucher.picture(QR));
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var broken = Arrays.copyOf(sound, 1 + random.nextInt(sound.length));
            for (int i = 0; i < 20; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            // What is read of a broken picture is read whole, or not at all.
            assertThat(QrPicture.read(broken)).as("seed " + seed).isIn(Optional.empty(), Optional.of(QR));
        }
    }
}
