package coop.fairpass.redemption;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.ImageIO;

/**
 * The QR code on one small picture of a camera, for browsers that cannot read it themselves (docs/decisions/0013).
 * Nothing of the picture is kept.
 */
final class QrPicture {

    /** A picture of 640 pixels at our quality is a tenth of it; anything heavier was not sent by our page. */
    static final int MOST_BYTES = 400_000;

    private static final int MOST_PIXELS = 1_300;

    private QrPicture() {}

    /**
     * Reads what the QR code says, whatever it is: the caller judges it. Empty where the bytes are no JPEG, too large a
     * picture, or one without a readable QR code.
     */
    static Optional<String> read(byte[] jpeg) throws IOException {
        if (jpeg.length > MOST_BYTES) {
            return Optional.empty();
        }
        var picture = picture(jpeg);
        return picture.isEmpty() ? Optional.empty() : text(picture.get());
    }

    /** The size is read before the pixels are: a small file may say that it is immense. */
    private static Optional<BufferedImage> picture(byte[] jpeg) throws IOException {
        var readers = ImageIO.getImageReadersByFormatName("jpeg");
        var reader = readers.next();
        try (var input = ImageIO.createImageInputStream(new ByteArrayInputStream(jpeg))) {
            reader.setInput(input, true, true);
            if (reader.getWidth(0) > MOST_PIXELS || reader.getHeight(0) > MOST_PIXELS) {
                return Optional.empty();
            }
            return Optional.of(reader.read(0));
        } catch (IOException | IllegalArgumentException _) {
            // not a JPEG, or a broken one
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Optional<String> text(BufferedImage picture) {
        int width = picture.getWidth();
        int height = picture.getHeight();
        var pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(width, height, pixels)));
        try {
            return Optional.of(new QRCodeReader().decode(bitmap).getText()).filter(text -> !text.isBlank());
        } catch (ReaderException _) {
            return Optional.empty();
        }
    }
}
