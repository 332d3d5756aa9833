package coop.fairpass.bank;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * CFONB 120 : the older French statements, records of 120 characters, read into the same statements as camt.053.
 *
 * <p>A fault refuses the statement it is in, not the file (formats §5).
 */
public final class Cfonb120 {

    private Cfonb120() {}

    /** Reads a file within the default size; the stream is left open. */
    public static StatementReading read(InputStream in) throws IOException {
        return read(in, XmlLimits.DEFAULT.bytes());
    }

    /** Reads a file of at most so many bytes; the stream is left open. */
    public static StatementReading read(InputStream in, long limit) throws IOException {
        var bytes = in.readNBytes(Math.toIntExact(Math.min(limit, Integer.MAX_VALUE - 16L)) + 1);
        if (bytes.length > limit) {
            return new StatementReading.Unreadable(FileProblem.TOO_LARGE, 1);
        }
        var lines = decoded(bytes).lines().toList();
        if (lines.stream().noneMatch(line -> line.startsWith(CfonbRecord.OPENING))) {
            return new StatementReading.Unreadable(FileProblem.MESSAGE_UNKNOWN, 1);
        }
        return new CfonbFileReader().read(lines);
    }

    /** UTF-8 when it is, else the encoding banks used before. */
    private static String decoded(byte[] bytes) {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            text = new String(bytes, StandardCharsets.ISO_8859_1);
        }
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }
}
