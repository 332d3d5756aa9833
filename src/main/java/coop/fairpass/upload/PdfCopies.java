package coop.fairpass.upload;

import coop.fairpass.upload.GivenFile.Kind;
import coop.fairpass.upload.GivenFile.Reading;
import coop.fairpass.upload.GivenFile.Unfit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.io.RandomAccessRead;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.springframework.util.FileSystemUtils;

/** Has {@link BarePdf} write a PDF again, in a process with little memory and little time, two at once at most. */
final class PdfCopies {

    private static final Duration LONGEST = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(40);
    private static final Semaphore AT_ONCE = new Semaphore(2, true);

    private static final String CLASSES =
            List.of(BarePdf.class, PDDocument.class, RandomAccessRead.class, FontBoxFont.class, LogFactory.class)
                    .stream()
                    .map(PdfCopies::place)
                    .distinct()
                    .collect(Collectors.joining(System.getProperty("path.separator")));

    private PdfCopies() {}

    private static String place(Class<?> of) {
        try {
            return Path.of(of.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static Reading bare(byte[] given) {
        try {
            if (!AT_ONCE.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
                return new Reading.Refused(Unfit.NOT_OPENED);
            }
            try {
                return copied(given);
            } finally {
                AT_ONCE.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reading.Refused(Unfit.NOT_OPENED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Reading copied(byte[] given) throws IOException, InterruptedException {
        var folder = Files.createTempDirectory("piece");
        var from = folder.resolve("given.pdf");
        var to = folder.resolve("bare.pdf");
        try {
            Files.write(from, given);
            var process = new ProcessBuilder(command(folder, from, to))
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            try {
                process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
            } finally {
                process.destroyForcibly().waitFor();
            }
            return switch (process.exitValue()) {
                case BarePdf.DONE -> new Reading.Fit(new GivenFile(Kind.PDF, Files.readAllBytes(to)));
                case BarePdf.LOCKED -> new Reading.Refused(Unfit.LOCKED);
                default -> new Reading.Refused(Unfit.NOT_OPENED);
            };
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static List<String> command(Path folder, Path from, Path to) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.awt.headless=true",
                "-Djava.io.tmpdir=" + folder,
                "-cp",
                CLASSES,
                BarePdfProcess.class.getName(),
                from.toString(),
                to.toString());
    }
}
