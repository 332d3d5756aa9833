package coop.fairpass.booklets;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Logo : the payer's picture, printed beside the common mark.
 *
 * <p>The file given is never trusted nor passed on: its first bytes say what it is, its announced size is looked at
 * before it is unpacked, and what is printed are its pixels on white paper, without the file's hidden notes.
 */
public final class Logo {

    static final int MOST_BYTES = 2_000_000;
    static final int MOST_PIXELS = 16_000_000;

    /** Forty millimetres at three hundred dots an inch. */
    private static final int LETTER_PIXELS = 472;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    private final BufferedImage picture;

    private Logo(BufferedImage picture) {
        this.picture = picture;
    }

    /** What a file given as a logo turns out to be. */
    public sealed interface Reading {

        record Read(Logo logo) implements Reading {}

        record Refused(LogoFault fault) implements Reading {}
    }

    public static Reading read(byte[] file) {
        if (file.length > MOST_BYTES) {
            return new Reading.Refused(LogoFault.TOO_HEAVY);
        }
        if (startsWith(file, PNG)) {
            return read("png", file);
        }
        return startsWith(file, JPEG) ? read("jpeg", file) : new Reading.Refused(LogoFault.NOT_PNG_NOR_JPEG);
    }

    private static Reading read(String format, byte[] file) {
        var reader = ImageIO.getImageReadersByFormatName(format).next();
        try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(input, true, true);
            return (long) reader.getWidth(0) * reader.getHeight(0) > MOST_PIXELS
                    ? new Reading.Refused(LogoFault.TOO_LARGE)
                    : new Reading.Read(new Logo(onWhite(reader)));
        } catch (IOException | RuntimeException e) {
            // Decoders throw of everything on crafted files: whatever it is, the file cannot be drawn.
            return new Reading.Refused(LogoFault.UNREADABLE);
        } finally {
            reader.dispose();
        }
    }

    private static BufferedImage onWhite(ImageReader reader) throws IOException {
        var image = reader.read(0);
        var white = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        var canvas = white.createGraphics();
        canvas.drawImage(image, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return white;
    }

    private static boolean startsWith(byte[] file, byte[] signature) {
        return file.length > signature.length
                && Arrays.equals(file, 0, signature.length, signature, 0, signature.length);
    }

    /** Height for a width of one. */
    double ratio() {
        return (double) picture.getHeight() / picture.getWidth();
    }

    /** The picture, reduced to {@code width} pixels when it has more: a printer shows no more of it. */
    BufferedImage atMost(int width) {
        if (picture.getWidth() <= width) {
            return picture;
        }
        var reduced = picture;
        // By halves, as one bilinear step over more than two pixels would skip some.
        while (reduced.getWidth() > width) {
            reduced = reduced(reduced, Math.max(width, reduced.getWidth() / 2));
        }
        return reduced;
    }

    private BufferedImage reduced(BufferedImage from, int width) {
        int height = Math.max(1, (int) Math.round(width * ratio()));
        var reduced = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var canvas = reduced.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        canvas.drawImage(from, 0, 0, width, height, null);
        canvas.dispose();
        return reduced;
    }

    /** As a page holds it inside itself, as small as paper shows it. */
    String asDataAddress() {
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(atMost(LETTER_PIXELS), "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(png.toByteArray());
    }

    @Override
    public String toString() {
        return "Logo[%d × %d]".formatted(picture.getWidth(), picture.getHeight());
    }
}
