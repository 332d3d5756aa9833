package coop.fairpass.booklets;

import static coop.fairpass.booklets.Ground.AGENT;
import static coop.fairpass.booklets.Ground.BUYER;
import static coop.fairpass.booklets.Ground.CENTRE;
import static coop.fairpass.booklets.Ground.CENTRE_AGENT;
import static coop.fairpass.booklets.Ground.COLLEAGUE;
import static coop.fairpass.booklets.Ground.CONTROLLER;
import static coop.fairpass.booklets.Ground.LIBRARY;
import static coop.fairpass.booklets.Ground.MANAGER;
import static coop.fairpass.booklets.Ground.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("N’importe qui signale une perte, sans nom ; l’accueil qui a remis le carnet bloque, ou dit pourquoi non")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossReportTest {

    /** Of no lot of ours. */
    private static final BookletNumber NEVER_MADE = new BookletNumber(999_999_999);

    private Ground ground;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        ground = new Ground(db, home);
    }

    @AfterEach
    void nothing_is_broken() {
        assertThat(ground.broken()).isEmpty();
        ground.clock.set("2026-11-10T10:00");
        ground.owner().sql("DELETE FROM booklets.loss_report").update();
    }

    private ReportLoss.Outcome report(UUID id, BookletNumber booklet) {
        return ground.bean(ReportLoss.class)
                .handle(new ReportLoss.Command(id, Loss.LOST, Optional.of(booklet), Optional.empty()));
    }

    private ReportLoss.Outcome reportTo(OrganisationId desk) {
        return ground.bean(ReportLoss.class)
                .handle(new ReportLoss.Command(UUID.randomUUID(), Loss.STOLEN, Optional.empty(), Optional.of(desk)));
    }

    private static String number(ReportLoss.Outcome outcome) {
        return ((ReportLoss.Outcome.Kept) outcome).number();
    }

    private List<LossReport> open(Actor by) {
        return ground.bean(LossReports.class).open(by, 100);
    }

    private AnswerLossReport.Outcome answer(UUID report, AnswerLossReport.Decision decision, Actor by) {
        return ground.bean(AnswerLossReport.class).handle(new AnswerLossReport.Command(report, decision, by));
    }

    private static AnswerLossReport.Outcome refused(LossReportReason reason) {
        return new AnswerLossReport.Outcome.Refused(reason);
    }

    private BookletNumber handedOver() {
        var booklet = ground.number(ground.activeOrder(1), 1);
        ground.handOver(booklet, AGENT);
        return booklet;
    }

    @Test
    @DisplayName(
            "R-093 : le signalement attend chez qui a remis le carnet, qui est prévenu ; il ne bloque rien à lui seul")
    void a_report_waits_for_the_desk() {
        var booklet = handedOver();
        var id = UUID.randomUUID();
        var number = number(report(id, booklet));
        assertThat(number).matches("[1-9]\\d{7}");
        assertThat(open(AGENT)).singleElement().satisfies(report -> {
            assertThat(report.booklet()).contains(booklet);
            assertThat(report.desk()).contains(LIBRARY);
            assertThat(report.number()).isEqualTo(number);
        });
        assertThat(open(MANAGER)).hasSize(1);
        assertThat(open(CONTROLLER)).hasSize(1);
        assertThat(open(CENTRE_AGENT)).isEmpty();
        assertThat(open(BUYER)).isEmpty();
        assertThat(ground.state(booklet)).isEqualTo(BookletState.HANDED_OVER);
        assertThat(ground.bean(Notices.class).lastOf(LIBRARY, 100))
                .filteredOn(notice -> notice.subject().equals("Un carnet est signalé perdu"))
                .filteredOn(notice -> notice.text().contains(booklet.serial()))
                .hasSize(1);
    }

    @Test
    @DisplayName("un numéro qui n’existe pas, un carnet jamais remis, un carnet remis : on reçoit la même réponse")
    void nothing_is_learnt_of_booklets() {
        var inStock = ground.number(ground.activeOrder(1), 1);
        var known = handedOver();
        for (var booklet : List.of(NEVER_MADE, inStock, known)) {
            assertThat(report(UUID.randomUUID(), booklet)).isInstanceOf(ReportLoss.Outcome.Kept.class);
        }
        // Whom it waits for differs, and nobody outside sees it.
        assertThat(open(CONTROLLER)).hasSize(3);
        assertThat(open(AGENT))
                .extracting(LossReport::booklet)
                .containsExactlyInAnyOrder(Optional.of(inStock), Optional.of(known));
        assertThat(ground.bean(LossReports.class).waitingFor(CONTROLLER))
                .extracting(LossReport::booklet)
                .containsExactly(Optional.of(NEVER_MADE));
    }

    @Test
    @DisplayName("signalé deux fois, un carnet n’attend qu’une fois, sous le même numéro ; un formulaire renvoyé aussi")
    void twice_is_once() throws Exception {
        var booklet = handedOver();
        var id = UUID.randomUUID();
        var first = report(id, booklet);
        assertThat(report(id, booklet)).isEqualTo(first);
        assertThat(report(UUID.randomUUID(), booklet)).isEqualTo(first);
        assertThat(report(id, NEVER_MADE)).isEqualTo(new ReportLoss.Outcome.Refused(LossReportReason.ID_TAKEN));
        assertThat(open(AGENT)).hasSize(1);
        for (int i = 0; i < 10; i++) {
            var other = handedOver();
            var both = MovesTest.<ReportLoss.Outcome>together(
                    () -> report(UUID.randomUUID(), other), () -> report(UUID.randomUUID(), other));
            assertThat(both.getFirst()).isEqualTo(both.getLast());
        }
        assertThat(open(AGENT)).hasSize(11);
    }

    @Test
    @DisplayName("d’un geste, l’agent bloque le carnet signalé ; un autre, ou après lui, ne le peut pas")
    void the_desk_blocks() {
        var booklet = handedOver();
        var id = UUID.randomUUID();
        report(id, booklet);
        var block = new AnswerLossReport.Decision.Block("");
        assertThat(answer(id, block, CENTRE_AGENT)).isEqualTo(refused(LossReportReason.UNKNOWN_REPORT));
        assertThat(answer(id, block, MANAGER)).isEqualTo(refused(LossReportReason.NOT_ALLOWED));
        assertThat(answer(id, block, AGENT)).isEqualTo(new AnswerLossReport.Outcome.Blocked(booklet, Ground.SIZE));
        assertThat(ground.state(booklet)).isEqualTo(BookletState.BLOCKED);
        assertThat(open(AGENT)).isEmpty();
        assertThat(answer(id, block, COLLEAGUE)).isEqualTo(refused(LossReportReason.ALREADY_ANSWERED));
        // Found, and lost again: it may be reported again, under another number.
        assertThat(number(report(UUID.randomUUID(), booklet))).matches("\\d{8}");
        assertThat(open(AGENT)).hasSize(1);
    }

    @Test
    @DisplayName("R-084 : la personne est là : d’un geste, le carnet est bloqué et remplacé, une fois")
    void the_desk_blocks_and_replaces() {
        var booklet = handedOver();
        var id = UUID.randomUUID();
        report(id, booklet);
        var outcome = answer(id, new AnswerLossReport.Decision.BlockAndReplace(""), AGENT);
        assertThat(outcome).isInstanceOfSatisfying(AnswerLossReport.Outcome.Replaced.class, done -> {
            assertThat(done.replacement().lost()).isEqualTo(booklet);
            assertThat(done.replacement().ranks()).hasSize(Ground.SIZE);
        });
        assertThat(ground.state(booklet)).isEqualTo(BookletState.REPLACED);
        // What a replacement is cannot be replaced: it is blocked all the same, for that is urgent.
        var replacement =
                ((AnswerLossReport.Outcome.Replaced) outcome).replacement().replacedBy();
        var again = UUID.randomUUID();
        report(again, replacement);
        assertThat(answer(again, new AnswerLossReport.Decision.BlockAndReplace(""), AGENT))
                .isEqualTo(new AnswerLossReport.Outcome.NotReplaced(replacement, BookletReason.REPLACED_ONCE));
        assertThat(ground.state(replacement)).isEqualTo(BookletState.BLOCKED);
    }

    @Test
    @DisplayName("sans numéro : à l’accueil que la personne nomme, et qui retrouve le carnet")
    void without_a_number() {
        var booklet = handedOver();
        assertThat(reportTo(STRANGER)).isEqualTo(new ReportLoss.Outcome.Refused(LossReportReason.UNKNOWN_DESK));
        assertThat(reportTo(LIBRARY)).isInstanceOf(ReportLoss.Outcome.Kept.class);
        var id = open(AGENT).getFirst().id();
        assertThat(answer(id, new AnswerLossReport.Decision.Block(" "), AGENT))
                .isEqualTo(refused(LossReportReason.NUMBER_MISSING));
        assertThat(answer(id, new AnswerLossReport.Decision.Block("12"), AGENT))
                .isEqualTo(new AnswerLossReport.Outcome.Misread(SerialFault.WRONG_LENGTH));
        assertThat(answer(id, new AnswerLossReport.Decision.Block(NEVER_MADE.serial()), AGENT))
                .isEqualTo(new AnswerLossReport.Outcome.NotBlocked(BookletReason.UNKNOWN_BOOKLET));
        assertThat(open(AGENT)).hasSize(1);
        assertThat(answer(id, new AnswerLossReport.Decision.Block(booklet.serial()), AGENT))
                .isEqualTo(new AnswerLossReport.Outcome.Blocked(booklet, Ground.SIZE));
        assertThat(open(AGENT)).isEmpty();
    }

    @Test
    @DisplayName("un accueil ne reçoit pas plus de signalements sans numéro qu’il n’en peut chercher")
    void a_desk_is_not_flooded() {
        handedOver();
        for (int i = 0; i < ReportLoss.MOST_FOR_A_DESK; i++) {
            assertThat(reportTo(LIBRARY)).isInstanceOf(ReportLoss.Outcome.Kept.class);
        }
        assertThat(reportTo(LIBRARY)).isEqualTo(new ReportLoss.Outcome.Refused(LossReportReason.TOO_MANY));
        assertThat(report(UUID.randomUUID(), handedOver())).isInstanceOf(ReportLoss.Outcome.Kept.class);
    }

    @Test
    @DisplayName("classé, un signalement dit pourquoi par un mot choisi, et ne bloque rien")
    void dismissed() {
        var booklet = handedOver();
        var id = UUID.randomUUID();
        report(id, booklet);
        assertThat(answer(id, new AnswerLossReport.Decision.Dismiss(Dismissal.FOUND), AGENT))
                .isInstanceOf(AnswerLossReport.Outcome.Dismissed.class);
        assertThat(ground.state(booklet)).isEqualTo(BookletState.HANDED_OVER);
        assertThat(open(CONTROLLER)).isEmpty();
    }

    @Test
    @DisplayName("ce que l’accueil laisse deux jours sans réponse attend aussi la coopérative, qui peut bloquer")
    void the_cooperative_looks_after_two_days() {
        var booklet = handedOver();
        var id = UUID.randomUUID();
        report(id, booklet);
        var reports = ground.bean(LossReports.class);
        ground.clock.advance(Duration.ofDays(2));
        assertThat(reports.waitingFor(CONTROLLER)).isEmpty();
        assertThat(reports.waitingFor(AGENT)).hasSize(1);
        ground.clock.advance(Duration.ofSeconds(1));
        assertThat(reports.waitingFor(CONTROLLER)).hasSize(1);
        assertThat(answer(id, new AnswerLossReport.Decision.Block(""), CONTROLLER))
                .isEqualTo(new AnswerLossReport.Outcome.Blocked(booklet, Ground.SIZE));
    }

    @Test
    @DisplayName("R-087 : rien de la personne n’est gardé : pas une colonne ne peut tenir un nom ou un téléphone")
    void nothing_of_the_person_is_kept() {
        assertThat(ground.owner().sql("""
                                SELECT column_name
                                  FROM information_schema.columns
                                 WHERE table_schema = 'booklets'
                                   AND table_name = 'loss_report'
                                   AND data_type = 'text'
                                """).query(String.class).list())
                .containsExactlyInAnyOrder("number", "loss", "state", "dismissal", "answered_by");
    }

    @Test
    @DisplayName("les accueils d’une commune : ceux qui ont remis des carnets, par leur nom, et aucun autre")
    void receptions_near_a_commune() {
        handedOver();
        var receptions = ground.bean(Receptions.class);
        assertThat(receptions.near("Villequinexistepas")).isEmpty();
        assertThat(receptions.handsOver(LIBRARY)).isTrue();
        assertThat(receptions.handsOver(CENTRE)).isFalse();
        assertThat(receptions.find(STRANGER)).isEmpty();
    }
}
