package coop.fairpass.site;

import static coop.fairpass.World.COMPANY;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.TOWN;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.places.AnswerSignal;
import coop.fairpass.places.HubReason;
import coop.fairpass.places.HubTerritories;
import coop.fairpass.places.PlaceId;
import coop.fairpass.places.Signal;
import coop.fairpass.places.SignalChange;
import coop.fairpass.places.SignalKind;
import coop.fairpass.places.SignalReason;
import coop.fairpass.places.Signals;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Un hub lit les signalements de son territoire, y répond, et ne voit rien d’ailleurs")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubTerritoriesTest {

    /** Its territory holds the first place, in Dijon, and not the second, in Besançon. */
    private static final Actor HUB = hub(1, TOWN);

    private static final Actor OTHER_HUB = hub(2, COMPANY);

    private OpenSite site;
    private UUID here = new UUID(0, 0);
    private UUID elsewhere = new UUID(0, 0);

    private static Actor hub(int number, OrganisationId organisation) {
        return new Actor(
                "person/77777777-0000-4000-8000-00000000000" + number,
                "Hub " + number,
                Optional.of(organisation),
                Set.of(Role.HUB));
    }

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, HUB, OTHER_HUB, REVIEWER, FIRST_ADMIN);
        assertThat(give(TOWN, "Côte-d’Or", REVIEWER)).isInstanceOf(HubTerritories.Outcome.Done.class);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @BeforeEach
    void signal() {
        here = signal(FIRST_PLACE);
        elsewhere = signal(SECOND_PLACE);
    }

    private UUID signal(PlaceId place) {
        var id = UUID.randomUUID();
        assertThat(site.bean(SignalChange.class)
                        .handle(new SignalChange.Command(id, place, SignalKind.HOURS, "Fermé le mardi.")))
                .isInstanceOf(SignalChange.Outcome.Kept.class);
        return id;
    }

    private HubTerritories.Outcome give(OrganisationId hub, String zone, Actor by) {
        return site.bean(HubTerritories.class).give(new HubTerritories.Command(hub, zone, by));
    }

    private List<UUID> read(Actor by) {
        return site.bean(Signals.class).open(by, 100).stream().map(Signal::id).toList();
    }

    private AnswerSignal.Outcome answer(UUID signal, Actor by) {
        return site.bean(AnswerSignal.class).handle(new AnswerSignal.Command(signal, true, "Vu.", by));
    }

    @Test
    @DisplayName("la liste et le compte d’un hub sont ceux de son territoire ; la coopérative voit tout")
    void a_hub_reads_its_territory() {
        assertThat(read(HUB)).contains(here).doesNotContain(elsewhere);
        assertThat(site.bean(Signals.class).countOpen(HUB)).isEqualTo(read(HUB).size());
        assertThat(read(OTHER_HUB)).isEmpty();
        assertThat(read(REVIEWER)).contains(here, elsewhere);
        assertThat(read(FIRST_ADMIN)).contains(here).doesNotContain(elsewhere);
    }

    @Test
    @DisplayName("le signalement d’un autre territoire n’existe pas, et rien ne change")
    void what_is_elsewhere_does_not_exist() {
        assertThat(answer(elsewhere, HUB)).isEqualTo(new AnswerSignal.Outcome.Refused(SignalReason.UNKNOWN_SIGNAL));
        assertThat(answer(here, OTHER_HUB)).isEqualTo(new AnswerSignal.Outcome.Refused(SignalReason.UNKNOWN_SIGNAL));
        try (var hub = site.as(HUB)) {
            var queue = hub.read("/signalements");
            assertThat(queue.text()).contains("Votre territoire : Côte-d'Or.", "Premier lieu");
            assertThat(queue.text()).doesNotContain("Second lieu");
            assertThat(hub.send(queue, "/signalements/" + here, Map.of("state", "CORRECTED"))
                            .text())
                    .contains("Répondu : « Premier lieu ».");
        }
        assertThat(read(REVIEWER)).contains(elsewhere).doesNotContain(here);
    }

    @Test
    @DisplayName("la coopérative confie un territoire et le reprend, et sa page ne mène plus nulle part : 404")
    void the_cooperative_gives_and_takes_back() {
        assertThat(give(COMPANY, "D:25", OTHER_HUB))
                .isEqualTo(new HubTerritories.Outcome.Refused(HubReason.NOT_ALLOWED));
        assertThat(give(FIRST, "D:25", REVIEWER)).isEqualTo(new HubTerritories.Outcome.Refused(HubReason.UNKNOWN_HUB));
        try (var reviewer = site.as(REVIEWER);
                var hub = site.as(OTHER_HUB)) {
            assertThat(hub.read("/hubs").status()).isEqualTo(403);
            assertThat(hub.read("/signalements").text()).contains("Aucun territoire n’est encore confié à votre hub");
            var page = reviewer.read("/hubs");
            assertThat(PageReading.faults(page.html())).isEmpty();
            var path = "/hubs/" + COMPANY + "/territoires";
            assertThat(reviewer.send(page, path, Map.of("zone", "Nulle part")).html())
                    .contains("Ce territoire n’est pas connu", "value=\"Nulle part\"");
            assertThat(reviewer.send(page, path, Map.of("zone", "Doubs")).text())
                    .contains("Plusieurs territoires portent ce nom");
            assertThat(reviewer.send(page, path, Map.of("zone", "D:25")).text()).contains("Territoire confié : Doubs");
            assertThat(reviewer.send(page, path, Map.of("zone", "D:25")).text())
                    .contains("Ce hub tient déjà ce territoire.");
            assertThat(read(OTHER_HUB)).contains(elsewhere).doesNotContain(here);
            var queue = hub.read("/signalements");
            var held = reviewer.read("/hubs");
            assertThat(reviewer.send(held, path + "/retrait", Map.of("zone", "D:25"))
                            .text())
                    .contains("Territoire repris : Doubs");
            assertThat(read(OTHER_HUB)).isEmpty();
            assertThat(hub.send(queue, "/signalements/" + elsewhere, Map.of("state", "CORRECTED"))
                            .status())
                    .isEqualTo(404);
            assertThat(reviewer.send(held, path + "/retrait", Map.of("zone", "D:25"))
                            .text())
                    .contains("Ce hub ne tient pas ce territoire.");
        }
    }
}
