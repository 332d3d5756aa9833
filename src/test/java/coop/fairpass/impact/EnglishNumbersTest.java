package coop.fairpass.impact;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.COMPANY;
import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.done;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.AcceptQuote;
import coop.fairpass.orders.FundingShare;
import coop.fairpass.orders.FundingShares;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.orders.OrderId;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import coop.fairpass.web.Language;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les nombres, lus en anglais : co-financeurs, carnets qui dorment, ce dont chaque rôle vit")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishNumbersTest {

    private OpenSite site;
    private OrderId running;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, AGENT, TOWN_BUYER, COMPANY_BUYER);
        running = site.world.order(3);
        site.world.spend(FIRST_STAFF, FIRST_PLACE, running, 5);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("la part d’un co-financeur ; le certificat qu’un lecteur anglais fait faire est en français")
    void a_funder() {
        var world = site.world;
        var order = world.quotedOrder(TOWN_BUYER, 2, Restrictions.none(), World.VALID_UNTIL);
        done(
                FundingShares.Outcome.Done.class,
                world.bean(FundingShares.class)
                        .set(
                                order,
                                List.of(new FundingShare(
                                        COMPANY,
                                        Rate.percent(50),
                                        FundingShare.Basis.USED,
                                        FundingShare.AppliesTo.FACE,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.of(Rate.percent(60)))),
                                TOWN_BUYER));
        done(
                AcceptQuote.Outcome.Signed.class,
                world.bean(AcceptQuote.class).handle(new AcceptQuote.Command(order, 1, true, TOWN_BUYER)));
        var path = "/commandes/%s/cofinanceurs/%s".formatted(order, COMPANY);
        try (var buyer = EnglishReader.of(site.as(TOWN_BUYER));
                var funder = EnglishReader.of(site.as(COMPANY_BUYER))) {
            assertThat(funder.read(path).text())
                    .contains("Nothing is due: 0 booklets of 0 are handed over to the target public", "50%");
            var made = buyer.send(
                    buyer.read(path),
                    path + "/certificats",
                    Map.of("asOf", world.today().toString()));
            assertThat(made.text()).contains("is made.");
            var number =
                    site.bean(CertifyUse.class).of(order, COMPANY).getFirst().number();
            assertThat(PdfText.of(site.bean(Documents.class).pdf(number).orElseThrow()))
                    .contains("Chèques", "public visé non atteint");
        }
    }

    @Test
    @DisplayName("les carnets qui dorment")
    void dormant() {
        try (var agent = EnglishReader.of(site.as(AGENT))) {
            assertThat(agent.read("/carnets/dormants").text()).contains("100.0% (2 of 2)", "No booklet is dormant.");
        }
    }

    @Test
    @DisplayName("ce dont chaque rôle vit et ce qui l’attend, dans ces pièces, sont dits en anglais, dessins compris")
    void panels() {
        var rooms = Set.of("redemption", "settlement", "ledger", "expiry", "impact");
        for (var role : Role.values()) {
            for (var actor : List.of(TOWN_BUYER, AGENT, World.FIRST_ADMIN, World.TREASURER)) {
                var one = new Actor(actor.reference(), actor.label(), actor.organisation(), Set.of(role));
                var said = EnglishReader.homeOf(site, one, rooms);
                assertThat(said)
                        .allSatisfy(words -> assertThat(EnglishReader.frenchIn(words))
                                .as(role + ": " + words)
                                .isEmpty());
            }
        }
        var buyer = Language.ENGLISH.during(() -> site.bean(PayerNumbers.class).panelsFor(TOWN_BUYER).stream()
                .flatMap(EnglishReader::words)
                .toList());
        assertThat(buyer)
                .contains("of the vouchers activated are used: 5 of 30", "booklet not handed over yet")
                .anyMatch(words -> words.startsWith("From week of "));
    }
}
