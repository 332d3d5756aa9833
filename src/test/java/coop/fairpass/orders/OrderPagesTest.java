package coop.fairpass.orders;

import static coop.fairpass.World.COMPANY_BUYER;
import static coop.fairpass.World.MANAGER;
import static coop.fairpass.World.SALES;
import static coop.fairpass.World.TOWN;
import static coop.fairpass.World.TOWN_BUYER;
import static coop.fairpass.World.TREASURER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.bank.Party;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.catalogue.ServicePaths;
import coop.fairpass.directory.Organisations;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Need.Restrictions;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.PageReading;
import coop.fairpass.site.Visitor;
import coop.fairpass.site.Visitor.Seen;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les pages des commandes, lues et remplies comme par une personne, sans script")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderPagesTest {

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, SALES, TREASURER, TOWN_BUYER, COMPANY_BUYER, MANAGER);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static Map<String, String> need(String vouchers) {
        var fields = new LinkedHashMap<String, String>();
        fields.put("vouchers", vouchers);
        fields.put("bookletSize", "10");
        fields.put("territories", "Dijon");
        fields.put("audiences", "RETIRED");
        fields.put("message", "Venez comme vous êtes.");
        fields.put("delivery", "1 place Exemple, 21000 Dijon");
        fields.put("do", "save");
        return fields;
    }

    private static Seen sound(Seen seen) {
        assertThat(seen.status()).as(seen.path() + " " + seen.text()).isLessThan(400);
        assertThat(PageReading.faults(seen.html())).as(seen.path()).isEmpty();
        return seen;
    }

    /** A draft order of whoever buys, described by the form. */
    private String describe(Visitor buyer, String vouchers) {
        var saved = sound(buyer.send(sound(buyer.read("/commandes/nouvelle")), "/commandes", need(vouchers)));
        assertThat(saved.text()).contains("Le besoin est enregistré.");
        return saved.path();
    }

    private VoucherOrder order(String path) {
        return site.bean(Orders.class).get(new OrderId(UUID.fromString(path.substring("/commandes/".length()))));
    }

    @Test
    @DisplayName("R-242 : un parcours nommé et daté sert à plusieurs commandes, et chacune garde ses services d’alors")
    void a_path_for_several_orders() {
        var path = new UUID(242, 1);
        var until = site.world.today().plusDays(40);
        var services = List.of("FP-COM-001", "FP-COM-003");
        assertThat(site.bean(ServicePaths.class)
                        .handle(new ServicePaths.Command(
                                path,
                                "Premiers pas",
                                site.world.today(),
                                Optional.of(until),
                                services.stream().map(ServiceCode::of).toList(),
                                List.of(),
                                SALES)))
                .isInstanceOf(ServicePaths.Outcome.Made.class);
        var first = new LinkedHashMap<>(need("10"));
        first.put("path", path.toString());
        first.put("firstDay", until.minusDays(1).toString());
        var second = new LinkedHashMap<>(first);
        second.put("vouchers", "20");
        try (var buyer = site.as(COMPANY_BUYER)) {
            for (var fields : List.of(first, second)) {
                var form = sound(buyer.read("/commandes/nouvelle"));
                assertThat(form.text()).contains("Premiers pas (2 services)");
                var saved = sound(buyer.send(form, "/commandes", fields));
                assertThat(saved.text()).contains("Premiers pas");
                assertThat(order(saved.path()).need().restrictions()).satisfies(kept -> {
                    assertThat(kept.servicePath()).isEqualTo(services);
                    assertThat(kept.pathLabel()).isEqualTo("Premiers pas");
                });
            }
            var both = new LinkedHashMap<>(first);
            both.put("services", "FP-COM-001");
            assertThat(buyer.send(buyer.read("/commandes/nouvelle"), "/commandes", both)
                            .text())
                    .contains("Choisissez un parcours, ou cochez des services : pas les deux.");
            var late = new LinkedHashMap<>(first);
            late.put("firstDay", until.toString());
            assertThat(buyer.send(buyer.read("/commandes/nouvelle"), "/commandes", late)
                            .text())
                    .contains("Ce parcours n’est pas ouvert au premier jour de la commande.");
        }
    }

    // ── The whole way ────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-015 : du besoin au bon à tirer approuvé, chacun fait sa part et voit ce qui est attendu de qui")
    void from_need_to_approved_proof() {
        try (var buyer = site.as(COMPANY_BUYER);
                var sales = site.as(SALES)) {
            var path = describe(buyer, "50");
            assertThat(sound(buyer.read(path)).text()).contains("Envoyer le devis Par la coopérative");

            assertThat(sound(sales.read("/commandes")).text()).contains("Envoyer le devis");
            var quoted = sound(sales.send(sound(sales.read(path + "/devis")), path + "/devis", Map.of()));
            assertThat(quoted.text()).contains("est envoyé");

            assertThat(sound(buyer.read("/")).text()).contains("Répondre au devis");
            var signed = sound(buyer.send(sound(buyer.read(path + "/devis")), path + "/signature", Map.of()));
            assertThat(signed.text()).contains("C’est signé : commande BC-2026-");
            assertThat(signed.text()).contains("Appel de fonds", "Facture de frais contributifs amont");

            var half = sound(sales.send(
                    sound(sales.read(path + "/cadrage")),
                    path + "/cadrage",
                    List.of(List.of("conform", "TEXTS"), List.of("conform", "LOGOS"))));
            assertThat(half.text()).contains("Il manque encore 3 points.");
            var framed = sound(sales.send(
                    half,
                    path + "/cadrage",
                    List.of(
                            List.of("conform", "TEXTS"),
                            List.of("conform", "LOGOS"),
                            List.of("conform", "RESTRICTIONS"),
                            List.of("conform", "ADDRESSES"),
                            List.of("conform", "END_DATES"))));
            assertThat(framed.text()).contains("Le cadrage est terminé");

            var sent =
                    sound(sales.send(sound(sales.read(path + "/bon-a-tirer")), path + "/bon-a-tirer/envoi", Map.of()));
            assertThat(sent.text()).contains("Le bon à tirer, version 1, est envoyé.");

            var silent = sound(buyer.send(
                    sound(buyer.read(path + "/bon-a-tirer")),
                    path + "/bon-a-tirer/reponse",
                    Map.of("do", "reject", "comment", " ")));
            assertThat(silent.text()).contains("Dites ce qu’il faut corriger");
            var rejected = sound(buyer.send(
                    silent, path + "/bon-a-tirer/reponse", Map.of("do", "reject", "comment", "Plus gros, svp")));
            assertThat(rejected.text()).contains("Votre demande de correction est envoyée.", "Plus gros, svp");
            var again = sound(sales.read(path + "/bon-a-tirer"));
            assertThat(again.text()).contains("À corriger : Plus gros, svp");
            sound(sales.send(again, path + "/bon-a-tirer/envoi", Map.of()));

            var proofs = sound(buyer.read(path + "/bon-a-tirer"));
            var both = sound(buyer.send(
                    proofs, path + "/bon-a-tirer/reponse", Map.of("do", "approve", "comment", "Le logo est faux")));
            assertThat(both.text()).contains("Vous avez écrit une correction", "Le logo est faux");
            assertThat(order(path).state()).as("not approved").isNotEqualTo(OrderState.IN_PRODUCTION);
            var approved =
                    sound(buyer.send(both, path + "/bon-a-tirer/reponse", Map.of("do", "approve", "comment", "")));
            assertThat(approved.text()).contains("la fabrication peut commencer");
            assertThat(order(path).state()).isEqualTo(OrderState.IN_PRODUCTION);

            var pdf = buyer.read(path + "/bon-a-tirer/2.pdf");
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(new String(pdf.raw().body(), 0, 5, StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
        }
    }

    @Test
    @DisplayName("R-011 : une pièce est lue par qui la paie, en PDF et en XML ; son numéro n’ouvre rien à un autre")
    void documents_are_for_their_payer() {
        var id = site.world.signedOrder(TOWN_BUYER, 3, Restrictions.none());
        var path = "/commandes/" + id;
        try (var buyer = site.as(TOWN_BUYER);
                var other = site.as(COMPANY_BUYER)) {
            var page = sound(buyer.read(path));
            var call = site.bean(Receivables.class)
                    .of(id, Receivables.Receivable.Kind.FACE)
                    .orElseThrow()
                    .document();
            assertThat(page.html()).contains(path + "/pieces/" + call + ".pdf");
            var pdf = buyer.read(path + "/pieces/" + call + ".pdf");
            assertThat(new String(pdf.raw().body(), 0, 5, StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");
            assertThat(buyer.read(path + "/pieces/" + call + ".xml").html()).contains("CrossIndustryInvoice", call);
            assertThat(other.read(path + "/pieces/" + call + ".pdf").status()).isEqualTo(404);

            var own = site.world.signedOrder(COMPANY_BUYER, 1, Restrictions.none());
            assertThat(other.read("/commandes/" + own + "/pieces/" + call + ".pdf")
                            .status())
                    .isEqualTo(404);
        }
    }

    // ── The need ─────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-001, R-002, R-005 : sans compte, un budget : 10,40 € HT et 10,48 € à payer par chèque, et ce qu’offre le territoire")
    void anyone_reads_a_budget() {
        try (var visitor = site.visitor()) {
            sound(visitor.read("/devis"));
            var answer = sound(visitor.read("/devis?vouchers=100&bookletSize=10&territories=Dijon"));
            assertThat(answer.text())
                    .contains("10,40 €", "10,48 €", "1 048,00 €")
                    .contains("1 lieu ouvert dans le territoire")
                    .contains("personnes peuvent être aidées chaque semaine")
                    .containsPattern("Habitants près d’un lieu [\\d\\s\\h]+ sur [\\d\\s\\h]+")
                    .contains("Communes loin de tout lieu");
            var whole = sound(visitor.read("/devis?vouchers=50&bookletSize=5&territories=Dijon&audiences=JOBSEEKER"
                    + "&services=FP-COM-001&firstDay=2026-11-02&validUntil=2026-12-31"));
            assertThat(whole.text())
                    .contains("524,00 €", "10 carnets de 5")
                    .contains("du 2 novembre 2026 au 31 décembre 2026");
            assertThat(whole.html()).contains("value=\"2026-11-02\"", "value=\"2026-12-31\"");
            assertThat(answer.raw().headers().allValues("Set-Cookie")).isEmpty();
            assertThat(site.bean(Orders.class).visibleTo(SALES))
                    .noneMatch(order -> order.need().vouchers() == 100);
        }
    }

    @Test
    @DisplayName("de l’estimation à la commande, ce qui a été écrit suit")
    void an_estimate_becomes_an_order() {
        try (var buyer = site.as(COMPANY_BUYER)) {
            var need = "vouchers=50&bookletSize=5&territories=Dijon&firstDay=2026-11-02&validUntil=2026-12-31";
            var estimated = sound(buyer.read("/devis?" + need));
            var address =
                    Pattern.compile("href=\"(/commandes/nouvelle\\?[^\"]+)\"").matcher(estimated.html());
            assertThat(address.find()).isTrue();
            var fresh = sound(buyer.read(address.group(1).replace("&amp;", "&")));
            assertThat(fresh.html()).contains("value=\"50\"", "value=\"2026-11-02\"", "value=\"2026-12-31\"", "21231");
        }
    }

    @Test
    @DisplayName("R-008 : 37 chèques ne remplissent pas des carnets ; les deux nombres les plus proches sont proposés")
    void two_nearest_numbers_are_proposed() {
        try (var visitor = site.visitor();
                var buyer = site.as(COMPANY_BUYER)) {
            assertThat(sound(visitor.read("/devis?vouchers=37")).text()).contains("Commandez 30 ou 40 chèques.");
            var told = sound(buyer.send(buyer.read("/commandes/nouvelle"), "/commandes", need("37")));
            assertThat(told.text()).contains("Commandez 30 ou 40 chèques.");
            assertThat(told.html()).contains("value=\"37\"", "Venez comme vous êtes.");
        }
    }

    @Test
    @DisplayName("R-038 : six mois sont proposés ; au-delà, une raison est demandée, et rien n’est perdu")
    void longer_validity_needs_a_reason() {
        try (var buyer = site.as(COMPANY_BUYER)) {
            var form = sound(buyer.read("/commandes/nouvelle"));
            assertThat(form.html()).contains("value=\"2026-10-31\"", "value=\"2027-04-30\"");
            var fields = need("20");
            fields.put("firstDay", "2026-11-01");
            fields.put("validUntil", "2027-09-30");
            var told = sound(buyer.send(form, "/commandes", fields));
            assertThat(told.text()).contains("Au-delà de six mois de validité, indiquez pourquoi.");
            assertThat(told.html())
                    .contains("id=\"longerReason-wrong\"", "value=\"2027-09-30\"", "Venez comme vous êtes.");
            var saved = sound(buyer.send(
                    told, "/commandes", with(fields, "longerReason", "Un programme sur une année scolaire")));
            assertThat(saved.text()).contains("Le besoin est enregistré.", "Un programme sur une année scolaire");
        }
    }

    @Test
    @DisplayName("un nom que portent plusieurs territoires est redemandé, avec leurs codes ; un nom inconnu aussi")
    void ambiguous_territories_are_asked_again() {
        try (var visitor = site.visitor()) {
            assertThat(sound(visitor.read("/devis?vouchers=10&territories=" + Visitor.encode("Paris")))
                            .text())
                    .contains("Plusieurs territoires", "D:75", "C:75056");
            assertThat(sound(visitor.read("/devis?vouchers=10&territories=" + Visitor.encode("Xyzzy")))
                            .text())
                    .contains("Nous ne connaissons pas « Xyzzy »");
            assertThat(sound(visitor.read("/devis?vouchers=10&territories=" + Visitor.encode("D:21\nHaute-Saône")))
                            .text())
                    .contains("Votre estimation");
        }
    }

    @Test
    @DisplayName("un double clic ne fait qu’une commande")
    void a_double_click_makes_one_order() {
        try (var buyer = site.as(COMPANY_BUYER)) {
            int before = site.bean(Orders.class).visibleTo(COMPANY_BUYER).size();
            var form = buyer.read("/commandes/nouvelle");
            var first = sound(buyer.send(form, "/commandes", need("60")));
            var second = sound(buyer.send(form, "/commandes", need("60")));
            assertThat(second.path()).isEqualTo(first.path());
            assertThat(site.bean(Orders.class).visibleTo(COMPANY_BUYER)).hasSize(before + 1);
        }
    }

    @Test
    @DisplayName("R-020 : le besoin d’un brouillon se relit et se change ; après le devis, plus")
    void a_draft_can_be_changed() {
        try (var buyer = site.as(COMPANY_BUYER);
                var sales = site.as(SALES)) {
            var path = describe(buyer, "70");
            var form = sound(buyer.read(path + "/besoin"));
            assertThat(form.html()).contains("value=\"70\"", "C:21231");
            var changed = sound(buyer.send(form, "/commandes", with(need("80"), "territories", "C:21231")));
            assertThat(changed.path()).isEqualTo(path);
            assertThat(order(path).need().vouchers()).isEqualTo(80);
            sales.send(sales.read(path + "/devis"), path + "/devis", Map.of());
            assertThat(buyer.read(path + "/besoin").status()).isEqualTo(422);
        }
    }

    @Test
    @DisplayName(
            "la coopérative décrit un besoin pour un commanditaire qu’elle choisit, et le dit si elle n’a pas choisi")
    void sales_describe_for_a_payer() {
        try (var sales = site.as(SALES)) {
            var form = sound(sales.read("/commandes/nouvelle"));
            var told = sound(sales.send(form, "/commandes", need("90")));
            assertThat(told.html()).contains("id=\"payer-wrong\"");
            var saved = sound(sales.send(
                    told, "/commandes", with(need("90"), "payer", TOWN.value().toString())));
            assertThat(order(saved.path()).payer()).isEqualTo(TOWN);
        }
    }

    // ── Quotes ───────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-003 : moins de places que de chèques : la signature attend que l’avertissement soit coché")
    void the_capacity_warning_is_ticked() {
        try (var buyer = site.as(COMPANY_BUYER);
                var sales = site.as(SALES)) {
            var path = describe(buyer, "20000");
            assertThat(sound(sales.read(path + "/devis")).text()).contains("Il y a moins de places que de chèques");
            sales.send(sales.read(path + "/devis"), path + "/devis", Map.of());
            var refused = sound(buyer.send(buyer.read(path + "/devis"), path + "/signature", Map.of()));
            assertThat(refused.text()).contains("cochez que vous l’avez lu pour signer");
            assertThat(order(path).state()).isEqualTo(OrderState.QUOTED);
            sound(buyer.send(refused, path + "/signature", Map.of("warning", "on")));
            assertThat(order(path).state()).isEqualTo(OrderState.ORDERED);
        }
    }

    @Test
    @DisplayName("R-006 : seule la dernière version se signe ; les versions restent lisibles")
    void only_the_last_version_is_signed() {
        try (var buyer = site.as(COMPANY_BUYER);
                var sales = site.as(SALES)) {
            var path = describe(buyer, "110");
            sales.send(sales.read(path + "/devis"), path + "/devis", Map.of());
            var first = buyer.read(path + "/devis");
            sound(buyer.send(first, path + "/devis/nouvelle-version", Map.of()));
            sales.send(sales.read(path + "/devis"), path + "/devis", Map.of());
            var old = sound(buyer.send(first, path + "/signature", Map.of()));
            assertThat(old.text()).contains("Seule la dernière version du devis peut être signée.");
            assertThat(old.text()).contains("Remplacé");
            assertThat(order(path).state()).isEqualTo(OrderState.QUOTED);
        }
    }

    // ── Money ────────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-211 : chaque centime reçu est quelque part, de l’appel au remboursement, et la page le montre")
    void every_cent_is_somewhere() {
        var world = site.world;
        var id = world.paidOrder(TOWN_BUYER, 2, Restrictions.none());
        try (var buyer = site.as(TOWN_BUYER)) {
            var path = "/commandes/" + id;
            assertThat(money(id)).extracting(OrderMoney::waiting).isEqualTo(Money.cents(200_00));
            assertThat(sound(buyer.read(path)).text()).contains("Chèques pas encore actifs", "Reçu de vous");

            world.activate(id);
            assertThat(money(id).unused()).isEqualTo(Money.cents(200_00));

            var booklet = world.handedOver(id, 1);
            world.redeem(world.given(booklet, 1));
            assertThat(money(id).used().owed()).isEqualTo(Money.cents(10_00));
            assertThat(money(id).unused()).isEqualTo(Money.cents(190_00));
            assertThat(sound(buyer.read(path)).text()).contains("Dû aux lieux", "190,00");
        }
    }

    private OrderMoney money(OrderId id) {
        var money = site.bean(MoneyOfOrders.class)
                .of(site.bean(Orders.class).get(id))
                .orElseThrow();
        assertThat(money.whereItIs()).isEqualTo(money.received());
        return money;
    }

    @Test
    @DisplayName("R-023 : le numéro de mandat est noté, relu, changé ; vide, il est redemandé")
    void the_payment_order_number_is_recorded() {
        var id = site.world.signedOrder(TOWN_BUYER, 1, Restrictions.none());
        var path = "/commandes/" + id;
        try (var buyer = site.as(TOWN_BUYER)) {
            var told = sound(buyer.send(sound(buyer.read(path)), path + "/mandat", Map.of("mandate", " ")));
            assertThat(told.html()).contains("id=\"mandate-wrong\"");
            var kept = sound(buyer.send(told, path + "/mandat", Map.of("mandate", "2026-001234")));
            assertThat(kept.html()).contains("value=\"2026-001234\"");
            assertThat(order(path).mandateNumber()).contains("2026-001234");
        }
    }

    @Test
    @DisplayName(
            "R-012 : annulée avant fabrication, une commande dit pourquoi et montre les avoirs qui annulent ses pièces")
    void an_order_is_cancelled() {
        var id = site.world.signedOrder(COMPANY_BUYER, 1, Restrictions.none());
        var path = "/commandes/" + id;
        try (var buyer = site.as(COMPANY_BUYER)) {
            var form = sound(buyer.read(path + "/annulation"));
            var told = sound(buyer.send(form, path + "/annulation", Map.of("why", "")));
            assertThat(told.html()).contains("id=\"why-wrong\"");
            var done = sound(buyer.send(told, path + "/annulation", Map.of("why", "Le projet s’arrête.")));
            assertThat(done.text())
                    .contains("La commande est annulée.", "Avoir sur valeur faciale", "Avoir sur frais contributifs");
            assertThat(order(path).state()).isEqualTo(OrderState.CANCELLED);
            assertThat(sound(buyer.read("/commandes")).text()).contains("Annulée");
        }
    }

    @Test
    @DisplayName("R-025 : ce qui manque à un lot est montré ; le lot se partage une fois par clic, par carnets entiers")
    void a_lot_is_split_within_what_is_funded() {
        var id = site.world.signedOrder(COMPANY_BUYER, 5, Restrictions.none());
        var path = "/commandes/" + id;
        try (var buyer = site.as(COMPANY_BUYER)) {
            assertThat(sound(buyer.read(path)).text())
                    .contains("il manque 500,00")
                    .doesNotContain("Partager le lot");
            paysFace(id, 200_00);
            var page = sound(buyer.read(path));
            assertThat(page.text()).contains("il manque 300,00", "couvre 2 carnets");
            var lot = site.world.lot(id);
            var split = path + "/lots/" + lot.id() + "/partage";
            assertThat(sound(buyer.send(page, split, Map.of("keep", "3"))).text())
                    .contains("L’argent reçu ne couvre pas autant de carnets.");
            var told = sound(buyer.send(page, split, Map.of("keep", "9")));
            assertThat(told.text()).contains("Gardez au moins un carnet dans chaque lot.");
            var first = sound(buyer.send(told, split, Map.of("keep", "2")));
            sound(buyer.send(told, split, Map.of("keep", "2")));
            assertThat(first.text()).contains("Le lot 1 garde 2 carnets");
            assertThat(site.bean(Orders.class).lots(id))
                    .extracting(Lot::booklets)
                    .containsExactly(2L, 3L);
        }
    }

    private void paysFace(OrderId order, long cents) {
        var call = site.bean(Receivables.class)
                .of(order, Receivables.Receivable.Kind.FACE)
                .orElseThrow();
        site.world
                .bank()
                .receive(
                        World.SEGREGATED,
                        site.world.today(),
                        Money.cents(cents),
                        Party.named("PAYEUR", World.iban(22)),
                        call.reference());
        site.world.night();
    }

    @Test
    @DisplayName(
            "O22 : le commanditaire demande l’annulation d’un lot, la coopérative lit pourquoi et accepte ; l’avoir se voit")
    void a_lot_is_given_up_by_both() {
        var order = site.world.paidOrder(COMPANY_BUYER, 3, Restrictions.none());
        var path = "/commandes/" + order;
        assertThat(site.bean(SplitLot.class)
                        .handle(new SplitLot.Command(
                                site.world.lot(order).id(), 2, new LotId(UUID.randomUUID()), SALES)))
                .isInstanceOf(SplitLot.Outcome.Split.class);
        var cancel =
                path + "/lots/" + site.bean(Orders.class).lots(order).getLast().id() + "/annulation";
        try (var buyer = site.as(COMPANY_BUYER);
                var sales = site.as(SALES);
                var stranger = site.as(TOWN_BUYER)) {
            assertThat(stranger.read(cancel).status()).isEqualTo(404);
            assertThat(sound(buyer.read(path)).html()).contains(cancel);
            var form = sound(buyer.read(cancel));
            assertThat(form.text())
                    .contains("Annuler le lot 2", "1 carnets, 10 chèques", "se décide à deux", "les frais restent dus");
            assertThat(sound(buyer.send(form, cancel, Map.of("why", " "))).html())
                    .contains("id=\"why-wrong\"");
            var asked = sound(buyer.send(form, cancel, Map.of("why", "Un carnet de trop.")));
            assertThat(asked.text())
                    .contains(
                            "Votre demande est envoyée.",
                            "Le commanditaire demande d’annuler le lot 2.",
                            "Retirer notre demande d’annulation")
                    .doesNotContain("Répondre à cette demande");
            var taken = sound(buyer.send(asked, path + "/annulation/retrait", Map.of()));
            assertThat(taken.text()).contains("Votre demande est retirée.").doesNotContain("Un carnet de trop.");
            sound(buyer.send(sound(buyer.read(cancel)), cancel, Map.of("why", "Deux carnets suffisent.")));

            assertThat(sound(sales.read(path)).text()).contains("Répondre à cette demande", "Deux carnets suffisent.");
            var answer = sound(sales.read(cancel));
            assertThat(answer.text()).contains("L’autre partie le demande depuis le", "Deux carnets suffisent.");
            var done = sound(sales.send(answer, cancel, Map.of("why", "D’accord.")));
            assertThat(done.text())
                    .contains("Le lot 2 est annulé. À rendre : 100,00 €.", "Avoir sur valeur faciale")
                    .doesNotContain("demande d’annuler");
            assertThat(sound(buyer.read(path + "/bilan")).text()).contains("100,00 €");
            assertThat(sound(buyer.read(path)).text()).contains("À vous rendre");
            assertThat(sound(sales.read(path)).text()).doesNotContain("À vous rendre");
        }
    }

    @Test
    @DisplayName("R-051, R-053 : plusieurs co-financeurs, 100 % au plus ; un plafond sans portée est refusé")
    void co_funders_are_named() {
        try (var buyer = site.as(COMPANY_BUYER)) {
            var path = describe(buyer, "120");
            var town = site.bean(Organisations.class).get(TOWN);
            var cooperative = site.bean(Organisations.class).cooperative().orElseThrow();
            var form = sound(buyer.read(path + "/cofinancement"));
            assertThat(form.html()).doesNotContain(town.legalName());
            var fields = new LinkedHashMap<String, String>();
            fields.put("funder1", "Personne ici");
            fields.put("ratio1", "50");
            fields.put("basis1", "USED");
            fields.put("base1", "FACE");
            fields.put("cap1", "1 000,00");
            fields.put("scope1", "FUNDER");
            var nobody = sound(buyer.send(form, path + "/cofinancement", fields));
            assertThat(nobody.text()).contains("Ce co-financeur n’est pas dans l’annuaire");
            assertThat(nobody.html()).contains("value=\"Personne ici\"");
            fields.put("funder1", "e");
            assertThat(sound(buyer.send(nobody, path + "/cofinancement", fields))
                            .text())
                    .contains("Plusieurs organisations répondent à ce nom");
            fields.put("funder1", town.legalName());
            fields.remove("scope1");
            var told = sound(buyer.send(form, path + "/cofinancement", fields));
            assertThat(told.text()).contains("Ce champ est obligatoire.");
            assertThat(told.html()).contains("value=\"1 000,00\"");
            fields.put("scope1", "FUNDER");
            var second = with(
                    fields,
                    "funder2",
                    cooperative.siren().orElseThrow().digits().replaceAll("(...)(?=.)", "$1 "));
            second.put("ratio2", "50,1");
            second.put("basis2", "ORDERED");
            second.put("base2", "FACE_PLUS_FEE");
            var above = sound(buyer.send(told, path + "/cofinancement", second));
            assertThat(above.text()).contains("Les parts des co-financeurs dépassent 100 %.");
            second.put("ratio2", "49,9");
            var kept = sound(buyer.send(above, path + "/cofinancement", second));
            assertThat(kept.text()).contains("2 co-financeurs enregistrés.", "49,9 %", "pour sa part");
            var again = sound(buyer.read(path + "/cofinancement"));
            assertThat(again.html())
                    .contains("value=\"%s (%s)\""
                            .formatted(
                                    cooperative.legalName(),
                                    cooperative.siren().orElseThrow().digits()));
            second.put(
                    "funder2",
                    "%s (%s)"
                            .formatted(
                                    cooperative.legalName(),
                                    cooperative.siren().orElseThrow().digits()));
            assertThat(sound(buyer.send(again, path + "/cofinancement", second)).text())
                    .contains("2 co-financeurs enregistrés.");
        }
    }

    // ── Who may see, and what is sent by who wishes ill ──────────────────────────────────────────────────────────

    @Test
    @DisplayName("R-321 : la commande d’un autre n’existe pas ; sans rôle, une page claire le dit")
    void what_is_not_yours_is_not_shown() {
        var id = site.world.signedOrder(TOWN_BUYER, 1, Restrictions.none());
        var path = "/commandes/" + id;
        try (var stranger = site.as(COMPANY_BUYER);
                var manager = site.as(MANAGER);
                var visitor = site.visitor()) {
            for (var page : List.of("", "/devis", "/cadrage", "/bon-a-tirer", "/cofinancement", "/annulation")) {
                var seen = stranger.read(path + page);
                assertThat(seen.status()).as(page).isEqualTo(404);
                assertThat(PageReading.faults(seen.html())).isEmpty();
            }
            assertThat(stranger.read("/commandes").html()).doesNotContain(id.toString());
            for (var act : List.of(
                    "/mandat",
                    "/signature",
                    "/annulation",
                    "/cadrage",
                    "/cofinancement",
                    "/devis",
                    "/devis/nouvelle-version",
                    "/confirmation",
                    "/bon-a-tirer/reponse",
                    "/lots/" + site.world.lot(id).id() + "/activation")) {
                var form = stranger.read("/commandes/nouvelle");
                var tried = stranger.force(form, path + act, Map.of("mandate", "x", "why", "x", "version", "1"));
                assertThat(tried.status()).as(act).isEqualTo(404);
            }
            assertThat(order(path).state()).isEqualTo(OrderState.ORDERED);
            var refused = manager.read("/commandes");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.text()).contains("Votre rôle ne permet pas cette action.");
            assertThat(visitor.read("/commandes").path()).isEqualTo("/entrer");
        }
    }

    @Test
    @DisplayName(
            "R-039 : les règles des six dates sont des données : les changer change les dates d’une nouvelle commande, pas d’une ancienne")
    void end_rules_are_data() {
        try (var buyer = site.as(COMPANY_BUYER)) {
            var old = describe(buyer, "50");
            var before = order(old).need().endDates();
            assertThat(before).isEqualTo(EndDates.of(before.validUntil()));
            var owner = site.world.owner();
            owner.sql("""
                            INSERT INTO orders.end_rule
                            VALUES (:today, 2, 10, 20, 20, 10, 2, 14, 'Décision du conseil, exemple')
                            """).param("today", site.world.today()).update();
            try {
                var young = order(describe(buyer, "50")).need().endDates();
                assertThat(young.validUntil()).isEqualTo(before.validUntil());
                assertThat(young)
                        .isEqualTo(new EndRule(2, 10, 20, 20, 10, 2, 14).of(before.validUntil()))
                        .isNotEqualTo(before);
                assertThat(order(old).need().endDates()).isEqualTo(before);
                // Its need described again keeps the dates that it was given.
                var other = need("50");
                other.put("message", "Un autre message.");
                sound(buyer.send(sound(buyer.read(old + "/besoin")), "/commandes", other));
                assertThat(order(old).need().payerMessage()).isEqualTo("Un autre message.");
                assertThat(order(old).need().endDates()).isEqualTo(before);
            } finally {
                owner.sql("DELETE FROM orders.end_rule WHERE valid_from = :today")
                        .param("today", site.world.today())
                        .update();
            }
        }
    }

    @Test
    @DisplayName("R-334 : une étape qui n’est pas possible n’est ni offerte ni acceptée")
    void impossible_steps_are_neither_offered_nor_accepted() {
        var id = site.world.signedOrder(COMPANY_BUYER, 1, Restrictions.none());
        var path = "/commandes/" + id;
        try (var buyer = site.as(COMPANY_BUYER)) {
            var page = sound(buyer.read(path));
            assertThat(page.html())
                    .doesNotContain("action=\"" + path + "/lots/")
                    .doesNotContain("/bon-a-tirer\"");
            for (var act :
                    List.of("/devis", "/cadrage", "/lots/" + site.world.lot(id).id() + "/activation")) {
                var tried = buyer.force(page, path + act, Map.of());
                assertThat(tried.status()).as(act).isEqualTo(403);
                assertThat(PageReading.faults(tried.html())).isEmpty();
                assertThat(tried.text()).as(act).contains("Votre rôle ne permet pas cette action.");
            }
            var confirmed = sound(buyer.force(page, path + "/confirmation", Map.of("step", "STOP")));
            assertThat(confirmed.text()).contains("Ce n’est pas possible à cette étape");
            assertThat(order(path).state()).isEqualTo(OrderState.ORDERED);
        }
    }

    @Test
    @DisplayName("quoi qu’on envoie, une page répond : jamais une erreur de notre côté")
    void hostile_input_is_answered() {
        var id = site.world.signedOrder(COMPANY_BUYER, 1, Restrictions.none());
        var path = "/commandes/" + id;
        var random = new Random(20261126);
        var hostile = List.of(
                "",
                " ",
                "0",
                "-1",
                "99999999999999999999",
                "1e9",
                "NaN",
                "10,5",
                "\u0000",
                "é".repeat(3_000),
                "<script>alert(1)</script>",
                "'; DROP TABLE orders.voucher_order; --",
                "2026-02-30",
                "00000000-0000-0000-0000-000000000000",
                "\uD83D\uDE00",
                "%s%n${7*7}");
        var targets = Map.of(
                "/commandes",
                List.of(
                        "id",
                        "payer",
                        "vouchers",
                        "bookletSize",
                        "firstDay",
                        "validUntil",
                        "longerReason",
                        "territories",
                        "audiences",
                        "services",
                        "pathLabel",
                        "path",
                        "vouchersPerService",
                        "lots",
                        "invoiceOn",
                        "message",
                        "delivery",
                        "siret",
                        "serviceCode",
                        "do"),
                path + "/signature",
                List.of("version", "warning"),
                path + "/mandat",
                List.of("mandate"),
                path + "/cadrage",
                List.of("conform"),
                path + "/bon-a-tirer/reponse",
                List.of("version", "do", "comment"),
                path + "/cofinancement",
                List.of("funder1", "ratio1", "basis1", "base1", "cap1", "scope1", "floor1", "target1"),
                path + "/cofinancement/montants",
                List.of("event", "funder", "kind", "amount", "on"),
                path + "/confirmation",
                List.of("step"),
                path + "/lots/" + site.world.lot(id).id() + "/partage",
                List.of("keep", "newLot"));
        try (var buyer = site.as(COMPANY_BUYER);
                var sales = site.as(SALES)) {
            for (var who : List.of(buyer, sales)) {
                var form = who.read("/commandes/nouvelle");
                for (var target : targets.entrySet()) {
                    for (int round = 0; round < 25; round++) {
                        var fields = new LinkedHashMap<>(
                                target.getKey().equals("/commandes") ? need("10") : Map.<String, String>of());
                        fields.put("id", UUID.randomUUID().toString());
                        for (var field : target.getValue()) {
                            if (random.nextInt(3) == 0) {
                                fields.put(field, hostile.get(random.nextInt(hostile.size())));
                            }
                        }
                        var seen = who.force(form, target.getKey(), fields);
                        assertThat(seen.status())
                                .as(target.getKey() + " " + fields)
                                .isLessThan(500);
                        assertThat(PageReading.faults(seen.html()))
                                .as(target.getKey() + fields)
                                .isEmpty();
                        assertThat(seen.html()).doesNotContain("<script>alert");
                    }
                }
            }
            for (var address : List.of(
                    "/commandes/x",
                    "/commandes/00000000-0000-0000-0000-000000000000",
                    path + "/pieces/..%2f.pdf",
                    path + "/pieces/x.xml",
                    path + "/bon-a-tirer/0.pdf",
                    path + "/bon-a-tirer/99999999999.pdf",
                    "/devis?vouchers=-5&bookletSize=7&firstDay=x&postalCode=zz",
                    "/devis?vouchers=2000000&bookletSize=10&services=x&territories=%00",
                    "/commandes/" + id + "/inconnu")) {
                assertThat(buyer.read(address).status()).as(address).isLessThan(500);
            }
        }
        assertThat(order(path).state()).isIn(OrderState.ORDERED, OrderState.FRAMED);
    }

    private static Map<String, String> with(Map<String, String> fields, String field, String value) {
        var more = new LinkedHashMap<>(fields);
        more.put(field, value);
        return more;
    }
}
