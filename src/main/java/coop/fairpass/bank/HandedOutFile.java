package coop.fairpass.bank;

import coop.fairpass.web.Sha256;
import java.io.IOException;
import java.io.OutputStream;

/** A file as it is handed to a person for the bank. */
public final class HandedOutFile {

    private final String name;
    private final byte[] content;

    HandedOutFile(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    public String name() {
        return name;
    }

    public String sha256() {
        return Sha256.of(content);
    }

    public int size() {
        return content.length;
    }

    /** Writes it, and leaves the stream open. */
    public void write(OutputStream out) throws IOException {
        out.write(content);
    }
}
