package coop.fairpass.bank;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * CFONB 120 : the older French statements, records of 120 characters, read into the same statements as camt.053.
 *
 * <p>A fault refuses the statement it is in, not the file (formats §5).
 */
public final class Cfonb120 {

    /** Enough bytes to see that a line is too long, however it is encoded. */
    private static final int LONGEST_LINE = 4 * (CfonbRecord.LENGTH + 1);

    private static final byte[] BYTE_ORDER_MARK = "\ufeff".getBytes(StandardCharsets.UTF_8);

    private Cfonb120() {}

    /** Reads a file within the default size; the stream is left open. */
    public static StatementReading read(InputStream in) throws IOException {
        return read(in, XmlLimits.DEFAULT.bytes());
    }

    /** Reads a file of at most so many bytes; the stream is left open. */
    public static StatementReading read(InputStream in, long limit) throws IOException {
        var bytes = in.readNBytes((int) Math.min(limit, Integer.MAX_VALUE - 16L) + 1);
        return bytes.length > limit
                ? new StatementReading.Unreadable(FileProblem.TOO_LARGE, 1)
                : read(bytes, encoding(bytes));
    }

    /** Line by line, so that the text is never held beside the bytes. */
    private static StatementReading read(byte[] bytes, Charset encoding) {
        var reader = new CfonbFileReader();
        int number = 0;
        int start = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        while (start < bytes.length) {
            int end = start;
            while (end < bytes.length && bytes[end] != '\n' && bytes[end] != '\r') {
                end++;
            }
            reader.line(++number, new String(bytes, start, Math.min(end - start, LONGEST_LINE), encoding));
            boolean windows = end + 1 < bytes.length && bytes[end] == '\r' && bytes[end + 1] == '\n';
            start = end + (windows ? 2 : 1);
        }
        return reader.read();
    }

    private static boolean startsWithMark(byte[] bytes) {
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, BYTE_ORDER_MARK.length))
                .equals(ByteBuffer.wrap(BYTE_ORDER_MARK));
    }

    /** UTF-8 when the whole file is, else the encoding banks used before. */
    private static Charset encoding(byte[] bytes) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var left = ByteBuffer.wrap(bytes);
        var decoded = CharBuffer.allocate(8_192);
        var result = decoder.decode(left, decoded, true);
        while (result.isOverflow()) {
            decoded.clear();
            result = decoder.decode(left, decoded, true);
        }
        return result.isError() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    }
}
