package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is Thursday 1 October 2026. */
@DisplayName("Une qualification se suspend, se rétablit et se retire depuis une page, avec un motif écrit")
@ExtendWith(TestDatabase.class)
class StandingPagesTest {

    private static final String PATH = "/prestataires/" + FIRST;

    private OpenSite site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, REVIEWER, CONTROLLER, COMMITTEE, FIRST_ADMIN);
    }

    @AfterEach
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    /** All that the provider was told; of one instant, no notice is the last. */
    private String told() {
        return site.world.bean(Notices.class).lastOf(FIRST, 10).stream()
                .map(Notice::text)
                .collect(Collectors.joining("\n"));
    }

    private Result redeemed(OrderId order, int booklet) {
        return site.world
                .redeem(site.world.given(site.world.handedOver(order, booklet), 1))
                .result();
    }

    @Test
    @DisplayName("R-187 : suspendre prend effet aussitôt, s’écrit avec son motif, et se lève avec le sien")
    void suspended_then_lifted() {
        var order = site.world.order(5);
        assertThat(redeemed(order, 1)).isEqualTo(Result.REDEEMED);
        try (var controller = site.as(CONTROLLER)) {
            assertThat(controller.read("/prestataires?nom=PREMIER").text())
                    .contains("Premier prestataire")
                    .doesNotContain("Second prestataire");
            var page = controller.read(PATH);
            var today = site.world.today().toString();
            var unwritten = controller.send(page, PATH + "/suspension", Map.of("from", today, "reason", ""));
            assertThat(unwritten.status()).isEqualTo(200);
            assertThat(unwritten.text()).contains("Suspendre").doesNotContain("Lever la suspension");
            var half = controller.send(
                    unwritten,
                    PATH + "/suspension",
                    Map.of("from", today, "reason", "Trois plaintes.", "body", "Comité", "minutes", ""));
            assertThat(half.html()).as("what was typed").contains("Trois plaintes.", "value=\"Comité\"");
            var suspended = controller.send(
                    half,
                    PATH + "/suspension",
                    Map.of("from", today, "reason", "Trois plaintes.", "body", "", "minutes", "", "decidedOn", ""));
            assertThat(suspended.text()).contains("Suspendu", "Trois plaintes.", "après soixante jours");
            assertThat(told()).contains("Trois plaintes.", "invités à répondre");
            assertThat(redeemed(order, 2)).isEqualTo(Result.REFUSED);

            var lifted = controller.send(
                    suspended,
                    PATH + "/levee",
                    Map.of("liftFrom", site.world.today().toString(), "liftReason", "Les plaintes sont traitées."));
            assertThat(lifted.text()).contains("La suspension est levée", "Qualifié");
            assertThat(told()).contains("Les plaintes sont traitées.");
            assertThat(redeemed(order, 3)).isEqualTo(Result.REDEEMED);
        }
    }

    @Test
    @DisplayName("R-188, R-185 : la disqualification attend quinze jours après l’avis, a son motif et son auteur")
    void disqualified_after_an_answer() {
        try (var committee = site.as(COMMITTEE)) {
            var page = committee.read(PATH);
            assertThat(page.text()).as("nobody who is not suspended").doesNotContain("Disqualifier");
            var suspended = committee.send(
                    page,
                    PATH + "/suspension",
                    Map.of(
                            "from", "2026-10-01",
                            "reason", "Plaintes.",
                            "body", "Comité",
                            "decidedOn", "2026-10-01",
                            "minutes", "CQ-7"));
            assertThat(suspended.text()).contains("pas avant le 16 octobre 2026", "CQ-7");
            var early = committee.send(
                    suspended, PATH + "/fin", Map.of("endedOn", "2026-10-10", "endReason", "Sans réponse."));
            assertThat(early.text()).contains("quinze jours pour répondre");
            assertThat(early.html()).contains("Sans réponse.", "value=\"2026-10-10\"");
            var ended =
                    committee.send(early, PATH + "/fin", Map.of("endedOn", "2026-10-16", "endReason", "Sans réponse."));
            assertThat(ended.text()).contains("Disqualification", "Sans réponse.", COMMITTEE.label());
            assertThat(told())
                    .contains(
                            "Disqualification par le comité",
                            "Sans réponse.",
                            "contester cette décision pendant 60 jours");
            site.world.clock.set("2026-10-16T09:00");
            assertThat(committee.read("/prestataires?nom=premier").text())
                    .as("whose right is over is still found")
                    .contains("Premier prestataire Qualification terminée Disqualification, 16 octobre 2026")
                    .doesNotContain("Second prestataire");
        }
    }

    @Test
    @DisplayName("une instructrice lit sans décider, un prestataire n’y entre pas, une autre structure n’y est pas")
    void who_may() {
        try (var reviewer = site.as(REVIEWER);
                var controller = site.as(CONTROLLER);
                var admin = site.as(FIRST_ADMIN)) {
            var page = reviewer.read(PATH);
            assertThat(page.text()).contains("Premier prestataire", "Qualifié");
            assertThat(page.html()).doesNotContain("/suspension\"");
            assertThat(reviewer.force(page, PATH + "/suspension", Map.of("reason", "x"))
                            .status())
                    .isEqualTo(403);
            assertThat(controller
                            .force(controller.read(PATH), PATH + "/fin", Map.of("endReason", "x"))
                            .status())
                    .isEqualTo(403);
            assertThat(admin.read(PATH).status()).isEqualTo(403);
            assertThat(reviewer.read("/prestataires/" + LIBRARY).status()).isEqualTo(404);
        }
    }
}
