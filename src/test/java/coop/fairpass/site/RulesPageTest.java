package coop.fairpass.site;

import static coop.fairpass.World.COMMITTEE;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import coop.fairpass.qualification.Decision;
import coop.fairpass.qualification.ZoneLimits;
import coop.fairpass.redemption.OfflineAllowances;
import coop.fairpass.tariff.EnactRate;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.web.RulesInForce;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les règles en vigueur, que tous lisent")
@ExtendWith(TestDatabase.class)
class RulesPageTest {

    @Test
    @DisplayName(
            "R-261 : chaque taux et chaque règle que la coopérative a décidés mène à sa décision : qui, quel jour, quel"
                    + " procès-verbal, et depuis quand elle vaut")
    void each_rule_cites_its_decision(Db db, @TempDir Path home) {
        try (var site = new OpenSite(db, home, COMMITTEE);
                var anybody = site.visitor()) {
            var today = site.world.today();
            var before = anybody.read("/regles");
            assertThat(Accessibility.faults(before.html())).isEmpty();
            assertThat(before.text()).contains("Charte version 1 Le premier jour Venue avec le logiciel");

            decideAll(site);

            var page = anybody.read("/regles").text().replace(" ,", ",");
            assertThat(page)
                    .contains("1 lieu au plus", "Conseil, %s, CA-7".formatted(Paris.french(today)))
                    .contains("50 chèques, 500,00 €, 24 heures au plus par appareil")
                    .contains("CA-1")
                    .as("decided, and not yet in force")
                    .doesNotContain("CA-99");
            var tariff = site.bean(Tariff.class);
            for (var kind : RateKind.values()) {
                tariff.on(kind, today)
                        .ifPresent(rate -> assertThat(page)
                                .contains("%s %s, %s, %s"
                                        .formatted(
                                                Paris.french(rate.validFrom()),
                                                rate.decision().body(),
                                                Paris.french(rate.decision().decidedOn()),
                                                rate.decision().minutes())));
            }
            assertThat(tariff.on(RateKind.UPSTREAM_FEE, today)).isPresent();
            for (var room : site.beans(RulesInForce.class)) {
                for (var rule : room.rulesOn(today)) {
                    var whole = anybody.read(rule.path());
                    assertThat(whole.status()).as(rule.path()).isEqualTo(200);
                    assertThat(whole.path()).as("open to all").isEqualTo(rule.path());
                    rule.source()
                            .ifPresent(source ->
                                    assertThat(whole.text()).as(rule.path()).contains(source.body(), source.minutes()));
                }
            }
        }
    }

    private static void decideAll(OpenSite site) {
        var today = site.world.today();
        assertThat(site.bean(ZoneLimits.class)
                        .handle(new ZoneLimits.Command(
                                UUID.randomUUID(),
                                PerimeterCode.of("D:21"),
                                1,
                                "Une structure vit déjà de ce bassin.",
                                today,
                                new Decision("Conseil", today, "CA-7"),
                                COMMITTEE)))
                .isInstanceOf(ZoneLimits.Outcome.Done.class);
        assertThat(site.bean(OfflineAllowances.class)
                        .decide(
                                new OfflineAllowances.Allowance(
                                        today, 50, Money.cents(500_00), Duration.ofHours(24), "Conseil", today, "CA-1"),
                                COMMITTEE))
                .isInstanceOf(OfflineAllowances.Outcome.Decided.class);
        assertThat(site.bean(EnactRate.class)
                        .handle(new EnactRate.Command(
                                RateKind.UPSTREAM_FEE,
                                50_000,
                                today.plusDays(1),
                                new coop.fairpass.tariff.Decision("Assemblée", today, "CA-99"))))
                .isInstanceOf(EnactRate.Outcome.Enacted.class);
    }
}
