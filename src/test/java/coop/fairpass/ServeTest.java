package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

@DisplayName("R-315 : une commande ouvre le site avec sa base, et le ferme proprement")
class ServeTest {

    private static final Path PLACE = Path.of("target/test-postgres").toAbsolutePath();

    @Test
    @Timeout(180)
    @DisplayName(
            "préparé comme le lanceur le fait, serve répond à toute adresse ; un deuxième serve est refusé en une ligne ;"
                    + " TERM ferme tout")
    void opens_refuses_another_and_closes(@TempDir Path work) throws Exception {
        prepare(work);
        var home = PLACE.resolve("serve-test");
        FileSystemUtils.deleteRecursively(home);
        Files.createDirectories(PLACE.resolve("binaries"));
        Files.createDirectories(home.resolve("postgres"));
        Files.createSymbolicLink(home.resolve("postgres/binaries"), PLACE.resolve("binaries"));
        var site = serve(home, work);
        try {
            var said = new ArrayList<String>();
            var url = URI.create(awaitAddress(site, said));
            assertThat(said).anyMatch(line -> line.contains("the program starts as it was prepared"));
            assertThat(unknownOrFailing(url))
                    .as("the demonstration’s pages, and a catalogue that this empty instance has not")
                    .containsExactlyInAnyOrder("/api/v1/catalogue/services.csv 404", "/courriels 404", "/entrer 404");
            var second = serve(home, work);
            assertThat(second.errorReader().lines())
                    .singleElement()
                    .asString()
                    .startsWith(
                            "fairpass : " + home + " est déjà utilisé par un autre Fairpass (processus " + site.pid());
            assertThat(second.waitFor()).isEqualTo(1);
        } finally {
            site.destroy(); // TERM
        }
        assertThat(site.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(site.exitValue()).isEqualTo(128 + 15);
        assertThat(home.resolve("postgres/18/postmaster.pid")).doesNotExist();
        assertThat(Files.readString(home.resolve("postgres/connection.properties")))
                .doesNotContain("port=");
    }

    /** What {@code prepare_start} of the launcher does. */
    private static void prepare(Path work) throws Exception {
        var classes = Files.createDirectories(work.resolve("classes"));
        var path = programPath();
        run(
                java(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path,
                "org.springframework.boot.SpringApplicationAotProcessor",
                Fairpass.class.getName(),
                work.resolve("src").toString(),
                work.resolve("res").toString(),
                classes.toString(),
                "coop.fairpass",
                "fairpass",
                "serve");
        var command = new ArrayList<>(List.of(
                Path.of(java()).resolveSibling("javac").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-nowarn",
                "-proc:none",
                "-parameters",
                "-d",
                classes.toString(),
                "-cp",
                classes + File.pathSeparator + path));
        try (var sources = Files.walk(work.resolve("src"))) {
            sources.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(command::add);
        }
        run(command.toArray(String[]::new));
    }

    private static void run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = process.inputReader().readAllAsString();
        assertThat(process.waitFor()).as(said).isZero();
    }

    /** Without the tests and their way of logging. */
    private static String programPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String java() {
        return ProcessHandle.current().info().command().orElseThrow();
    }

    /** Every address without a variable, asked by nobody: a missing object would be a 404 or a 500. */
    private static List<String> unknownOrFailing(URI site) throws Exception {
        var wrong = new ArrayList<String>();
        try (var client = HttpClient.newHttpClient()) {
            for (var line : Files.readAllLines(Path.of("src/test/resources/routes.txt"))) {
                var path = line.replaceFirst(" \\|.*", "").replaceFirst("^GET ", "");
                if (!line.startsWith("GET ") || path.contains("{")) {
                    continue;
                }
                var request = HttpRequest.newBuilder(site.resolve(path)).build();
                int status = client.send(request, BodyHandlers.discarding()).statusCode();
                if (status >= 500 || status == 404) {
                    wrong.add(path + " " + status);
                }
            }
        }
        return wrong;
    }

    private static Process serve(Path home, Path prepared) throws Exception {
        var builder = new ProcessBuilder(List.of(
                java(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                programPath() + File.pathSeparator + prepared.resolve("classes"),
                Fairpass.class.getName(),
                "serve"));
        builder.environment().put("FAIRPASS_HOME", home.toString());
        builder.environment().put("FAIRPASS_PORT", "0");
        builder.environment().put("LOGGING_LEVEL_COOP_FAIRPASS_COMMAND", "debug");
        return builder.start();
    }

    private static String awaitAddress(Process site, List<String> said) throws Exception {
        var address = Pattern.compile("Fairpass est ouvert : (\\S+)");
        for (var line = site.inputReader().readLine();
                line != null;
                line = site.inputReader().readLine()) {
            said.add(line);
            var found = address.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("it ended without opening: "
                + String.join("\n", site.errorReader().lines().toList()));
    }
}
