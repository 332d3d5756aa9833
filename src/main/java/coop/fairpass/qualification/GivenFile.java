package coop.fairpass.qualification;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.MediaType;

/**
 * A file that somebody gave, known by what it holds and never by its name or by what its sender says; a picture is kept
 * without what it says of the telephone that took it, of the place and of the hour.
 */
@SuppressWarnings("ArrayRecordComponent") // read once, never compared
public record GivenFile(Kind kind, byte[] content) {

    /** Five megabytes: a photographed page. */
    public static final int MOST_BYTES = 5 * 1024 * 1024;

    /** What is accepted. */
    public enum Kind {
        PDF(MediaType.APPLICATION_PDF_VALUE, "255044462d"),
        PNG(MediaType.IMAGE_PNG_VALUE, "89504e470d0a1a0a"),
        JPEG(MediaType.IMAGE_JPEG_VALUE, "ffd8ff");

        private final String type;
        private final String firstBytes;

        Kind(String type, String firstBytes) {
            this.type = type;
            this.firstBytes = firstBytes;
        }

        MediaType type() {
            return MediaType.parseMediaType(type);
        }

        /** The end of the name under which it is taken away. */
        public String ending() {
            return "." + name().toLowerCase(Locale.ROOT);
        }

        private boolean begins(byte[] content) {
            var first = HexFormat.of().parseHex(firstBytes);
            return content.length > first.length && Arrays.equals(first, 0, first.length, content, 0, first.length);
        }
    }

    /** Chunks of a PNG that say how it looks; the others say who made it, where and when. */
    private static final Set<String> KEPT_CHUNKS =
            Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD", "pHYs");

    private static final int PNG_SIGNATURE = 8;

    /** Reads what was given; empty when it is none of these, or not whole. */
    public static Optional<GivenFile> read(byte[] given) {
        return Arrays.stream(Kind.values())
                .filter(one -> one.begins(given))
                .findFirst()
                .flatMap(one -> bare(one, given).map(content -> new GivenFile(one, content)));
    }

    private static Optional<byte[]> bare(Kind kind, byte[] given) {
        return switch (kind) {
            case PDF -> Optional.of(given);
            case PNG -> barePng(given);
            case JPEG -> bareJpeg(given);
        };
    }

    /** A PNG is its signature and chunks: length, name, bytes, checksum. */
    private static Optional<byte[]> barePng(byte[] given) {
        var bare = new ByteArrayOutputStream(given.length);
        bare.write(given, 0, PNG_SIGNATURE);
        int at = PNG_SIGNATURE;
        while (at + 12 <= given.length) {
            long length = number(given, at, 4);
            long end = at + 12 + length;
            if (end > given.length) {
                return Optional.empty();
            }
            var name = new String(given, at + 4, 4, StandardCharsets.ISO_8859_1);
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
    private static Optional<byte[]> bareJpeg(byte[] given) {
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
