package coop.fairpass.postgres;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Refuses a cluster under a Patroni before 4: when its leader's cable is cut and plugged in again, it takes back the
 * lead and overwrites what was acknowledged meanwhile (docs/decisions/0014). SQL does not say who keeps a server, so
 * an operator gives the addresses of the Patronis by {@code FAIRPASS_PATRONI_URLS}.
 */
final class PatroniVersion {

    private static final Logger log = LoggerFactory.getLogger(PatroniVersion.class);
    private static final int OLDEST_MAJOR = 4;
    private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final Pattern MAJOR = Pattern.compile("(\\d{1,4})(\\..*)?");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PatroniVersion() {}

    /** Asks each address; a machine that is away does not stop the start, but one at least must answer. */
    static void check(List<URI> addresses) {
        if (addresses.isEmpty()) {
            return;
        }
        int known = 0;
        try (var http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(ANSWERS_WITHIN)
                .build()) {
            for (var address : addresses) {
                var version = version(http, address);
                version.ifPresent(said -> refuseIfOld(address, said));
                known += version.isPresent() ? 1 : 0;
            }
        }
        if (known == 0) {
            throw new DatabaseUnavailable("aucun Patroni ne répond aux adresses de FAIRPASS_PATRONI_URLS (%s) :"
                            .formatted(String.join(
                                    ", ",
                                    addresses.stream()
                                            .map(PatroniVersion::shown)
                                            .toList()))
                    + " corrigez-les, par exemple http://10.0.0.11:8008");
        }
    }

    private static void refuseIfOld(URI address, String version) {
        var major = MAJOR.matcher(version);
        if (!major.matches() || Integer.parseInt(major.group(1)) < OLDEST_MAJOR) {
            throw new DatabaseUnavailable(
                    "%s est un Patroni %s, qui peut perdre des validations acquittées : il faut la version %d ou une"
                                    .formatted(shown(address), version, OLDEST_MAJOR)
                            + " plus récente, sur toutes les machines (docs/high-availability.md)");
        }
    }

    private static Optional<String> version(HttpClient http, URI address) {
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(address.resolve("/patroni"))
                            .timeout(ANSWERS_WITHIN)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            // A machine that is starting or stopping answers 503, with the same words.
            var version =
                    JSON.readTree(answer.body()).path("patroni").path("version").asString("");
            if (!version.isEmpty()) {
                return Optional.of(version);
            }
            log.warn("{} does not answer as a Patroni", shown(address));
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            log.warn("the Patroni of {} does not answer: {}", shown(address), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** Without what may be secret in it. */
    private static String shown(URI address) {
        return "%s://%s:%d".formatted(address.getScheme(), address.getHost(), address.getPort());
    }
}
