package coop.fairpass.upload;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/**
 * A file that somebody gave, known by what it holds and never by its name or by what its sender says; kept without what
 * it says of the telephone that took it, of its author, of the place and of the hour.
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

        public MediaType type() {
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

    /** Why a file cannot be kept. */
    public enum Unfit {
        /** More than {@link #MOST_BYTES}. */
        TOO_LARGE,
        /** Neither a PDF nor a PNG or JPEG picture, or a picture that is not whole. */
        NOT_READ,
        /** A PDF that opens with a password only. */
        LOCKED,
        /** A PDF that is damaged, too heavy once unfolded, or whose pages are made by a program. */
        NOT_OPENED
    }

    /** What became of a file: fit to be kept, as it will be, or not, and why. */
    public sealed interface Reading {
        /** @param file what is kept; the same file given twice is the same to the byte */
        record Fit(GivenFile file) implements Reading {}

        record Refused(Unfit why) implements Reading {}
    }

    /**
     * Reads what was given. A PDF is written again by another process, which takes a second, and is given up after
     * twenty: not to be asked for while a row that others wait for is locked.
     */
    public static Reading read(byte[] given) {
        if (given.length > MOST_BYTES) {
            return new Reading.Refused(Unfit.TOO_LARGE);
        }
        return Arrays.stream(Kind.values())
                .filter(one -> one.begins(given))
                .findFirst()
                .map(kind -> read(kind, given))
                .orElseGet(() -> new Reading.Refused(Unfit.NOT_READ));
    }

    private static Reading read(Kind kind, byte[] given) {
        return switch (kind) {
            case PDF -> PdfCopies.bare(given);
            case PNG -> picture(kind, BarePicture.png(given));
            case JPEG -> picture(kind, BarePicture.jpeg(given));
        };
    }

    private static Reading picture(Kind kind, Optional<byte[]> bare) {
        return bare.<Reading>map(content -> new Reading.Fit(new GivenFile(kind, content)))
                .orElseGet(() -> new Reading.Refused(Unfit.NOT_READ));
    }
}
