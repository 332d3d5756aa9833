package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.util.FileSystemUtils;

@DisplayName("R-315 : une commande ouvre le site avec sa base, et le ferme proprement")
class ServeTest {

    private static final Path PLACE = Path.of("target/test-postgres").toAbsolutePath();

    @Test
    @Timeout(120)
    @DisplayName("serve répond ; un deuxième serve est refusé en une ligne ; TERM ferme tout")
    void opens_refuses_another_and_closes() throws Exception {
        var home = PLACE.resolve("serve-test");
        FileSystemUtils.deleteRecursively(home);
        Files.createDirectories(PLACE.resolve("binaries"));
        Files.createDirectories(home.resolve("postgres"));
        Files.createSymbolicLink(home.resolve("postgres/binaries"), PLACE.resolve("binaries"));
        var site = serve(home);
        try {
            var url = URI.create(awaitAddress(site));
            try (var client = HttpClient.newHttpClient()) {
                var answer =
                        client.send(HttpRequest.newBuilder(url.resolve("/")).build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
            }
            var second = serve(home);
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

    private static Process serve(Path home) throws Exception {
        var builder = new ProcessBuilder(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Fairpass.class.getName(),
                "serve"));
        builder.environment().put("FAIRPASS_HOME", home.toString());
        builder.environment().put("FAIRPASS_PORT", "0");
        return builder.start();
    }

    private static String awaitAddress(Process site) throws Exception {
        var address = Pattern.compile("Fairpass est ouvert : (\\S+)");
        for (var line = site.inputReader().readLine();
                line != null;
                line = site.inputReader().readLine()) {
            var found = address.matcher(line);
            if (found.find()) {
                return found.group(1);
            }
        }
        throw new AssertionError("it ended without opening: "
                + String.join("\n", site.errorReader().lines().toList()));
    }
}
