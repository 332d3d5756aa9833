package coop.fairpass.site;

import static coop.fairpass.World.COMMITTEE;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.redemption.OfflineAllowances;
import coop.fairpass.site.Visitor.Seen;
import coop.fairpass.tariff.RateKind;
import coop.fairpass.tariff.Tariff;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Ce que le conseil décide se lit sur une page, et s’y enregistre avec son procès-verbal")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecidedPagesTest {

    private static final String RATES = "/bareme";
    private static final String OFFLINE = "/sans-reseau";

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, COMMITTEE, TREASURER, FIRST_ADMIN);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private Map<String, String> decision(String minutes, Map<String, String> more) {
        var fields = new HashMap<String, String>();
        fields.put("validFrom", site.world.today().toString());
        fields.put("decidedOn", site.world.today().toString());
        fields.put("decidedBy", "Conseil d’administration");
        fields.put("minutes", minutes);
        fields.putAll(more);
        return fields;
    }

    private static Seen sound(Seen page) {
        assertThat(Accessibility.faults(page.html())).as(page.path()).isEmpty();
        return page;
    }

    @Test
    @DisplayName(
            "R-220 : chacun lit les taux en vigueur et qui les a fixés, sans compte ; seul le conseil a un formulaire")
    void rates_are_public() {
        try (var anybody = site.visitor();
                var treasurer = site.as(TREASURER)) {
            var read = sound(anybody.read(RATES));
            assertThat(read.status()).isEqualTo(200);
            var fee = site.bean(Tariff.class)
                    .on(RateKind.DOWNSTREAM_FEE, site.world.today())
                    .orElseThrow();
            assertThat(read.text())
                    .contains(
                            "Frais des lieux",
                            PageReading.text(fee.rate().french()),
                            fee.decision().minutes())
                    .doesNotContain("Enregistrer une décision");
            assertThat(treasurer.read(RATES).html()).doesNotContain("action=\"/bareme\"");
            assertThat(treasurer.force(treasurer.read(RATES), RATES, Map.of()).status())
                    .isEqualTo(403);
        }
    }

    @Test
    @DisplayName(
            "R-262 : un taux mal écrit ou d’hier est refusé et rien n’est perdu ; décidé pour plus tard, il est annoncé")
    void a_rate_is_entered() {
        var today = site.world.today();
        try (var board = site.as(COMMITTEE);
                var anybody = site.visitor()) {
            for (var wrong : List.of("", "abc", "100,1", "-3")) {
                var told = sound(board.send(
                        board.read(RATES), RATES, decision("CA-7", Map.of("kind", "CONTRIBUTION", "value", wrong))));
                assertThat(told.status()).as(wrong).isEqualTo(422);
                assertThat(told.html()).contains("value=\"CA-7\"");
            }
            var past = board.send(
                    board.read(RATES),
                    RATES,
                    decision(
                            "CA-7",
                            Map.of(
                                    "kind", "CONTRIBUTION",
                                    "value", "0,5",
                                    "validFrom", today.minusDays(1).toString())));
            assertThat(past.status()).isEqualTo(422);
            assertThat(past.text()).contains("Un taux ne peut pas s’appliquer avant le jour");

            var done = sound(board.send(
                    board.read(RATES),
                    RATES,
                    decision(
                            "CA-8",
                            Map.of(
                                    "kind", "CONTRIBUTION",
                                    "value", "0,5 %",
                                    "validFrom", today.plusMonths(1).toString()))));
            assertThat(done.text()).contains("C’est enregistré et publié : don volontaire, 0,5 %");
            assertThat(anybody.read(RATES).text()).contains("À venir : don volontaire", "CA-8");
            board.send(
                    board.read(RATES), RATES, decision("CA-9", Map.of("kind", "SUBSCRIPTION", "value", "1 120,50 €")));
            assertThat(site.bean(Tariff.class)
                            .on(RateKind.SUBSCRIPTION, today)
                            .orElseThrow()
                            .value())
                    .isEqualTo(1_120_50);
        }
    }

    @Test
    @DisplayName(
            "ce qu’un guichet accepte sans réseau : tous le lisent, le conseil le décide, l’arrête, et se trompe sans rien perdre")
    void without_network() {
        try (var board = site.as(COMMITTEE);
                var place = site.as(FIRST_ADMIN);
                var anybody = site.visitor()) {
            assertThat(sound(place.read(OFFLINE)).text()).contains("Rien ne s’accepte sans réseau aujourd’hui");
            assertThat(place.force(place.read(OFFLINE), OFFLINE, Map.of()).status())
                    .isEqualTo(403);
            assertThat(sound(anybody.read(OFFLINE)).html()).doesNotContain("name=\"minutes\"");
            var wrong = sound(board.send(
                    board.read(OFFLINE),
                    OFFLINE,
                    decision("CA-3", Map.of("vouchers", "501", "amount", "beaucoup", "hours", "72"))));
            assertThat(wrong.status()).isEqualTo(422);
            assertThat(wrong.html()).contains("value=\"501\"", "value=\"beaucoup\"", "value=\"CA-3\"");
            var done = sound(board.send(
                    board.read(OFFLINE),
                    OFFLINE,
                    decision("CA-3", Map.of("vouchers", "20", "amount", "200", "hours", "72"))));
            assertThat(done.text()).contains("C’est enregistré");
            assertThat(place.read(OFFLINE).text()).contains("200,00 €", "72 h", "CA-3");
            assertThat(site.bean(OfflineAllowances.class)
                            .on(site.world.today())
                            .orElseThrow()
                            .vouchers())
                    .isEqualTo(20);
            assertThat(board.read("/").text()).contains("Accepté sans réseau, par appareil", "200,00 €");
            var twice = board.send(
                    board.read(OFFLINE),
                    OFFLINE,
                    decision("CA-4", Map.of("vouchers", "0", "amount", "0", "hours", "0")));
            assertThat(twice.text()).contains("Une décision vaut déjà à partir de ce jour");
        }
    }

    @Test
    @DisplayName("les deux pages se lisent et se remplissent en anglais")
    void in_english() {
        try (var board = EnglishReader.of(site.as(COMMITTEE))) {
            assertThat(board.read(RATES).text()).contains("Rates", "Places’ fees");
            board.read(OFFLINE);
            assertThat(board.send(
                                    board.read(RATES),
                                    RATES,
                                    decision("CA-10", Map.of("kind", "ENGAGEMENT_MARGIN", "value", "12.5")))
                            .text())
                    .contains("Recorded and published: margin on support, 12.5%");
        }
    }
}
