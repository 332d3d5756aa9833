package coop.fairpass.settlement;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TREASURER;
import static coop.fairpass.World.done;
import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.settlement.LineDisputes.LineDispute;
import coop.fairpass.settlement.LineDisputes.Outcome;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The statements of October were issued on 2 November 2026: four vouchers at each provider. */
@DisplayName("R-151 : une ligne se conteste dans les 60 jours, se répond en 15, et se corrige sur un relevé suivant")
@ExtendWith(TestDatabase.class)
class LineDisputesTest {

    private final Path home;
    private final Db db;
    private final World world;
    private final OrderId order;
    private List<RedemptionId> lines = List.of();
    private RedemptionId elsewhere;
    private String october = "";

    LineDisputesTest(Db db, @TempDir Path home) {
        this.db = db;
        this.home = home;
        world = new World(db, home);
        order = world.order(12);
        world.handedOver(order, 12);
        elsewhere = new RedemptionId(0, 0);
    }

    @BeforeEach
    void octoberIsStated() {
        world.clock.set("2026-10-12T10:00");
        lines = world.spend(FIRST_STAFF, FIRST_PLACE, order, 4);
        elsewhere = world.spend(SECOND_STAFF, SECOND_PLACE, order, 4).getFirst();
        world.clock.set("2026-11-02T08:00");
        world.settle("2026-10");
        october = world.statement(FIRST, "2026-10").orElseThrow().number();
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private Outcome contest(UUID id, RedemptionId line, String reason) {
        return world.bean(LineDisputes.class).contest(id, october, line, reason, FIRST_ADMIN);
    }

    private Outcome answer(UUID id, DisputeDecision decision, String words) {
        return world.bean(LineDisputes.class).answer(id, decision, words, CONTROLLER);
    }

    private LineDispute contested(RedemptionId line) {
        return done(Outcome.Done.class, contest(UUID.randomUUID(), line, "Ce chèque n’est pas de chez nous."))
                .dispute();
    }

    private static Outcome refused(SettlementReason reason) {
        return new Outcome.Refused(reason);
    }

    @Test
    @DisplayName("R-151 : le soixantième jour encore, le lendemain plus ; la réponse est due quinze jours après")
    void sixty_days_and_fifteen() {
        world.clock.set("2027-01-01T23:59");
        var dispute = contested(lines.get(0));
        assertThat(dispute.contestedOn()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(dispute.answerDueOn()).isEqualTo(LocalDate.of(2027, 1, 16));
        assertThat(dispute.isLate(LocalDate.of(2027, 1, 16))).isFalse();
        assertThat(dispute.isLate(LocalDate.of(2027, 1, 17))).isTrue();
        assertThat(world.told(COOPERATIVE))
                .anyMatch(
                        text -> text.startsWith("Une ligne d’un relevé est contestée") && text.contains("16/01/2027"));
        world.clock.set("2027-01-02T00:00");
        assertThat(contest(UUID.randomUUID(), lines.get(1), "Trop tard."))
                .isEqualTo(refused(SettlementReason.TOO_LATE_TO_CONTEST));
        assertThat(world.bean(LineDisputes.class).waiting()).containsExactly(dispute);
    }

    @Test
    @DisplayName(
            "une ligne de son propre relevé, une fois, par qui en répond ; un identifiant désigne une contestation")
    void a_line_of_ones_own() {
        var disputes = world.bean(LineDisputes.class);
        var id = UUID.randomUUID();
        assertThat(disputes.contest(id, october, lines.get(0), "Motif", World.SECOND_STAFF))
                .isEqualTo(refused(SettlementReason.UNKNOWN_STATEMENT));
        assertThat(disputes.contest(id, october, lines.get(0), "Motif", FIRST_STAFF))
                .isEqualTo(refused(SettlementReason.NOT_ALLOWED));
        assertThat(contest(id, elsewhere, "Motif")).isEqualTo(refused(SettlementReason.UNKNOWN_LINE));
        assertThat(contest(id, lines.get(0), " ")).isEqualTo(refused(SettlementReason.REASON_MISSING));
        var first = done(Outcome.Done.class, contest(id, lines.get(0), "Motif"));
        assertThat(contest(id, lines.get(0), "Motif")).as("twice is once").isEqualTo(first);
        assertThat(contest(id, lines.get(0), "Autre motif")).isEqualTo(refused(SettlementReason.ID_TAKEN));
        assertThat(contest(id, lines.get(1), "Motif")).isEqualTo(refused(SettlementReason.ID_TAKEN));
        assertThat(contest(UUID.randomUUID(), lines.get(0), "Encore"))
                .isEqualTo(refused(SettlementReason.ALREADY_CONTESTED));
        assertThat(disputes.of(october)).containsExactly(first.dispute());
    }

    @Test
    @DisplayName("maintenue, la ligne reste, avec la raison ; répondue une fois")
    void a_line_is_maintained() {
        var dispute = contested(lines.get(0));
        assertThat(world.bean(LineDisputes.class).answer(dispute.id(), DisputeDecision.MAINTAINED, "Non.", TREASURER))
                .isEqualTo(refused(SettlementReason.NOT_ALLOWED));
        assertThat(answer(UUID.randomUUID(), DisputeDecision.MAINTAINED, "Non."))
                .isEqualTo(refused(SettlementReason.UNKNOWN_DISPUTE));
        assertThat(answer(dispute.id(), DisputeDecision.MAINTAINED, " "))
                .isEqualTo(refused(SettlementReason.REASON_MISSING));
        var answered = done(Outcome.Done.class, answer(dispute.id(), DisputeDecision.MAINTAINED, "Validé chez vous."));
        assertThat(answer(dispute.id(), DisputeDecision.MAINTAINED, "Validé chez vous."))
                .as("twice is once")
                .isEqualTo(answered);
        assertThat(answer(dispute.id(), DisputeDecision.CORRECTED, "Validé chez vous."))
                .isEqualTo(refused(SettlementReason.ALREADY_ANSWERED));
        assertThat(answered.dispute().claim()).isEmpty();
        assertThat(world.bean(LineDisputes.class).waiting()).isEmpty();
        assertThat(world.told(FIRST)).anyMatch(text -> text.contains("Validé chez vous."));
    }

    @Test
    @DisplayName("R-151 : corrigée, le relevé contesté ne bouge pas, et un relevé suivant porte la ligne d’ajustement")
    void a_correction_is_on_a_later_statement() {
        var before = world.statement(FIRST, "2026-10").orElseThrow();
        var dispute = contested(lines.get(0));
        var answered = done(Outcome.Done.class, answer(dispute.id(), DisputeDecision.CORRECTED, "Erreur de saisie."))
                .dispute();
        assertThat(answered.correctedOn()).isEmpty();
        done(
                Claims.Outcome.Done.class,
                world.bean(Claims.class).confirm(answered.claim().orElseThrow(), TREASURER));
        world.clock.set("2026-11-20T10:00");
        for (int rank = 1; rank <= 2; rank++) {
            world.redeem(FIRST_STAFF, FIRST_PLACE, world.given(world.booklet(order, 12), rank));
        }
        world.clock.set("2026-12-01T08:00");
        world.settle("2026-11");

        var november = world.statement(FIRST, "2026-11").orElseThrow();
        assertThat(november.corrections()).as("10.00 − 0.40 − 0.08").isEqualTo(cents(9_52));
        assertThat(world.bean(LineDisputes.class).of(october))
                .singleElement()
                .extracting(LineDispute::correctedOn)
                .isEqualTo(java.util.Optional.of(november.number()));
        assertThat(world.statement(FIRST, "2026-10").orElseThrow())
                .as("never edited")
                .isEqualTo(before);
        assertThat(world.bean(Statements.class).lines(before)).hasSize(4);
    }

    @Test
    @DisplayName("sur des pages et pour des programmes : la structure conteste, le contrôle répond, chacun le lit")
    void on_pages_and_for_programs() {
        var path = "/releves/" + october;
        try (var site = TestApplication.start(db, world.clock, Visitor.settings(home));
                var provider = Visitor.of(site, FIRST_ADMIN);
                var controller = Visitor.of(site, CONTROLLER)) {
            var form = sound(provider.get(path)).form(path + "/contestations").with("reason", "Pas de chez nous.");
            assertThat(sound(form.send()).read())
                    .contains("Contester une ligne")
                    .doesNotContain("La ligne est contestée.");
            form.with("redemption", lines.get(0).toString());
            assertThat(sound(form.send()).read())
                    .contains("La ligne est contestée.")
                    .contains("17 novembre 2026");
            assertThat(sound(form.send()).read()).contains("La ligne est contestée.");
            assertThat(sound(form.with("reason", "Autre chose.").send()).read())
                    .contains("Cet identifiant a déjà servi");

            assertThat(sound(controller.get("/")).read()).contains("Répondre à une contestation");
            var dispute = world.bean(LineDisputes.class).of(october).getFirst();
            var answer = sound(controller.get(path)).form(path + "/contestations/" + dispute.id());
            assertThat(sound(answer.with("answer", "Vérifié.").send()).read()).contains("Réponse au plus tard");
            assertThat(sound(answer.with("decision", "MAINTAINED").send()).read())
                    .contains("La réponse est transmise.");
            assertThat(sound(provider.get(path)).read())
                    .contains("Ligne maintenue")
                    .contains("Vérifié.");

            var programs = new Programs(site);
            var key = programs.key(FIRST, Role.PROVIDER_ADMIN);
            var staff = programs.key(COOPERATIVE, Role.COOP_CONTROLLER);
            var address = "/api/v1/statements/" + october + "/disputes";
            var line = programs.get(key, "/api/v1/statements/" + october + "/lines")
                    .done()
                    .at("/items/1/redemption")
                    .stringValue();
            var body = "{\"redemption\":\"%s\",\"reason\":\"Compté deux fois.\"}".formatted(line);
            var made = programs.postOnce(key, "une", address, body).done();
            assertThat(programs.postOnce(key, "une", address, body).done()).isEqualTo(made);
            assertThat(programs.postOnce(key, "une", address, body.replace("deux", "trois"))
                            .refused(409))
                    .isEqualTo("ID_TAKEN");
            assertThat(programs.post(programs.key(SECOND, Role.PROVIDER_ADMIN), address, body)
                            .refused(404))
                    .isEqualTo("NOT_FOUND");
            assertThat(programs.get(staff, "/api/v1/statement-disputes").done().size())
                    .isEqualTo(1);
            assertThat(programs.get(key, "/api/v1/statement-disputes").refused(403))
                    .isEqualTo("NOT_ALLOWED");
            var answered = programs.post(
                            staff,
                            "/api/v1/statement-disputes/" + made.required("id").stringValue() + "/answer",
                            "{\"decision\":\"CORRECTED\",\"answer\":\"En effet.\"}")
                    .done();
            assertThat(answered.required("claim").stringValue()).isNotBlank();
            assertThat(programs.get(key, address).done().size()).isEqualTo(2);
        }
    }

    private static Visitor.Page sound(Visitor.Page page) {
        assertThat(page.status()).as(page.read()).isLessThan(500);
        assertThat(Accessibility.faults(page.text())).as(page.at().toString()).isEmpty();
        return page;
    }
}
