package coop.fairpass.site;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.MANAGER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "R-068 : le responsable d’un distributeur ajoute et retire ses agents ; retiré, un agent n’entre plus nulle part")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RemovedAgentTest {

    private static final String PAGE = "/carnets/remettre";

    private OpenSite site;
    private String managersKey;
    private String agentsKey;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, MANAGER, AGENT);
        managersKey = key(Role.DISTRIBUTOR_MANAGER);
        agentsKey = key(Role.DISTRIBUTOR_AGENT);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private String key(Role role) {
        return site.bean(ApiKeys.class)
                .create(
                        UUID.randomUUID(),
                        LIBRARY,
                        "programme",
                        Set.of(role),
                        site.world.today().plusDays(30),
                        MANAGER);
    }

    private int call(String key, String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(site.address("/api/v1/organisations/" + LIBRARY + path)))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode();
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private Optional<People.Seat> agent() {
        return site.bean(People.class).seatsIn(LIBRARY).stream()
                .filter(seat -> seat.name().equals("Agent Exemple"))
                .findFirst();
    }

    @Test
    @DisplayName(
            "le responsable l’ajoute ; entré, il travaille ; retiré, sa page ouverte ne répond plus, à la requête qui suit")
    void a_removed_agent_is_out_at_the_next_request() {
        var body = "{\"name\":\"Agent Exemple\",\"roles\":[\"DISTRIBUTOR_AGENT\"]}";
        assertThat(call(agentsKey, "POST", "/people", body))
                .as("an agent adds nobody")
                .isEqualTo(403);
        assertThat(call(managersKey, "POST", "/people", body)).isEqualTo(201);
        assertThat(agent().orElseThrow().roles()).containsExactly(Role.DISTRIBUTOR_AGENT);
        var somebody = agent().orElseThrow().person();

        try (var visitor = site.visitor().enter(somebody, LIBRARY.value())) {
            assertThat(visitor.read(PAGE).path()).isEqualTo(PAGE);
            assertThat(visitor.read(PAGE).status()).isEqualTo(200);

            assertThat(call(managersKey, "DELETE", "/people/" + somebody + "/roles/DISTRIBUTOR_AGENT", ""))
                    .isEqualTo(204);

            assertThat(visitor.read(PAGE).text()).as("back to the door").contains("Aucun rôle pour l’instant");
            visitor.enter(somebody, LIBRARY.value());
            assertThat(visitor.read(PAGE).path()).as("which stays shut").isEqualTo("/connexion/organisation");
        }
        assertThat(agent()).isEmpty();
    }

    @Test
    @DisplayName("qui garde un autre rôle garde celui-là seul, sans ressortir")
    void who_keeps_another_role_keeps_that_one_only() {
        var people = site.bean(People.class);
        var person = UUID.randomUUID();
        people.enter(person, "Responsable Exemple", Optional.empty());
        people.grant(person, LIBRARY, Role.DISTRIBUTOR_MANAGER, Actor.CLOCK);
        people.grant(person, LIBRARY, Role.DISTRIBUTOR_AGENT, Actor.CLOCK);
        try (var visitor = site.visitor().enter(person, LIBRARY.value())) {
            assertThat(visitor.read(PAGE).status()).isEqualTo(200);

            people.revoke(person, LIBRARY, Role.DISTRIBUTOR_MANAGER, MANAGER);

            assertThat(visitor.read(PAGE).path()).isEqualTo(PAGE);
            assertThat(people.seatsOf(person).getFirst().roles()).containsExactly(Role.DISTRIBUTOR_AGENT);
        }
    }
}
