package coop.fairpass.upload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** A picture without what it says of the telephone that took it, of the place and of the hour; not a dot changes. */
final class BarePicture {

    /** Chunks of a PNG that say how it looks; the others say who made it, where and when. */
    private static final Set<String> KEPT_CHUNKS =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");

    private static final int PNG_SIGNATURE = 8;

    /** Boxes of a JPEG 2000 that say something else than how it looks. */
    private static final Set<String> SAID_BOXES = Set.of("uuid", "xml ", "uinf");

    private static final String JPEG_2000_SIGNATURE = "jP  ";

    private BarePicture() {}

    /** A PNG is its signature and chunks: length, name, bytes, checksum. */
    static Optional<byte[]> png(byte[] given) {
        var bare = new ByteArrayOutputStream(given.length);
        bare.write(given, 0, PNG_SIGNATURE);
        int at = PNG_SIGNATURE;
        while (at + 12 <= given.length) {
            long length = number(given, at, 4);
            long end = at + 12 + length;
            if (end > given.length) {
                return Optional.empty();
            }
            var name = text(given, at + 4);
            if (KEPT_CHUNKS.contains(name)) {
                bare.write(given, at, (int) (end - at));
            }
            if (name.equals("IEND")) {
                return Optional.of(bare.toByteArray());
            }
            at = (int) end;
        }
        return Optional.empty();
    }

    /**
     * A JPEG is segments: FF, a marker, a length and bytes; after a start of scan come the bytes of the picture, where
     * a marker other than 00 and D0 to D7 begins the next segment. Of the application's segments only JFIF (E0) and the
     * colours of Adobe (EE) are kept; comments (FE) are not.
     */
    static Optional<byte[]> jpeg(byte[] given) {
        var bare = new ByteArrayOutputStream(given.length);
        bare.write(given, 0, 2);
        int at = 2;
        while (at + 4 <= given.length) {
            if ((given[at] & 0xff) != 0xff) {
                return Optional.empty();
            }
            int marker = given[at + 1] & 0xff;
            if (marker == 0xff) { // a byte of filling
                at++;
                continue;
            }
            int end = at + 2 + (int) number(given, at + 2, 2);
            if (end > given.length || end < at + 4) {
                return Optional.empty();
            }
            int last = marker == 0xda ? endOfScan(given, end) : end;
            boolean isSaid = (marker >= 0xe1 && marker <= 0xef && marker != 0xee) || marker == 0xfe;
            if (!isSaid) {
                bare.write(given, at, last - at);
            }
            at = last;
            if (at + 2 <= given.length && (given[at] & 0xff) == 0xff && (given[at + 1] & 0xff) == 0xd9) {
                bare.write(given, at, 2);
                return Optional.of(bare.toByteArray());
            }
        }
        return Optional.empty();
    }

    /**
     * A JPEG 2000 is boxes: length (0: to the end; 1: eight more bytes say it), name and bytes. Without boxes it is the
     * picture alone, and is left so.
     */
    static Optional<byte[]> jpeg2000(byte[] given) {
        if (given.length < 12 || !text(given, 4).equals(JPEG_2000_SIGNATURE)) {
            return Optional.of(given);
        }
        var bare = new ByteArrayOutputStream(given.length);
        int at = 0;
        while (at < given.length) {
            if (at + 8 > given.length) {
                return Optional.empty();
            }
            long length = number(given, at, 4);
            if (length == 1 && at + 16 <= given.length) {
                length = number(given, at + 8, 8);
            }
            long end = length == 0 ? given.length : at + length;
            if (end > given.length || end < at + 8) {
                return Optional.empty();
            }
            if (!SAID_BOXES.contains(text(given, at + 4))) {
                bare.write(given, at, (int) (end - at));
            }
            at = (int) end;
        }
        return Optional.of(bare.toByteArray());
    }

    private static String text(byte[] bytes, int at) {
        return new String(bytes, at, 4, StandardCharsets.ISO_8859_1);
    }

    private static int endOfScan(byte[] given, int from) {
        int at = from;
        while (at + 1 < given.length) {
            int next = given[at + 1] & 0xff;
            if ((given[at] & 0xff) == 0xff && next != 0x00 && next != 0xff && (next < 0xd0 || next > 0xd7)) {
                return at;
            }
            at++;
        }
        return given.length;
    }

    private static long number(byte[] bytes, int at, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = (number << 8) | (bytes[at + i] & 0xff);
        }
        return number;
    }
}
