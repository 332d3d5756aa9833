package coop.fairpass.booklets;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is downloaded: a name, and content that is derived while it is written, once, and kept nowhere. */
public final class PrinterFile {

    /** Writes the content and leaves the stream open. */
    interface Writer {
        void writeTo(OutputStream out) throws IOException;
    }

    private final String name;
    private final Writer writer;
    private final AtomicBoolean isTaken = new AtomicBoolean();

    PrinterFile(String name, Writer writer) {
        this.name = name;
        this.writer = writer;
    }

    /** {@code BC-2026-000001-lot-1.p7m}. */
    public String name() {
        return name;
    }

    /**
     * Writes the file as it is derived; the stream is left open.
     *
     * @throws IllegalStateException the second time
     */
    public void writeTo(OutputStream out) throws IOException {
        if (!isTaken.compareAndSet(false, true)) {
            throw new IllegalStateException(name + " was already written");
        }
        writer.writeTo(out);
    }
}
