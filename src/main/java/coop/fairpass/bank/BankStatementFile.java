package coop.fairpass.bank;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * Fichier de relevés : camt.053 or camt.054, of versions .02 to .13, read by local names.
 *
 * <p>Only what a version changed is read twice over: a status is {@code Sts} or {@code Sts/Cd}, a name
 * {@code Dbtr/Nm} or {@code Dbtr/Pty/Nm}, a bank {@code BIC} or {@code BICFI} (formats §4.1).
 */
public final class BankStatementFile {

    private BankStatementFile() {}

    /** Reads a file within the default limits; the stream is left open. */
    public static StatementReading read(InputStream in) throws IOException {
        return read(in, XmlLimits.DEFAULT);
    }

    /** Reads a file; the stream is left open. */
    public static StatementReading read(InputStream in, XmlLimits limits) throws IOException {
        try {
            return new CamtFileReader(XmlCursor.open(in, limits)).read();
        } catch (UnreadableFile e) {
            return new StatementReading.Unreadable(e.problem(), e.line());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
