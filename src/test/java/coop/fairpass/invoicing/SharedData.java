package coop.fairpass.invoicing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Real data beside the project, never in it: tests that need it say so loudly and stop when it is absent. */
final class SharedData {

    private SharedData() {}

    static Path path(String relative) {
        var root = Optional.ofNullable(System.getProperty("fairpass.shared.data"))
                .or(() -> Optional.ofNullable(System.getenv("FAIRPASS_SHARED_DATA")))
                .orElse("../shared/data");
        var path = Path.of(root, relative);
        assumeTrue(Files.exists(path), "NOT CHECKED: %s is absent, set FAIRPASS_SHARED_DATA".formatted(path));
        return path;
    }
}
