package coop.fairpass.impact;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.LegalNature;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.LiftSuspension;
import coop.fairpass.qualification.SuspendProvider;
import coop.fairpass.qualification.SuspensionId;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The two providers of the world are qualified from 1 October 2026 on, in Dijon. */
@ExtendWith(TestDatabase.class)
@DisplayName("Le flux d’une année : le sien, à côté de la médiane des autres et de l’objectif")
class ProviderFlowsTest {

    private World world;
    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
    }

    @AfterEach
    void close() {
        site.close();
        world.close();
    }

    private OrganisationId qualified(int rank) {
        var id = new OrganisationId(World.id("structure " + rank));
        world.register(id, "Structure numéro " + rank, LegalNature.PRIVATE, 100 + rank);
        world.qualify(id);
        return id;
    }

    /** A statement of a month that pays an amount, fees apart. */
    private void received(OrganisationId provider, String month, long faceCents, long carriedInCents) {
        var net = faceCents + carriedInCents;
        var from = YearMonth.parse(month).atDay(1);
        world.owner()
                .sql("""
                        INSERT INTO settlement.statement (number, id, provider, month, redemptions, face_cents,
                               fee_cents, vat_cents, contribution_cents, set_off_cents, correction_cents,
                               carried_in_cents, net_cents, due_on, issued_at, state, state_reason, turnover, paid_on)
                        VALUES (:number, gen_random_uuid(), :provider, :month, 0, greatest(:face, 0),
                               0, 0, 0, 0, greatest(-:face, 0),
                               :carried, :net, :month, :at, :state, '', 'Chiffre.', :month)
                        """)
                .param("number", "REL-%s-%s".formatted(month, provider))
                .param("provider", provider.value())
                .param("month", from)
                .param("face", faceCents)
                .param("carried", carriedInCents)
                .param("net", net)
                .param("at", world.clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .param("state", net > 0 ? "PAID" : "CARRIED_OVER")
                .update();
    }

    private void received(OrganisationId provider, String month, long faceCents) {
        received(provider, month, faceCents, 0);
    }

    private void closedThrough(String month) {
        world.owner()
                .sql("INSERT INTO redemption.frozen_month (month, frozen_at, frozen_by) VALUES (:month, :at, 'test')")
                .param("month", YearMonth.parse(month).atDay(1))
                .param("at", world.clock.instant().atOffset(java.time.ZoneOffset.UTC))
                .update();
        world.clock.set(YearMonth.parse(month).plusMonths(1).atDay(2) + "T09:00");
    }

    private ConsolidatingRatio ratio() {
        var flows = site.bean(ProviderFlows.class);
        return flows.ratio(flows.lastYear().orElseThrow());
    }

    @Test
    @DisplayName("R-158 : le ratio ne compte que les structures qualifiées les douze mois entiers, et leurs douze mois")
    void who_counts() {
        var third = qualified(3);
        var late = new OrganisationId(World.id("structure 4"));
        world.register(late, "Structure tardive", LegalNature.PRIVATE, 104);
        var suspended = qualified(5);
        assertThat(site.bean(ProviderFlows.class).lastYear()).isEmpty();
        world.clock.set("2026-10-02T09:00");
        world.qualify(late);
        var suspension = new SuspensionId(UUID.randomUUID());
        World.done(
                SuspendProvider.Outcome.Suspended.class,
                world.bean(SuspendProvider.class)
                        .handle(new SuspendProvider.Command(
                                suspension,
                                suspended,
                                LocalDate.of(2026, 10, 2),
                                "À vérifier.",
                                Optional.empty(),
                                World.CONTROLLER)));
        world.clock.set("2026-10-05T09:00");
        World.done(
                LiftSuspension.Outcome.Lifted.class,
                world.bean(LiftSuspension.class)
                        .handle(new LiftSuspension.Command(
                                suspended, suspension, LocalDate.of(2026, 10, 6), "Vérifié.", World.CONTROLLER)));
        received(FIRST, "2026-10", 4_000_00);
        received(FIRST, "2027-09", 1_000_00);
        received(FIRST, "2026-09", 50_000_00); // before
        received(FIRST, "2027-10", 50_000_00); // after
        received(SECOND, "2027-01", 20_000_00);
        received(third, "2027-02", 90_000_00);
        received(late, "2027-02", 70_000_00);
        received(suspended, "2027-02", 70_000_00);
        closedThrough("2027-09");
        assertThat(ratio().flows())
                .containsExactly(Money.cents(5_000_00), Money.cents(20_000_00), Money.cents(90_000_00));
        assertThat(ratio().median()).hasValue(Money.cents(20_000_00));
        try (var board = Visitor.of(site, COMMITTEE)) {
            assertThat(board.get("/").read())
                    .contains(
                            "Ratio consolidateur", "20 000,00 €", "66,7 %", "2 sur 3", "octobre 2026 à septembre 2027");
        }
    }

    @Test
    @DisplayName("R-158 : qui n’a rien reçu compte pour zéro ; un mois négatif reporté sur le suivant compte une fois")
    void zeros_and_carried_months() {
        received(FIRST, "2026-10", -50_00);
        received(FIRST, "2026-11", 150_00, -50_00);
        closedThrough("2027-09");
        assertThat(ratio().flows()).containsExactly(Money.ZERO, Money.cents(100_00));
        assertThat(ratio().median()).hasValue(Money.cents(50_00));
    }

    private String home() {
        try (var admin = Visitor.of(site, FIRST_ADMIN)) {
            var page = admin.get("/");
            assertThat(Accessibility.faults(page.text())).isEmpty();
            return page.read();
        }
    }

    @Test
    @DisplayName(
            "R-157 : une structure lit son flux, la médiane de son département et l’objectif ; personne n’est nommé, et"
                    + " moins de cinq autres ne se montrent pas")
    void own_flow() {
        assertThat(home()).doesNotContain("Votre année, à côté des autres");
        received(FIRST, "2027-01", 12_345_67);
        received(SECOND, "2027-01", 90_000_00);
        for (int rank = 1; rank <= 3; rank++) {
            received(qualified(rank), "2027-01", 20_049_99);
        }
        var fifth = qualified(4);
        received(fifth, "2027-01", 90_000_00);
        elsewhere(fifth);
        closedThrough("2027-09");
        assertThat(home())
                .as("four others in the département, five in all")
                .contains("Votre année, à côté des autres", "12 345,67 €", "20 000,00 €")
                .contains("Côte-d'Or : moins de 5 autres structures")
                .contains("médiane de toutes les structures")
                .doesNotContain("médiane de votre département", "20 049,99");
        world.owner()
                .sql("UPDATE directory.organisation SET commune = '21231' WHERE id = :id")
                .param("id", fifth.value())
                .update();
        assertThat(home())
                .contains("médiane de votre département, Côte-d'Or", "20 000,00 €", "Elle compte 6 structures")
                .doesNotContain(
                        "Second prestataire", "Structure numéro", "90 000,00", "20 049,99", "moins de 5 autres");
        elsewhere(SECOND);
        world.owner()
                .sql("DELETE FROM qualification.qualification WHERE provider = :id")
                .param("id", fifth.value())
                .update();
        assertThat(home())
                .as("four others in all")
                .contains("Votre année, à côté des autres", "12 345,67 €", "moins de 5 autres structures")
                .doesNotContain("médiane de", "90 000,00", "20 049,99");
    }

    private void elsewhere(OrganisationId provider) {
        world.owner()
                .sql("UPDATE directory.organisation SET commune = '25056' WHERE id = :id")
                .param("id", provider.value())
                .update();
    }

    @Test
    @DisplayName("R-157 : une structure qualifiée en cours d’année lit son flux, et sait qu’elle ne compte pas")
    void a_newcomer() {
        received(FIRST, "2026-12", 300_00);
        closedThrough("2027-08");
        assertThat(home())
                .contains("300,00 €")
                .contains("Votre structure n’était pas qualifiée toute l’année : elle ne compte pas dans la médiane.");
    }
}
