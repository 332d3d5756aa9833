package coop.fairpass.redemption;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What a camera sees of a voucher held before it: its QR, on grey, off centre. */
final class FilmedVoucher {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final int QR = 380;
    private static final int LEFT = 90;
    private static final int TOP = 60;
    private static final int GREY = 128;

    private FilmedVoucher() {}

    /** A raw video of one picture, as Chromium plays it in place of a camera. */
    static Path video(String qr, Path file) throws IOException {
        var picture = picture(qr);
        var light = new byte[WIDTH * HEIGHT];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                light[y * WIDTH + x] = (byte) (picture.getRGB(x, y) & 0xff);
            }
        }
        var colourless = new byte[WIDTH * HEIGHT / 2];
        Arrays.fill(colourless, (byte) GREY);
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write("YUV4MPEG2 W%d H%d F10:1 Ip A1:1 C420jpeg\n"
                    .formatted(WIDTH, HEIGHT)
                    .getBytes(StandardCharsets.US_ASCII));
            for (int frame = 0; frame < 10; frame++) {
                out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
                out.write(light);
                out.write(colourless);
            }
        }
        return file;
    }

    private static BufferedImage picture(String qr) {
        var picture = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        var pen = picture.createGraphics();
        pen.setColor(Color.GRAY);
        pen.fillRect(0, 0, WIDTH, HEIGHT);
        pen.dispose();
        var modules = modules(qr);
        for (int y = 0; y < QR; y++) {
            for (int x = 0; x < QR; x++) {
                picture.setRGB(LEFT + x, TOP + y, modules.get(x, y) ? 0x202020 : 0xf0f0f0);
            }
        }
        return picture;
    }

    private static BitMatrix modules(String qr) {
        try {
            return new QRCodeWriter()
                    .encode(
                            qr,
                            BarcodeFormat.QR_CODE,
                            QR,
                            QR,
                            Map.of(EncodeHintType.ERROR_CORRECTION, ErrorCorrectionLevel.M));
        } catch (WriterException e) {
            throw new IllegalArgumentException(qr, e);
        }
    }
}
