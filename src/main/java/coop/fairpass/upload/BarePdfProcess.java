package coop.fairpass.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@link PdfCopies} starts: reads a file, writes its bare copy in another, and ends with how it went. */
final class BarePdfProcess {

    private BarePdfProcess() {}

    /** @param paths the PDF that was given, and where its copy goes */
    public static void main(String[] paths) throws IOException {
        int how;
        try (var from = Files.newInputStream(Path.of(paths[0]));
                var to = Files.newOutputStream(Path.of(paths[1]))) {
            how = BarePdf.copy(from, to);
        }
        System.exit(how);
    }
}
