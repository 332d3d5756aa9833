package coop.fairpass.booklets;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
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

@DisplayName("Qui dirige la distribution ne bloque pas un carnet : il le signale, et l’on ne lui dit pas de bloquer")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossReportedByWhoLeadsTest {

    private static final String REPORTS = "/carnets/signalements";
    private static final Actor ELSEWHERE = new Actor(
            "person/" + new UUID(0xa000_0000_0000_4000L, 91),
            "Responsable d’ailleurs",
            Optional.of(SECOND),
            Set.of(Role.DISTRIBUTOR_MANAGER));

    private OpenSite site;
    private BookletNumber booklet;
    private String path;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, AGENT, MANAGER, ELSEWHERE);
        booklet = site.world.handedOver(site.world.order(2), 1);
        path = "/carnets/" + HandOverPages.address(booklet);
    }

    @AfterAll
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    @Test
    @DisplayName("son signalement, avec sa raison, attend l’agent, qui bloque en un geste ; rien n’est bloqué avant")
    void reported_then_blocked() {
        try (var manager = site.as(MANAGER);
                var agent = site.as(AGENT);
                var elsewhere = site.as(ELSEWHERE)) {
            var page = manager.read(path);
            assertThat(page.text()).contains("Bloquer ses chèques revient à une personne qui remet les carnets");
            assertThat(page.html()).doesNotContain("action=\"" + path + "/opposition\"");
            assertThat(agent.read(path).html())
                    .contains("action=\"" + path + "/opposition\"")
                    .doesNotContain("action=\"" + REPORTS + "\"");

            var fields = Map.of(
                    "report", UUID.randomUUID().toString(), "booklet", HandOverPages.address(booklet), "loss", "LOST");
            assertThat(elsewhere
                            .force(elsewhere.read("/carnets"), REPORTS, fields)
                            .status())
                    .as("a booklet of another distributor")
                    .isEqualTo(404);
            assertThat(manager.send(page, REPORTS, Map.of()).text()).contains("Dites ce qui est arrivé au carnet.");
            assertThat(site.world.bean(LossReports.class).open(AGENT, 9)).isEmpty();

            var kept = manager.send(page, REPORTS, Map.of("loss", "STOLEN"));
            assertThat(kept.path()).isEqualTo(path);
            assertThat(kept.text()).contains("Ses chèques ne sont pas encore bloqués");
            assertThat(manager.send(page, REPORTS, Map.of("loss", "STOLEN")).status())
                    .isEqualTo(200);
            assertThat(site.world.bean(LossReports.class).open(AGENT, 9))
                    .singleElement()
                    .satisfies(report -> assertThat(report.loss()).isEqualTo(Loss.STOLEN));

            assertThat(manager.read("/").text())
                    .contains("1 carnet perdu ou volé", "une personne qui remet les carnets doit bloquer")
                    .doesNotContain("bloquez ses chèques");
            var queue = manager.read(REPORTS);
            assertThat(queue.text())
                    .contains("Bloquer un carnet revient à une personne qui remet les carnets", booklet.serial())
                    .doesNotContain("Dans le doute, bloquez");
            assertThat(queue.html()).contains("href=\"/equipe\"").doesNotContain("value=\"BLOCK\"");

            assertThat(agent.read("/").text()).contains("bloquez ses chèques avant qu’un autre s’en serve");
            var waiting = agent.read(REPORTS);
            assertThat(waiting.text()).contains("Dans le doute, bloquez", "volé");
            var report =
                    site.world.bean(LossReports.class).open(AGENT, 9).getFirst().id();
            assertThat(agent.send(waiting, REPORTS + "/" + report, Map.of("choice", "BLOCK"))
                            .text())
                    .contains("Carnet bloqué");
            assertThat(manager.read(path).html()).doesNotContain("action=\"" + REPORTS + "\"");
            assertThat(manager.read("/journal").text())
                    .contains("Carnet bloqué", "Carnet " + booklet.serial())
                    .doesNotContain("STOLEN");
        }
    }
}
