package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.COOPERATIVE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.orders.OrderId;
import coop.fairpass.qualification.AppealDisqualification.Appeal;
import coop.fairpass.qualification.AppealDisqualification.Outcome;
import coop.fairpass.qualification.AppealDisqualification.Ruling;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The first provider, qualified on 1 October 2026, is suspended in that month and disqualified from the 25th. */
@DisplayName("R-110 : une disqualification se conteste dans les soixante jours, devant d’autres personnes")
@ExtendWith(TestDatabase.class)
class AppealDisqualificationTest {

    private static final Actor JUDGE = new Actor(
            "person/" + UUID.nameUUIDFromBytes("board".getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            "Autre administratrice",
            Optional.of(COOPERATIVE),
            Set.of(Role.BOARD));

    private static final UUID APPEAL = UUID.randomUUID();

    private OpenSite site;
    private OrderId order;
    private int used;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, COMMITTEE, FIRST_ADMIN, JUDGE);
        order = site.world.order(10);
        bean(SuspendProvider.class)
                .handle(new SuspendProvider.Command(
                        new SuspensionId(UUID.randomUUID()),
                        FIRST,
                        site.world.today(),
                        "Plaintes.",
                        Optional.empty(),
                        CONTROLLER));
        site.world.day("2026-10-25");
        assertThat(bean(EndQualification.class)
                        .handle(new EndQualification.Command(
                                FIRST, site.world.today(), EndKind.DISQUALIFIED, "Sans réponse.", COMMITTEE)))
                .isInstanceOf(EndQualification.Outcome.Ended.class);
    }

    @AfterEach
    void close() {
        assertThat(site.world.ailments()).isEmpty();
        site.close();
    }

    private <T> T bean(Class<T> type) {
        return site.world.bean(type);
    }

    private Outcome contest(UUID id, String words, Actor by) {
        return bean(AppealDisqualification.class).contest(new AppealDisqualification.Contest(id, FIRST, words, by));
    }

    private Outcome contested() {
        return contest(APPEAL, "Nous avions répondu par courrier.", FIRST_ADMIN);
    }

    private Outcome decide(Ruling ruling, String reason, Actor by) {
        return bean(AppealDisqualification.class)
                .handle(new AppealDisqualification.Command(APPEAL, ruling, reason, "Conseil", "CA-4", by));
    }

    private Appeal done(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done) outcome).appeal();
    }

    private static Outcome refused(QualificationReason reason) {
        return new Outcome.Refused(reason);
    }

    private Result redeemed() {
        used++;
        return site.world
                .redeem(site.world.given(site.world.handedOver(order, used), 1))
                .result();
    }

    private QualificationState state(String day) {
        return bean(Qualifications.class).stateOn(FIRST, LocalDate.parse(day));
    }

    @Test
    @DisplayName("acceptée, la qualification continue jusqu’au même terme, dès le jour de la décision et pas avant")
    void accepted() {
        var term = LocalDate.of(2028, 10, 1);
        assertThat(redeemed()).isEqualTo(Result.REFUSED);
        done(contested());
        assertThat(redeemed()).as("an appeal gives no right").isEqualTo(Result.REFUSED);

        site.world.day("2026-11-10");
        var decided = done(decide(Ruling.ACCEPTED, "Le courrier est arrivé le 12 octobre.", JUDGE));

        assertThat(decided.decision().orElseThrow().recorded())
                .isEqualTo(new Recorded(JUDGE.reference(), LocalDate.of(2026, 11, 10)));
        assertThat(state("2026-11-09")).isEqualTo(QualificationState.SUSPENDED);
        assertThat(state("2026-11-10")).isEqualTo(QualificationState.QUALIFIED);
        assertThat(bean(Qualifications.class).termOf(FIRST, site.world.today())).contains(term);
        assertThat(redeemed()).isEqualTo(Result.REDEEMED);
        assertThat(site.world.told(FIRST))
                .anySatisfy(text -> assertThat(text)
                        .contains("Le recours est accepté", "10 novembre 2026", "Le courrier est arrivé"));
        assertThat(decide(Ruling.ACCEPTED, "Le courrier est arrivé le 12 octobre.", JUDGE))
                .as("twice is once")
                .isEqualTo(new Outcome.Done(decided));
        assertThat(decide(Ruling.REJECTED, "Non.", JUDGE)).isEqualTo(refused(QualificationReason.APPEAL_DECIDED));
        assertThat(site.world
                        .owner()
                        .sql("SELECT what FROM qualification.act WHERE organisation = :provider")
                        .param("provider", FIRST.value())
                        .query(String.class)
                        .list())
                .contains("DISQUALIFICATION_APPEALED", "DISQUALIFICATION_APPEAL_DECIDED", "QUALIFICATION_ENDED")
                .doesNotContain("NOTICE_TAKEN_BACK");
    }

    @Test
    @DisplayName("rejetée, la disqualification tient, et la structure en lit le motif")
    void rejected() {
        done(contested());
        done(decide(Ruling.REJECTED, "Aucun courrier n’est arrivé.", JUDGE));
        assertThat(state("2026-10-25")).isEqualTo(QualificationState.ENDED);
        assertThat(redeemed()).isEqualTo(Result.REFUSED);
        assertThat(site.world.told(FIRST))
                .anySatisfy(text -> assertThat(text).contains("Le recours est rejeté", "Aucun courrier n’est arrivé."));
        assertThat(contest(UUID.randomUUID(), "Encore.", FIRST_ADMIN))
                .as("contested once")
                .isEqualTo(refused(QualificationReason.ALREADY_APPEALED));
    }

    @Test
    @DisplayName("par le représentant légal, une fois, avec des mots, jusqu’au soixantième jour")
    void who_and_when() {
        assertThat(contest(APPEAL, "Non.", FIRST_STAFF)).isEqualTo(refused(QualificationReason.NOT_ALLOWED));
        assertThat(contest(APPEAL, "Non.", SECOND_STAFF)).isEqualTo(refused(QualificationReason.UNKNOWN_PROVIDER));
        assertThat(contest(APPEAL, "  ", FIRST_ADMIN)).isEqualTo(refused(QualificationReason.REASON_MISSING));
        site.world.clock.set("2026-12-25T09:00");
        assertThat(contested()).isEqualTo(refused(QualificationReason.TOO_LATE_TO_APPEAL));
        site.world.clock.set("2026-12-24T09:00");
        var appeal = done(contested());
        assertThat(contested()).as("twice is once").isEqualTo(new Outcome.Done(appeal));
    }

    @Test
    @DisplayName("ni qui a disqualifié, ni qui a suspendu, ni un programme, ni un autre rôle ne décide du recours")
    void other_people_decide() {
        done(contested());
        var suspender =
                new Actor(CONTROLLER.reference(), CONTROLLER.label(), Optional.of(COOPERATIVE), Set.of(Role.BOARD));
        var program = new Actor("key/x", "Programme", Optional.of(COOPERATIVE), Set.of(Role.BOARD));
        assertThat(decide(Ruling.ACCEPTED, "Oui.", COMMITTEE)).isEqualTo(refused(QualificationReason.FIRST_JUDGE));
        assertThat(decide(Ruling.ACCEPTED, "Oui.", suspender)).isEqualTo(refused(QualificationReason.FIRST_JUDGE));
        assertThat(decide(Ruling.ACCEPTED, "Oui.", CONTROLLER)).isEqualTo(refused(QualificationReason.NOT_ALLOWED));
        assertThat(decide(Ruling.ACCEPTED, "Oui.", program)).isEqualTo(refused(QualificationReason.NOT_A_PERSON));
        assertThat(decide(Ruling.ACCEPTED, " ", JUDGE)).isEqualTo(refused(QualificationReason.REASON_MISSING));
        assertThat(bean(AppealDisqualification.class).waitingFor(COMMITTEE)).isEmpty();
        assertThat(bean(AppealDisqualification.class).waitingFor(JUDGE)).hasSize(1);
    }

    @Test
    @DisplayName("qualifiée de nouveau par un autre dossier, elle n’a pas deux qualifications à la fois")
    void qualified_since() {
        done(contested());
        assertThat(bean(QualifyProvider.class)
                        .handle(new QualifyProvider.Command(
                                new QualificationId(UUID.randomUUID()),
                                FIRST,
                                site.world.today(),
                                new Decision("Comité", site.world.today(), "CQ-8"),
                                COMMITTEE)))
                .isInstanceOf(QualifyProvider.Outcome.Qualified.class);
        assertThat(decide(Ruling.ACCEPTED, "Oui.", JUDGE)).isEqualTo(refused(QualificationReason.ALREADY_QUALIFIED));
        done(decide(Ruling.REJECTED, "Un nouveau dossier est accepté.", JUDGE));
    }

    @Test
    @DisplayName(
            "par les pages : la représentante conteste, l’administratrice trouve le recours et décide, chacune lit")
    void by_the_pages() {
        try (var admin = site.as(FIRST_ADMIN);
                var judge = site.as(JUDGE);
                var committee = site.as(COMMITTEE)) {
            var own = admin.read("/qualification");
            assertThat(own.text()).contains("Sans réponse.", "contester cette décision jusqu’au 24 décembre 2026");
            var unwritten = admin.send(own, "/qualification/recours", Map.of("words", ""));
            assertThat(unwritten.text()).contains("Contester la disqualification");
            var sent = admin.send(
                    unwritten, "/qualification/recours", Map.of("words", "Nous avions répondu par courrier."));
            assertThat(sent.text()).contains("Votre recours est transmis", "Nous avions répondu par courrier.");

            assertThat(judge.read("/").text()).contains("Décider d’un recours contre une disqualification");
            assertThat(committee.read("/").text()).doesNotContain("Décider d’un recours contre une disqualification");
            var path = "/prestataires/" + FIRST;
            assertThat(committee.read(path).text()).doesNotContain("Décider du recours");
            var page = judge.read(path);
            assertThat(page.text()).contains("Nous avions répondu par courrier.", "Décider du recours");
            var unticked = judge.send(
                    page,
                    path + "/recours",
                    Map.of("appealReason", "Le courrier est là.", "appealBody", "Conseil", "appealMinutes", "CA-4"));
            assertThat(unticked.text()).contains("Choisissez une décision.");
            assertThat(unticked.html()).as("what was typed").contains("Le courrier est là.", "value=\"CA-4\"");
            var decided = judge.send(
                    unticked,
                    path + "/recours",
                    Map.of(
                            "ruling", "ACCEPTED",
                            "appealReason", "Le courrier est là.",
                            "appealBody", "Conseil",
                            "appealMinutes", "CA-4"));
            assertThat(decided.text()).contains("La décision sur le recours est enregistrée", "Recours accepté");
            assertThat(admin.read("/qualification").text()).contains("Recours accepté", "Le courrier est là.");
        }
    }
}
