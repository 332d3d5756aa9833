package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Derrière un serveur mandataire : qui demande, et ce que les journaux ne notent pas")
@ExtendWith(TestDatabase.class)
class FrontDoorTest {

    private static final String OPEN = "/api/v1/settlement-dates";

    private static TestApplication start(Db db, Map<String, Object> more) {
        var settings = new HashMap<String, Object>(more);
        settings.put("fairpass.api.anonymous-per-minute", 2);
        settings.put("spring.main.lazy-initialization", "true");
        return TestApplication.start(db, MovableClock.at("2026-11-20T10:00"), settings);
    }

    private static int ask(HttpClient client, TestApplication site, String path, String forwardedFor)
            throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(site.url(path))
                                .header("X-Forwarded-For", forwardedFor)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    @DisplayName(
            "d’un mandataire nommé, X-Forwarded-For est cru : chaque appelant a son compte, et n’y gagne rien en l’écrivant lui-même")
    void a_named_proxy_is_believed(Db db) throws Exception {
        try (var client = HttpClient.newHttpClient();
                var site = start(db, Map.of("fairpass.trusted-proxies", "127.0.0.1, ::1"))) {
            assertThat(ask(client, site, OPEN, "198.51.100.1")).isEqualTo(200);
            assertThat(ask(client, site, OPEN, "203.0.113.7, 198.51.100.1")).isEqualTo(200);
            assertThat(ask(client, site, OPEN, "203.0.113.8, 198.51.100.1")).isEqualTo(429);
            assertThat(ask(client, site, OPEN, "198.51.100.2")).isEqualTo(200);
        }
    }

    @Test
    @DisplayName("de quelqu’un d’autre, X-Forwarded-For n’est pas lu : il est compté à l’adresse d’où il parle")
    void anybody_else_is_not(Db db) throws Exception {
        try (var client = HttpClient.newHttpClient();
                var site = start(db, Map.of("fairpass.trusted-proxies", "192.0.2.1"))) {
            assertThat(ask(client, site, OPEN, "198.51.100.1")).isEqualTo(200);
            assertThat(ask(client, site, OPEN, "198.51.100.2")).isEqualTo(200);
            assertThat(ask(client, site, OPEN, "198.51.100.3")).isEqualTo(429);
        }
    }

    @Test
    @DisplayName("sans mandataire nommé, personne n’est cru")
    void without_a_proxy_nobody_is(Db db) throws Exception {
        try (var client = HttpClient.newHttpClient();
                var site = start(db, Map.of())) {
            assertThat(ask(client, site, OPEN, "198.51.100.1")).isEqualTo(200);
            assertThat(ask(client, site, OPEN, "198.51.100.2")).isEqualTo(200);
            assertThat(ask(client, site, OPEN, "198.51.100.3")).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0", "mandataire.exemple", "10.0.0.0/8", ".*"})
    @DisplayName("un nom, une plage, un motif ne sont pas des adresses : le programme ne démarre pas")
    void only_addresses(String written) {
        assertThatIllegalArgumentException().isThrownBy(() -> FrontDoor.pattern(written));
    }

    @Test
    @DisplayName(
            "le journal d’accès, si on l’ouvre, ne note jamais l’adresse d’un chèque, de quelque façon qu’elle soit écrite")
    void a_scanned_address_is_not_logged(Db db, @TempDir Path logs) throws Exception {
        try (var client = HttpClient.newHttpClient();
                var site = start(
                        db,
                        Map.of(
                                "server.tomcat.accesslog.enabled",
                                "true",
                                "server.tomcat.accesslog.directory",
                                logs.toString()))) {
            for (var path : new String[] {"/Q/SECRETCODE1", "/%51/SECRETCODE2", "/a/../Q/SECRETCODE3", "/calendrier"}) {
                ask(client, site, path, "198.51.100.1");
            }
        }
        try (var files = Files.list(logs)) {
            var lines = files.flatMap(FrontDoorTest::lines).collect(Collectors.joining("\n"));
            assertThat(lines).contains("/calendrier").doesNotContain("SECRETCODE");
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
