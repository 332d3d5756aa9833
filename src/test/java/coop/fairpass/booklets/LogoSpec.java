package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("R-019 : le logo du commanditaire, quel que soit le fichier qu’il envoie")
class LogoSpec {

    @Test
    @DisplayName("PNG et JPEG se lisent ; un grand logo est réduit, un petit reste tel quel")
    void reads_png_and_jpeg() {
        var wide = PrintingPress.logo(PrintingPress.png(1_200, 500));
        assertThat(wide.ratio()).isEqualTo(500.0 / 1_200);
        assertThat(wide.atMost(850).getWidth()).isEqualTo(850);
        assertThat(wide.atMost(850).getHeight()).isEqualTo(354);
        assertThat(PrintingPress.logo(PrintingPress.jpeg(300, 300)).atMost(850).getWidth())
                .isEqualTo(300);
        assertThat(PrintingPress.logo(PrintingPress.png(4_000, 1)).atMost(850).getHeight())
                .isEqualTo(1);
    }

    @Test
    @DisplayName("ce qui est transparent est blanc, comme le papier")
    void transparency_is_paper() {
        var picture = PrintingPress.logo(PrintingPress.png(100, 100)).atMost(850);
        assertThat(picture.getRGB(0, 0)).isEqualTo(0xffffffff);
        assertThat(picture.getRGB(50, 50)).isEqualTo(0xff0000ff);
    }

    @Test
    @DisplayName("refuse ce qui n’est ni PNG ni JPEG, quel que soit son nom")
    void sniffs_the_first_bytes() {
        for (var file : new byte[][] {
            {}, {1, 2, 3}, "GIF89a...".getBytes(StandardCharsets.US_ASCII), "<svg/>".getBytes(StandardCharsets.US_ASCII)
        }) {
            assertRefused(file, LogoFault.NOT_PNG_NOR_JPEG);
        }
    }

    @Test
    @DisplayName("refuse un fichier trop lourd, ou léger et immense")
    void limits_bytes_and_pixels() {
        assertRefused(Arrays.copyOf(PrintingPress.png(10, 10), Logo.MOST_BYTES + 1), LogoFault.TOO_HEAVY);
        // Sixteen million pixels are let through to the decoder, which does not find them.
        assertRefused(announcing(4_000, 4_000), LogoFault.UNREADABLE);
        assertRefused(announcing(4_001, 4_000), LogoFault.TOO_LARGE);
        assertRefused(announcing(Integer.MAX_VALUE, Integer.MAX_VALUE), LogoFault.TOO_LARGE);
    }

    /** A PNG whose header promises more than its pixels, its checksum made right again. */
    private static byte[] announcing(int width, int height) {
        var file = PrintingPress.png(10, 10);
        ByteBuffer.wrap(file).putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(file, 12, 17);
        ByteBuffer.wrap(file).putInt(29, (int) crc.getValue());
        return file;
    }

    @Test
    @DisplayName("une image abîmée est un refus, jamais une exception (1 000 tirages)")
    void a_damaged_image_is_refused() {
        assertRefused(Arrays.copyOf(PrintingPress.png(100, 100), 60), LogoFault.UNREADABLE);
        assertRefused(Arrays.copyOf(PrintingPress.jpeg(100, 100), 60), LogoFault.UNREADABLE);
        var png = PrintingPress.png(40, 30);
        var jpeg = PrintingPress.jpeg(40, 30);
        int refused = 0;
        for (int seed = 0; seed < 1_000; seed++) {
            var random = new Random(seed);
            var file = (random.nextBoolean() ? png : jpeg).clone();
            for (int i = random.nextInt(1, 20); i > 0; i--) {
                file[random.nextInt(8, file.length)] = (byte) random.nextInt();
            }
            if (Logo.read(file) instanceof Logo.Reading.Refused) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static void assertRefused(byte[] file, LogoFault fault) {
        assertThat(Logo.read(file)).isEqualTo(new Logo.Reading.Refused(fault));
    }
}
