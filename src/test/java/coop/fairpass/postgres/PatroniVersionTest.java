package coop.fairpass.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Un Patroni plus ancien que 4 est refusé, par le programme et par l’unité systemd")
class PatroniVersionTest {

    private final List<HttpServer> patronis = new ArrayList<>();

    /** A Patroni that says its version, as its {@code GET /patroni} does. */
    private URI patroni(int status, String version) throws IOException {
        var body = """
                {"state": "running", "role": "replica", "server_version": 150018, "timeline": 3,
                 "patroni": {"version": "%s", "scope": "fairpass", "name": "pg2"}}
                """.formatted(version);
        return answering("/patroni", status, body);
    }

    private URI answering(String path, int status, String body) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(path, exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        patronis.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** An address at which nobody listens. */
    private static URI nobody() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    @AfterEach
    void stop() {
        patronis.forEach(server -> server.stop(0));
    }

    @ParameterizedTest
    @DisplayName("4 et les suivantes sont acceptées, même d’une machine qui démarre (503)")
    @CsvSource({"200, 4.0.0", "200, 4.0.7", "503, 4.0.7", "200, 5.0.0b1", "200, 10.1"})
    void recent(int status, String version) throws IOException {
        var address = patroni(status, version);
        assertThatCode(() -> PatroniVersion.check(List.of(address))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("3 et les précédentes sont refusées en une phrase, comme ce qui n’est pas une version")
    @CsvSource({"3.0.2", "3.3.6", "2.1.4", "0.90", "quatre"})
    void old(String version) throws IOException {
        var recent = patroni(200, "4.0.7");
        var old = patroni(200, version);
        assertThatThrownBy(() -> PatroniVersion.check(List.of(recent, old)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessage(old + " est un Patroni " + version + ", qui peut perdre des validations acquittées : il"
                        + " faut la version 4 ou une plus récente, sur toutes les machines"
                        + " (docs/high-availability.md)");
    }

    @Test
    @DisplayName("une machine absente n’empêche pas d’ouvrir ; aucune qui réponde, si")
    void away() throws IOException {
        var away = nobody();
        var here = patroni(200, "4.0.7");
        assertThatCode(() -> PatroniVersion.check(List.of(away, here))).doesNotThrowAnyException();
        assertThatThrownBy(() -> PatroniVersion.check(List.of(away)))
                .isInstanceOf(DatabaseUnavailable.class)
                .hasMessageStartingWith("aucun Patroni ne répond aux adresses de FAIRPASS_PATRONI_URLS (" + away + ")");
    }

    @ParameterizedTest
    @DisplayName("ce qui n’est pas un Patroni ne compte pas pour un")
    @CsvSource({"/patroni, bonjour", "/patroni, {}", "/patroni, '[1,2]'", "/autre, {}"})
    void another(String path, String body) throws IOException {
        var address = answering(path, 200, body);
        assertThatThrownBy(() -> PatroniVersion.check(List.of(address))).isInstanceOf(DatabaseUnavailable.class);
    }

    @Test
    @DisplayName("sans adresse, rien n’est demandé")
    void no_address() {
        assertThatCode(() -> PatroniVersion.check(List.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @DisplayName("ops/patroni/refuse-old-patroni, avant Patroni lui-même")
    @CsvSource({
        "patroni 4.0.7, 0, ''",
        "patroni 10.0.0, 0, ''",
        "patroni 3.0.2, 1, il faut Patroni 4 ou plus récent",
        "bonjour, 1, n’est pas une version de Patroni",
    })
    void script(String says, int code, String words, @TempDir Path place) throws Exception {
        var patroni = Files.writeString(place.resolve("patroni"), "#!/bin/sh\necho '" + says + "'\n");
        Files.setPosixFilePermissions(patroni, PosixFilePermissions.fromString("rwx------"));
        var builder = new ProcessBuilder("ops/patroni/refuse-old-patroni").redirectErrorStream(true);
        builder.environment().put("PATRONI", patroni.toString());
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(code);
        assertThat(said).contains(words);
    }
}
