package coop.fairpass.qualification;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.LIBRARY;
import static coop.fairpass.World.REVIEWER;
import static coop.fairpass.World.SECOND;
import static coop.fairpass.World.SECOND_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.given;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Address;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.PostalCode;
import coop.fairpass.directory.RegisterOrganisation;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.redemption.Answer.Result;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** It is 1 October 2026; both providers are qualified from this day on. */
@DisplayName("Qualifier, suspendre, lever, mettre fin : qui, quand, pourquoi")
@ExtendWith(TestDatabase.class)
class QualificationTest {

    private final World world;

    QualificationTest(Db db, @TempDir Path home) {
        world = new World(db, home);
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    // ── Acts, answered by the refusal or nothing ─────────────────────────────────────────────────────────────────

    private Optional<QualificationReason> qualify(UUID id, OrganisationId provider, String from, Actor by) {
        var decision = new Decision("Comité", world.today(), "CQ-2");
        return qualify(id, provider, from, decision, by);
    }

    private Optional<QualificationReason> qualify(
            UUID id, OrganisationId provider, String from, Decision decision, Actor by) {
        var outcome = world.bean(QualifyProvider.class)
                .handle(new QualifyProvider.Command(
                        new QualificationId(id), provider, LocalDate.parse(from), decision, by));
        return switch (outcome) {
            case QualifyProvider.Outcome.Qualified _ -> Optional.empty();
            case QualifyProvider.Outcome.Refused(var reason) -> Optional.of(reason);
        };
    }

    private Optional<QualificationReason> suspend(UUID id, String from, String reason, Actor by) {
        return suspend(id, FIRST, from, reason, Optional.empty(), by);
    }

    private Optional<QualificationReason> suspend(
            UUID id, OrganisationId provider, String from, String reason, Optional<Decision> decision, Actor by) {
        var outcome = world.bean(SuspendProvider.class)
                .handle(new SuspendProvider.Command(
                        new SuspensionId(id), provider, LocalDate.parse(from), reason, decision, by));
        return switch (outcome) {
            case SuspendProvider.Outcome.Suspended _ -> Optional.empty();
            case SuspendProvider.Outcome.Refused(var refusal) -> Optional.of(refusal);
        };
    }

    private Optional<QualificationReason> lift(UUID id, String from, String reason, Actor by) {
        var outcome = world.bean(LiftSuspension.class)
                .handle(new LiftSuspension.Command(FIRST, new SuspensionId(id), LocalDate.parse(from), reason, by));
        return switch (outcome) {
            case LiftSuspension.Outcome.Lifted _ -> Optional.empty();
            case LiftSuspension.Outcome.Refused(var refusal) -> Optional.of(refusal);
        };
    }

    private Optional<QualificationReason> end(String endedOn, EndKind kind, String reason, Actor by) {
        return end(FIRST, endedOn, kind, reason, by);
    }

    private Optional<QualificationReason> end(
            OrganisationId provider, String endedOn, EndKind kind, String reason, Actor by) {
        var outcome = world.bean(EndQualification.class)
                .handle(new EndQualification.Command(provider, LocalDate.parse(endedOn), kind, reason, by));
        return switch (outcome) {
            case EndQualification.Outcome.Ended _ -> Optional.empty();
            case EndQualification.Outcome.Refused(var refusal) -> Optional.of(refusal);
        };
    }

    private QualificationState state(String day) {
        return world.bean(Qualifications.class).stateOn(FIRST, LocalDate.parse(day));
    }

    private Qualification first() {
        return world.bean(Qualifications.class).of(FIRST).getFirst();
    }

    private static UUID id(int number) {
        return new UUID(7, number);
    }

    // ── Qualifying ───────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("une structure est qualifiée à partir d’un jour, par une décision, et l’apprend ; deux fois est une")
    void qualified_from_a_day() {
        assertThat(qualify(id(1), LIBRARY, "2026-10-03", REVIEWER)).isEmpty();
        assertThat(qualify(id(1), LIBRARY, "2026-10-03", REVIEWER)).isEmpty();
        var qualifications = world.bean(Qualifications.class);
        assertThat(qualifications.of(LIBRARY)).singleElement().satisfies(one -> {
            assertThat(one.decision().minutes()).isEqualTo("CQ-2");
            assertThat(one.recorded()).isEqualTo(new Recorded(REVIEWER.reference(), world.today()));
        });
        assertThat(qualifications.providersOn(LocalDate.parse("2026-10-02"))).containsOnly(FIRST, SECOND);
        assertThat(qualifications.providersOn(LocalDate.parse("2026-10-03"))).containsOnly(FIRST, SECOND, LIBRARY);
        assertThat(world.told(LIBRARY))
                .singleElement()
                .asString()
                .contains("est qualifiée", "3 octobre 2026", "Comité", "CQ-2");
    }

    @Test
    @DisplayName(
            "chaque refus de qualifier, dans l’ordre : existence, droit, identifiant, SIREN, dates, déjà qualifiée")
    void refused_to_qualify() {
        var nobody = new OrganisationId(id(99));
        assertThat(qualify(id(1), nobody, "2026-10-01", REVIEWER)).contains(QualificationReason.UNKNOWN_PROVIDER);
        assertThat(qualify(id(1), LIBRARY, "2026-10-01", TOWN_BUYER)).contains(QualificationReason.UNKNOWN_PROVIDER);
        assertThat(qualify(id(1), LIBRARY, "2026-10-01", CONTROLLER)).contains(QualificationReason.NOT_ALLOWED);
        assertThat(qualify(id(1), FIRST, "2026-10-01", FIRST_ADMIN)).contains(QualificationReason.NOT_ALLOWED);

        assertThat(qualify(id(1), LIBRARY, "2026-10-01", REVIEWER)).isEmpty();
        assertThat(qualify(id(1), LIBRARY, "2026-10-02", REVIEWER)).contains(QualificationReason.ID_TAKEN);
        assertThat(qualify(id(1), FIRST, "2026-10-01", REVIEWER)).contains(QualificationReason.ID_TAKEN);

        var unnamed = new OrganisationId(id(98));
        register(unnamed);
        assertThat(qualify(id(2), unnamed, "2026-09-30", REVIEWER)).contains(QualificationReason.SIREN_MISSING);
        var tomorrow = new Decision("Comité", world.today().plusDays(1), "CQ-3");
        assertThat(qualify(id(2), LIBRARY, "2026-09-30", tomorrow, COMMITTEE))
                .contains(QualificationReason.DECIDED_IN_THE_FUTURE);
        assertThat(qualify(id(2), LIBRARY, "2026-09-30", COMMITTEE)).contains(QualificationReason.IN_THE_PAST);
        assertThat(qualify(id(2), LIBRARY, "2030-01-01", COMMITTEE)).contains(QualificationReason.ALREADY_QUALIFIED);
    }

    private void register(OrganisationId unnamed) {
        world.bean(RegisterOrganisation.class)
                .handle(new RegisterOrganisation.Command(
                        unnamed,
                        "Structure sans SIREN",
                        Optional.empty(),
                        Optional.empty(),
                        LegalNature.PRIVATE,
                        OrganisationKind.ASSOCIATION,
                        VatRegime.EXEMPT,
                        new Address("3 place Exemple", PostalCode.of("21000"), "Dijon", Optional.empty()),
                        Optional.empty(),
                        Optional.empty()));
    }

    // ── Suspending and lifting ───────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "Q15, R-187 : suspendue le 10, elle est refusée dès le 10, 60 jours sans décision ; elle en lit le motif")
    void suspended_for_sixty_days() {
        var order = world.order(4);
        var booklet = world.handedOver(order, 1);
        world.day("2026-10-09");
        assertThat(world.redeem(world.given(booklet, 1)).result()).isEqualTo(Result.REDEEMED);
        world.day("2026-10-10");
        assertThat(suspend(id(1), "2026-10-10", " Plaintes répétées. ", CONTROLLER))
                .isEmpty();
        assertThat(suspend(id(1), "2026-10-10", "Plaintes répétées.", CONTROLLER))
                .isEmpty();
        assertThat(world.redeem(world.given(booklet, 2)).result()).isEqualTo(Result.REFUSED);
        assertThat(world.redeem(given(World.TEN_EUROS, LocalDate.parse("2026-10-09"), world.code(booklet, 3)))
                        .result())
                .isEqualTo(Result.REDEEMED);

        assertThat(first().suspensions()).singleElement().satisfies(one -> {
            assertThat(one.reason()).isEqualTo("Plaintes répétées.");
            assertThat(one.recorded()).isEqualTo(new Recorded(CONTROLLER.reference(), world.today()));
            assertThat(one.suspendedUntil()).contains(LocalDate.parse("2026-12-09"));
        });
        assertThat(state("2026-12-08")).isEqualTo(QualificationState.SUSPENDED);
        assertThat(state("2026-12-09")).isEqualTo(QualificationState.QUALIFIED);
        assertThat(world.told(FIRST).getLast())
                .contains("est suspendue", "du 10 octobre 2026 au 8 décembre 2026", "Plaintes répétées.", "répondre");
    }

    @Test
    @DisplayName("une décision du comité la prolonge sans terme, à partir du jour où la première s’arrête")
    void a_decision_prolongs() {
        assertThat(suspend(id(1), "2026-10-10", "Plaintes", CONTROLLER)).isEmpty();
        var decision = Optional.of(new Decision("Comité", world.today(), "CQ-9"));
        assertThat(suspend(id(2), FIRST, "2026-12-08", "Plaintes", decision, COMMITTEE))
                .contains(QualificationReason.ALREADY_SUSPENDED);
        assertThat(suspend(id(2), FIRST, "2026-12-09", "Plaintes", decision, COMMITTEE))
                .isEmpty();
        assertThat(state("2040-01-01")).isEqualTo(QualificationState.SUSPENDED);
    }

    @Test
    @DisplayName("chaque refus de suspendre, dans l’ordre")
    void refused_to_suspend() {
        assertThat(suspend(id(1), "2026-10-01", "Plaintes", SECOND_STAFF))
                .contains(QualificationReason.UNKNOWN_PROVIDER);
        assertThat(suspend(id(1), "2026-10-01", "Plaintes", REVIEWER)).contains(QualificationReason.NOT_ALLOWED);
        assertThat(suspend(id(1), "2026-10-01", " ", CONTROLLER)).contains(QualificationReason.REASON_MISSING);
        assertThat(suspend(id(1), LIBRARY, "2026-10-01", "Plaintes", Optional.empty(), CONTROLLER))
                .contains(QualificationReason.NOT_QUALIFIED);
        assertThat(suspend(id(1), "2026-09-30", "Plaintes", CONTROLLER)).contains(QualificationReason.NOT_QUALIFIED);
        var tomorrow = Optional.of(new Decision("Comité", world.today().plusDays(1), "CQ-9"));
        assertThat(suspend(id(1), FIRST, "2026-10-01", "Plaintes", tomorrow, CONTROLLER))
                .contains(QualificationReason.DECIDED_IN_THE_FUTURE);
        world.day("2026-10-02");
        assertThat(suspend(id(1), "2026-10-01", "Plaintes", CONTROLLER)).contains(QualificationReason.IN_THE_PAST);

        assertThat(suspend(id(1), "2026-10-02", "Plaintes", CONTROLLER)).isEmpty();
        assertThat(suspend(id(1), "2026-10-02", "Autre motif", CONTROLLER)).contains(QualificationReason.ID_TAKEN);
        var decision = Optional.of(new Decision("Comité", world.today(), "CQ-9"));
        assertThat(suspend(id(1), FIRST, "2026-10-02", "Plaintes", decision, CONTROLLER))
                .as("the same act with a decision is another act")
                .contains(QualificationReason.ID_TAKEN);
        assertThat(suspend(id(1), SECOND, "2026-10-02", "Plaintes", Optional.empty(), CONTROLLER))
                .contains(QualificationReason.ID_TAKEN);
        assertThat(suspend(id(2), "2026-10-02", "Plaintes", CONTROLLER))
                .contains(QualificationReason.ALREADY_SUSPENDED);
    }

    @Test
    @DisplayName("Q16 : la cause levée, le droit revient ce jour-là et la structure l’apprend")
    void lifted() {
        assertThat(suspend(id(1), "2026-10-10", "Plaintes", CONTROLLER)).isEmpty();
        world.day("2026-10-15");
        assertThat(lift(id(1), "2026-10-20", "Réponse reçue", COMMITTEE)).isEmpty();
        assertThat(lift(id(1), "2026-10-20", "Réponse reçue", COMMITTEE)).isEmpty();
        assertThat(state("2026-10-19")).isEqualTo(QualificationState.SUSPENDED);
        assertThat(state("2026-10-20")).isEqualTo(QualificationState.QUALIFIED);
        assertThat(world.told(FIRST).getLast()).contains("est levée", "20 octobre 2026", "Réponse reçue.");
        assertThat(suspend(id(2), "2026-10-20", "Rechute", CONTROLLER)).isEmpty();
        assertThat(state("2026-10-20")).isEqualTo(QualificationState.SUSPENDED);
    }

    @Test
    @DisplayName("chaque refus de lever, dans l’ordre")
    void refused_to_lift() {
        assertThat(suspend(id(1), "2026-10-10", "Plaintes", CONTROLLER)).isEmpty();
        assertThat(lift(id(1), "2026-10-10", "Réponse", SECOND_STAFF)).contains(QualificationReason.UNKNOWN_PROVIDER);
        assertThat(lift(id(1), "2026-10-10", "Réponse", FIRST_ADMIN)).contains(QualificationReason.NOT_ALLOWED);
        assertThat(lift(id(1), "2026-10-10", "", CONTROLLER)).contains(QualificationReason.REASON_MISSING);
        assertThat(lift(id(9), "2026-10-10", "Réponse", CONTROLLER)).contains(QualificationReason.UNKNOWN_SUSPENSION);
        assertThat(lift(id(1), "2026-12-10", "Réponse", CONTROLLER)).contains(QualificationReason.ALREADY_LIFTED);
        assertThat(lift(id(1), "2026-09-30", "Réponse", CONTROLLER)).contains(QualificationReason.IN_THE_PAST);
        assertThat(lift(id(1), "2026-10-09", "Réponse", CONTROLLER)).contains(QualificationReason.NOT_SUSPENDED);
        assertThat(state("2026-10-10")).isEqualTo(QualificationState.SUSPENDED);
    }

    // ── Ending ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("Q20 : elle part avec un mois de préavis, pas un jour de moins, par sa représentante légale seule")
    void leaves_with_a_months_notice() {
        assertThat(end("2026-11-01", EndKind.WITHDRAWN, "Départ", FIRST_STAFF))
                .contains(QualificationReason.NOT_ALLOWED);
        assertThat(end("2026-11-01", EndKind.WITHDRAWN, "Départ", COMMITTEE)).contains(QualificationReason.NOT_ALLOWED);
        assertThat(end("2026-10-31", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN))
                .contains(QualificationReason.NOTICE_TOO_SHORT);
        assertThat(end("2026-11-01", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN)).isEmpty();
        assertThat(end("2026-11-01", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN)).isEmpty();
        assertThat(state("2026-10-31")).isEqualTo(QualificationState.QUALIFIED);
        assertThat(state("2026-11-01")).isEqualTo(QualificationState.ENDED);
        assertThat(world.told(FIRST))
                .anySatisfy(told -> assertThat(told).contains("prend fin", "Départ", "1er novembre 2026"));
    }

    @Test
    @DisplayName("Q18 : elle est échue après 24 mois, pas la veille ; elle peut être qualifiée de nouveau ce jour-là")
    void lapses_after_twenty_four_months() {
        assertThat(end("2028-10-01", EndKind.LAPSED, "Non renouvelée", CONTROLLER))
                .contains(QualificationReason.NOT_ALLOWED);
        assertThat(end("2028-09-30", EndKind.LAPSED, "Non renouvelée", Actor.CLOCK))
                .contains(QualificationReason.NOT_LAPSED_YET);
        assertThat(end("2028-10-01", EndKind.LAPSED, "Non renouvelée", Actor.CLOCK))
                .isEmpty();
        assertThat(state("2028-10-01")).isEqualTo(QualificationState.ENDED);
        assertThat(qualify(id(1), FIRST, "2028-09-30", REVIEWER)).contains(QualificationReason.ALREADY_QUALIFIED);
        assertThat(qualify(id(1), FIRST, "2028-10-01", REVIEWER)).isEmpty();
        assertThat(state("2028-09-30")).isEqualTo(QualificationState.QUALIFIED);
        assertThat(state("2028-10-01")).isEqualTo(QualificationState.QUALIFIED);
    }

    @Test
    @DisplayName(
            "Q17, R-188 : le comité disqualifie une structure suspendue, 15 jours au moins après l’avoir invitée à répondre")
    void disqualified_after_fifteen_days() {
        assertThat(end("2026-10-20", EndKind.DISQUALIFIED, "Fraude", COMMITTEE))
                .contains(QualificationReason.NOT_SUSPENDED);
        world.day("2026-10-05");
        assertThat(suspend(id(1), "2026-10-05", "Plaintes", CONTROLLER)).isEmpty();
        assertThat(end("2026-10-20", EndKind.DISQUALIFIED, "Fraude", CONTROLLER))
                .contains(QualificationReason.NOT_ALLOWED);
        assertThat(end("2026-10-19", EndKind.DISQUALIFIED, "Fraude", COMMITTEE))
                .contains(QualificationReason.ANSWER_AWAITED);
        assertThat(end("2026-10-20", EndKind.DISQUALIFIED, "Fraude", COMMITTEE)).isEmpty();
        assertThat(state("2026-10-19")).isEqualTo(QualificationState.SUSPENDED);
        assertThat(state("2026-10-20")).isEqualTo(QualificationState.ENDED);
        assertThat(first().end().orElseThrow().recorded())
                .isEqualTo(new Recorded(COMMITTEE.reference(), world.today()));
    }

    @Test
    @DisplayName("une disqualification décidée ne s’efface ni par un départ, ni en levant la suspension")
    void a_disqualification_stands() {
        assertThat(suspend(
                        id(1),
                        FIRST,
                        "2026-10-01",
                        "Fraude",
                        Optional.of(new Decision("Comité", world.today(), "CQ-9")),
                        COMMITTEE))
                .isEmpty();
        assertThat(end("2026-12-01", EndKind.DISQUALIFIED, "Fraude", COMMITTEE)).isEmpty();
        assertThat(end("2026-12-01", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN))
                .contains(QualificationReason.END_DECIDED);
        assertThat(end("2026-11-15", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN))
                .contains(QualificationReason.END_DECIDED);
        assertThat(lift(id(1), "2026-11-01", "Réponse", CONTROLLER)).contains(QualificationReason.END_DECIDED);
        assertThat(first().end().orElseThrow().kind()).isEqualTo(EndKind.DISQUALIFIED);
        assertThat(state("2026-11-30")).isEqualTo(QualificationState.SUSPENDED);
    }

    @Test
    @DisplayName("R-334 : une fin remplacée par une plus proche reste écrite, avec qui, quand et pourquoi")
    void a_replaced_end_stays() {
        assertThat(end("2027-06-01", EndKind.WITHDRAWN, "Départ à l’été", FIRST_ADMIN))
                .isEmpty();
        assertThat(end("2027-07-01", EndKind.WITHDRAWN, "Plus tard", FIRST_ADMIN))
                .as("the right is over by then")
                .contains(QualificationReason.NOT_QUALIFIED);
        assertThat(end("2027-01-01", EndKind.WITHDRAWN, "Départ avancé", FIRST_ADMIN))
                .isEmpty();
        assertThat(state("2027-01-01")).isEqualTo(QualificationState.ENDED);
        assertThat(world.db.jdbc().sql("""
                                SELECT ended_on || ' ' || end_kind || ' ' || end_reason || ' ' || recorded_by
                                  FROM qualification.replaced_end
                                """).query(String.class).list())
                .containsExactly("2027-06-01 WITHDRAWN Départ à l’été " + FIRST_ADMIN.reference());
    }

    @Test
    @DisplayName("chaque autre refus de mettre fin, dans l’ordre")
    void refused_to_end() {
        assertThat(end("2026-11-01", EndKind.WITHDRAWN, "Départ", TOWN_BUYER))
                .contains(QualificationReason.UNKNOWN_PROVIDER);
        assertThat(end("2026-11-01", EndKind.WITHDRAWN, " ", FIRST_ADMIN)).contains(QualificationReason.REASON_MISSING);
        assertThat(end(LIBRARY, "2026-11-01", EndKind.LAPSED, "Échue", REVIEWER))
                .contains(QualificationReason.NOT_QUALIFIED);
        assertThat(end("2026-10-01", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN))
                .as("it would end on the day it begins")
                .contains(QualificationReason.NOT_QUALIFIED);
        world.day("2026-10-05");
        assertThat(end("2026-10-04", EndKind.WITHDRAWN, "Départ", FIRST_ADMIN))
                .contains(QualificationReason.IN_THE_PAST);
    }

    // ── The view ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "la vue que lisent les autres pièces dit la même chose que le domaine, tous les jours, quoi qu’il arrive")
    void the_view_says_the_same() {
        var random = new SplittableRandom(20_261_001);
        for (int act = 0; act < 25; act++) {
            var day = world.today().plusDays(random.nextInt(40)).toString();
            switch (random.nextInt(3)) {
                case 0 -> suspend(id(act), day, "Plaintes", CONTROLLER);
                case 1 -> lift(id(random.nextInt(act + 1)), day, "Réponse", CONTROLLER);
                default -> end(day, EndKind.DISQUALIFIED, "Fraude", COMMITTEE);
            }
            world.clock.set(world.today().plusDays(random.nextInt(4)) + "T09:00");
        }
        var qualifications = world.bean(Qualifications.class);
        for (var day = LocalDate.of(2026, 9, 29); day.isBefore(LocalDate.of(2027, 3, 1)); day = day.plusDays(1)) {
            assertThat(qualifications.providersOn(day).contains(FIRST))
                    .as("%s, %s", day, first())
                    .isEqualTo(qualifications.stateOn(FIRST, day) == QualificationState.QUALIFIED);
        }
    }
}
