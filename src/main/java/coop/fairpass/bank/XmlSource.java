package coop.fairpass.bank;

import coop.fairpass.web.BoundedStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes characters of the bytes of an XML file, within its limits.
 *
 * <p>ISO 20022 is in UTF-8; some banks still declare an older western encoding. The decoding is done here and not by
 * the parser, which prints what it cannot decode on the error stream and accepts encodings in which its limits mean
 * nothing.
 */
final class XmlSource {

    /** Where the XML declaration is, if there is one. */
    private static final int START = 256;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]{0,200}?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");
    private static final Pattern WESTERN = Pattern.compile("UTF-?8|(US-)?ASCII|ISO-8859-\\d{1,2}|WINDOWS-125\\d");

    private XmlSource() {}

    static Reader open(InputStream in, XmlLimits limits) throws IOException {
        var bounded = new BoundedStream(in, limits.bytes(), () -> new LimitMet(FileProblem.TOO_LARGE));
        var bytes = bounded.readNBytes(START);
        int from = startsWithMark(bytes) ? BYTE_ORDER_MARK.length : 0;
        var start = new String(bytes, from, bytes.length - from, StandardCharsets.ISO_8859_1);
        if (!start.stripLeading().startsWith("<")) {
            throw new UnreadableFile(FileProblem.NOT_XML, 1);
        }
        var whole = new SequenceInputStream(new ByteArrayInputStream(bytes, from, bytes.length - from), bounded);
        // a decoder refuses what it cannot decode; a reader given only the name would put a question mark
        return new GuardedReader(new InputStreamReader(whole, encoding(start).newDecoder()));
    }

    private static boolean startsWithMark(byte[] bytes) {
        return bytes.length >= BYTE_ORDER_MARK.length
                && bytes[0] == BYTE_ORDER_MARK[0]
                && bytes[1] == BYTE_ORDER_MARK[1]
                && bytes[2] == BYTE_ORDER_MARK[2];
    }

    private static Charset encoding(String start) {
        var declared = DECLARED.matcher(start);
        if (!declared.find()) {
            return StandardCharsets.UTF_8;
        }
        var name = declared.group(1).toUpperCase(Locale.ROOT);
        if (!WESTERN.matcher(name).matches() || !Charset.isSupported(name)) {
            throw new UnreadableFile(FileProblem.ENCODING_UNKNOWN, 1);
        }
        return Charset.forName(name);
    }
}
