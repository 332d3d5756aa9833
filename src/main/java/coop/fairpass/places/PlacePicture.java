package coop.fairpass.places;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Logo of a provider, as pages show it. The file given is never kept nor passed on: its first bytes say what it is, the
 * size it announces is looked at before it is unpacked, and what stays are its pixels on white, without hidden notes.
 */
final class PlacePicture {

    static final int MOST_BYTES = 2_000_000;
    private static final int MOST_PIXELS = 16_000_000;
    private static final int WIDEST = 480;
    private static final int TALLEST = 240;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private PlacePicture() {}

    /** A PNG of at most 480 by 240 dots; empty when the file is neither PNG nor JPEG, or too large, or broken. */
    static Optional<byte[]> drawn(byte[] file) {
        if (file.length > MOST_BYTES) {
            return Optional.empty();
        }
        if (startsWith(file, PNG)) {
            return drawn("png", file);
        }
        return startsWith(file, JPEG) ? drawn("jpeg", file) : Optional.empty();
    }

    private static Optional<byte[]> drawn(String format, byte[] file) {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            if ((long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS) {
                return Optional.empty();
            }
            var png = new ByteArrayOutputStream();
            ImageIO.write(fitted(reader.read(0)), "png", png);
            return Optional.of(png.toByteArray());
        } catch (IOException | RuntimeException e) {
            // Decoders throw of everything on crafted files: whatever it is, the file cannot be drawn.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage fitted(BufferedImage image) {
        double scale = Math.min(1, Math.min((double) WIDEST / image.getWidth(), (double) TALLEST / image.getHeight()));
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        var white = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = white.createGraphics();
        canvas.setColor(Color.WHITE);
        canvas.fillRect(0, 0, width, height);
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        return white;
    }

    private static boolean startsWith(byte[] file, byte[] signature) {
        return file.length > signature.length
                && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
    }
}
