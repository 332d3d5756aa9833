package coop.fairpass.settlement;

import static coop.fairpass.World.CONTROLLER;
import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les relevés et la fin de mois, lus en anglais")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishStatementsTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN, TREASURER, CONTROLLER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("un mois : arrêté, contesté, payé ; la liste signée reste en français")
    void a_month() {
        var world = site.world;
        world.spend(FIRST_STAFF, FIRST_PLACE, world.order(2), 6);
        try (var provider = EnglishReader.of(site.as(FIRST_ADMIN));
                var treasurer = EnglishReader.of(site.as(TREASURER));
                var controller = EnglishReader.of(site.as(CONTROLLER))) {
            assertThat(provider.read("/releves").text())
                    .contains("€60.00 of vouchers in October 2026, before fees. 6 vouchers", "You are paid on account");
            assertThat(provider.send(provider.read("/releves"), "/releves/contribution", Map.of("gives", "yes"))
                            .text())
                    .contains("Thank you. The 1% is given from your next statement on.");
            assertThat(provider.read("/releves/compte").text()).contains("Change the account");
            world.day("2026-11-02");

            var closing = treasurer.read("/fin-de-mois");
            assertThat(closing.text()).contains("October 2026", "€60.00 of face value");
            treasurer.send(closing, "/fin-de-mois/2026-10/arreter", Map.of());
            var number = world.statement(FIRST, "2026-10").orElseThrow().number();
            assertThat(treasurer.read("/fin-de-mois/2026-10").text()).contains("Statements of October 2026", "Issued");
            treasurer.read("/fin-de-mois/2026-10/avancement");

            var path = "/releves/" + number;
            var statement = provider.read(path);
            assertThat(statement.text()).contains("Payment is planned for 2 November 2026.", "From face value to net");
            var line = Pattern.compile("<option value=\"([^\"]+)\"").matcher(statement.html());
            assertThat(line.find()).isTrue();
            assertThat(provider.send(
                                    statement,
                                    path + "/contestations",
                                    Map.of("redemption", line.group(1), "reason", "This voucher was worth more."))
                            .text())
                    .contains("The line is disputed. The answer comes within 15 days.", "Answer by");
            var disputed = controller.read(path);
            var action = Pattern.compile("action=\"(" + path + "/contestations/[^\"]*)\"")
                    .matcher(disputed.html());
            assertThat(action.find()).isTrue();
            assertThat(controller
                            .send(disputed, action.group(1), Map.of("decision", "MAINTAINED", "answer", "It was not."))
                            .text())
                    .contains("The answer has been passed on.", "Line upheld");

            world.pay();
            world.night();
            assertThat(provider.read(path).text()).contains("Paid on 2 November 2026.");
            treasurer.read("/fin-de-mois");

            assertThat(provider.readFrench("/releves/du.csv").html()).contains("relevé;état;date du service");
        }
    }
}
