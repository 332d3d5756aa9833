package coop.fairpass.bank;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;

/**
 * Watches what an XML parser is given, so that the parser never holds one long piece.
 *
 * <p>A parser keeps an attribute, a tag, a comment or an instruction whole in memory. None may be longer than
 * {@link #LONGEST_PIECE}: the longest text of a bank message has 500 characters.
 */
final class GuardedReader extends FilterReader {

    static final int LONGEST_PIECE = 1024 * 1024;

    private static final long COMMENT_START = signs("<!--");
    private static final long COMMENT_END = signs("-->");
    private static final long CDATA_START = signs("<![C");
    private static final long CDATA_END = signs("]]>");
    private static final long INSTRUCTION_START = signs("<?");
    private static final long INSTRUCTION_END = signs("?>");

    private int piece;
    private long lastFour;
    /** The signs that end what was begun, or 0 when nothing but tags and text was. */
    private long awaited;

    GuardedReader(Reader in) {
        super(in);
    }

    /** Up to four characters in one number. */
    private static long signs(String signs) {
        long packed = 0;
        for (int i = 0; i < signs.length(); i++) {
            packed = packed << 16 | signs.charAt(i);
        }
        return packed;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        if (read >= 0) {
            watch((char) read);
        }
        return read;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        int count = in.read(buffer, offset, length);
        for (int i = 0; i < count; i++) {
            watch(buffer[offset + i]);
        }
        return count;
    }

    private void watch(char next) throws LimitMet {
        if (++piece > LONGEST_PIECE) {
            throw new LimitMet(FileProblem.TEXT_TOO_LONG);
        }
        lastFour = lastFour << 16 | next;
        if (awaited != 0) {
            if (ends(awaited)) {
                piece = 0;
                awaited = 0;
            }
        } else if (next == '<') {
            piece = 0;
        } else if (lastFour == COMMENT_START) {
            await(COMMENT_END);
        } else if (lastFour == CDATA_START) {
            await(CDATA_END);
        } else if ((lastFour & 0xFFFF_FFFFL) == INSTRUCTION_START) {
            await(INSTRUCTION_END);
        }
    }

    /** Forgets what was seen: the dashes that begin a comment do not end it. */
    private void await(long end) {
        awaited = end;
        lastFour = 0;
    }

    private boolean ends(long end) {
        long mask = end > 0xFFFF_FFFFL ? 0xFFFF_FFFF_FFFFL : 0xFFFF_FFFFL;
        return (lastFour & mask) == end;
    }
}
