package coop.fairpass.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Programs of the machine that are run to their end. */
final class Shell {

    private Shell() {}

    /** What a program said when it failed; nothing when it succeeded. */
    static Optional<String> run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
    }

    /** Runs a program that must succeed. */
    static void must(String... command) throws IOException, InterruptedException {
        var failure = run(command);
        if (failure.isPresent()) {
            throw new IOException(String.join(" ", command) + ": " + failure.get());
        }
    }
}
