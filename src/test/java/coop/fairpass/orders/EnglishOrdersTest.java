package coop.fairpass.orders;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.site.EnglishReader;
import coop.fairpass.site.OpenSite;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les commandes, lues et faites en anglais ; leurs pièces restent en français")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnglishOrdersTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, SALES, TREASURER, COMPANY_BUYER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    @Test
    @DisplayName("un budget sans compte, et ce qu’il faut y corriger")
    void budget() {
        try (var visitor = EnglishReader.of(site.visitor())) {
            visitor.read("/devis");
            assertThat(visitor.read("/devis?vouchers=100&territories=Dijon").text())
                    .contains("€1,048.00", "1 open place in the territory", "At the rates of ");
            assertThat(visitor.read("/devis?vouchers=37").text()).contains("Order 30 or 40 vouchers.");
            assertThat(visitor.read("/devis?vouchers=10&territories=Nulle-Part").text())
                    .contains("We do not know “Nulle-Part”.");
        }
    }

    @Test
    @DisplayName("du besoin à la signature et au cadrage ; le devis qu’un lecteur anglais fait faire est en français")
    void from_need_to_framing() {
        try (var buyer = EnglishReader.of(site.as(COMPANY_BUYER));
                var sales = EnglishReader.of(site.as(SALES))) {
            var saved = buyer.send(
                    buyer.read("/commandes/nouvelle"),
                    "/commandes",
                    Map.of("vouchers", "1000", "bookletSize", "10", "audiences", "RETIRED", "do", "save"));
            assertThat(saved.text())
                    .contains("The need is saved.", "Draft of 1,000 vouchers", "Send the quote")
                    .contains("By the cooperative, payer relations", "1,000 vouchers in 100 booklets");
            var path = saved.path();
            buyer.read(path + "/besoin");
            buyer.read(path + "/cofinancement");
            buyer.read(path + "/annulation");

            var quoted = sales.send(sales.read(path + "/devis"), path + "/devis", Map.of());
            assertThat(quoted.text()).contains("is sent.", "Sent");
            var order = new OrderId(UUID.fromString(path.substring("/commandes/".length())));
            var quote = site.bean(Quotes.class).last(order).orElseThrow().number();
            assertThat(PdfText.of(site.bean(Documents.class).pdf(quote).orElseThrow()))
                    .contains("Devis", "100 carnets de 10 chèques", "retraité")
                    .doesNotContain("retired");

            var ticked = Map.of("warning", "on");
            var signed = buyer.send(buyer.read(path + "/devis"), path + "/signature", ticked);
            assertThat(signed.text())
                    .contains("Signed: order BC-2026-", "Quote signed: it is an order")
                    .contains("Order form", "Funds call", "Upstream fee invoice", "Pay the funds call of €10,000.00");
            var half = sales.send(sales.read(path + "/cadrage"), path + "/cadrage", Map.of("conform", "TEXTS"));
            assertThat(half.text()).contains("Saved. 4 points still to check.");
            assertThat(sales.read("/commandes").text()).contains("Frame the order: texts, logos, dates, addresses");
            buyer.read(path + "/bon-a-tirer");
            var noted = buyer.send(buyer.read(path), path + "/mandat", Map.of("mandate", "2026-1"));
            assertThat(noted.text()).contains("The payment-order number is saved.");
        }
    }

    @Test
    @DisplayName("une commande active : ses lots, son argent, sa fin ; ce qui est signé est cité en français")
    void running() {
        var order = site.world.paidOrder(COMPANY_BUYER, 2, Restrictions.none());
        site.world.activate(order);
        try (var buyer = EnglishReader.of(site.as(COMPANY_BUYER))) {
            assertThat(buyer.read("/commandes/" + order).text())
                    .contains("First vouchers activated", "Active vouchers, not used yet", "received")
                    .contains("Certificate of activation");
            buyer.read("/commandes");
        }
    }

    @Test
    @DisplayName("les retards et les régimes de TVA")
    void late_and_vat() {
        try (var treasurer = EnglishReader.of(site.as(TREASURER))) {
            assertThat(treasurer.read("/commandes/tva").text()).contains("(mainland France)");
            treasurer.read("/commandes/retards");
            var entered = treasurer.send(
                    treasurer.read("/commandes/retards"),
                    "/commandes/retards/taux",
                    Map.of("halfYear", "2026-07-01", "rate", "2.15", "source", "JO"));
            assertThat(entered.text()).contains("Rate recorded: 2.15% for the half-year that begins on 1 July 2026.");
        }
    }
}
