package coop.fairpass.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * A stream that fails after so many bytes rather than end there: a file cut at its limit would look broken, not large.
 */
public final class BoundedStream extends FilterInputStream {

    private final Supplier<? extends IOException> tooLarge;
    private long left;

    /** @param tooLarge makes what is thrown when one byte more than the limit is read */
    public BoundedStream(InputStream in, long limit, Supplier<? extends IOException> tooLarge) {
        super(in);
        this.left = limit;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        int read = in.read();
        count(read < 0 ? 0 : 1);
        return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = in.read(buffer, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw tooLarge.get();
        }
    }
}
