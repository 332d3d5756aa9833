package coop.fairpass;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Real published files, read where they are and never copied here; a test that wants an absent one is skipped, aloud.
 */
public final class Samples {

    private static final String PLACE = "FAIRPASS_SHARED_DATA";

    private Samples() {}

    /** The content of a file, unpacked when its name ends in {@code .gz}. */
    public static byte[] read(String file) throws IOException {
        var path = Path.of(
                        Optional.ofNullable(System.getenv(PLACE)).orElse(System.getProperty(PLACE, "../shared/data")))
                .resolve(file);
        assumeTrue(Files.exists(path), () -> "skipped: no sample at " + path.toAbsolutePath());
        try (var stream = Files.newInputStream(path)) {
            if (!file.endsWith(".gz")) {
                return stream.readAllBytes();
            }
            try (var unpacked = new GZIPInputStream(stream)) {
                return unpacked.readAllBytes();
            }
        }
    }
}
