package coop.fairpass.upload;

import java.io.IOException;

/** What {@link PdfCopies} starts: a PDF comes in, its bare copy goes out, and the exit code says how it went. */
final class BarePdfCommand {

    private BarePdfCommand() {}

    public static void main(String[] nothing) throws IOException {
        System.exit(BarePdf.copy(System.in, System.out));
    }
}
