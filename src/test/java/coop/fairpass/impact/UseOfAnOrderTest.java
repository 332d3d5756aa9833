package coop.fairpass.impact;

import static coop.fairpass.bank.AccountKind.OPERATING;
import static coop.fairpass.bank.AccountKind.SEGREGATED;
import static coop.fairpass.money.Money.cents;
import static coop.fairpass.orders.OrdersGround.BUYER;
import static coop.fairpass.orders.OrdersGround.CENTRE;
import static coop.fairpass.orders.OrdersGround.CONTROLLER;
import static coop.fairpass.orders.OrdersGround.FUNDER;
import static coop.fairpass.orders.OrdersGround.LIBRARIAN;
import static coop.fairpass.orders.OrdersGround.LIBRARY;
import static coop.fairpass.orders.OrdersGround.REGION;
import static coop.fairpass.orders.OrdersGround.STRANGER;
import static coop.fairpass.orders.OrdersGround.STRANGE_BUYER;
import static coop.fairpass.orders.OrdersGround.TOWN;
import static coop.fairpass.orders.OrdersGround.TOWN_BUYER;
import static coop.fairpass.orders.OrdersGround.expect;
import static coop.fairpass.orders.OrdersGround.id;
import static coop.fairpass.orders.OrdersGround.need;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Accessibility;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.booklets.AllocateBooklets.Weighed;
import coop.fairpass.booklets.Audience;
import coop.fairpass.booklets.BlockBooklet;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.Loss;
import coop.fairpass.booklets.ReplaceBooklet;
import coop.fairpass.booklets.Stock;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherNumber;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.invoicing.PdfText;
import coop.fairpass.money.Money;
import coop.fairpass.money.Rate;
import coop.fairpass.orders.AcceptQuote;
import coop.fairpass.orders.ActivateLot;
import coop.fairpass.orders.FundingShare;
import coop.fairpass.orders.FundingShare.AppliesTo;
import coop.fairpass.orders.FundingShare.Basis;
import coop.fairpass.orders.FundingShares;
import coop.fairpass.orders.FundingShares.FundingEvent;
import coop.fairpass.orders.Need;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrdersGround;
import coop.fairpass.redemption.Answer;
import coop.fairpass.redemption.Answer.Result;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Ce qu’une commande est devenue, pour qui la paie et qui la co-finance")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UseOfAnOrderTest {

    private static final LocalDate ACTIVE = LocalDate.of(2026, 11, 11);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 11, 12);
    private static final LocalDate LAST_DAY = LocalDate.of(2026, 11, 15);

    private OrdersGround ground;
    private OrderId order;
    private BookletNumber exhausted;
    private BookletNumber lost;
    private Path home = Path.of(".");

    /**
     * 150 vouchers: a lot of ten booklets, seven at a library and three at a social centre, active; a lot of five that
     * was printed. The library hands four over, to two publics: ten vouchers of the first are used over four days,
     * three of the second, which is lost and replaced and then used once more, none of the others. A region bears half
     * of what is used, a town a third of what is ordered, fee included.
     */
    @BeforeAll
    void live(Db db, @TempDir Path directory) {
        home = directory;
        ground = new OrdersGround(db, home);
        ground.openPlace(100);
        order = ground.described(targeted(), BUYER);
        expect(
                FundingShares.Outcome.Done.class,
                ground.bean(FundingShares.class)
                        .set(
                                order,
                                List.of(
                                        share(REGION, Rate.percent(50), Basis.USED, AppliesTo.FACE),
                                        share(TOWN, Rate.ppm(333_333), Basis.ORDERED, AppliesTo.FACE_PLUS_FEE)),
                                BUYER));
        ground.quote(order);
        expect(AcceptQuote.Outcome.Signed.class, ground.accept(order, BUYER));
        ground.inProduction(order);
        ground.make(order);
        ground.print(ground.lot(order, 1));
        ground.ship(ground.lot(order, 1), new Weighed(LIBRARY, 7), new Weighed(CENTRE, 3));
        ground.print(ground.lot(order, 2));
        ground.pays(SEGREGATED, ground.face(order).open(), ground.face(order).reference());
        ground.pays(OPERATING, ground.fee(order).open(), ground.fee(order).reference());
        ground.nextMorning();
        assertThat(ground.today()).isEqualTo(ACTIVE);
        expect(ActivateLot.Outcome.Activated.class, ground.activate(ground.lot(order, 1)));

        ground.clock.advance(Period.ofDays(1));
        exhausted = ground.handOver(order, 1, Audience.RETIRED);
        lost = ground.handOver(order, 2, Audience.RETIRED);
        ground.handOver(order, 3, Audience.OTHER);
        ground.handOver(order, 4, Audience.NOT_TOLD);
        use(exhausted, 1, 2, 3);
        use(lost, 1, 2, 3);
        ground.clock.advance(Period.ofDays(1));
        use(exhausted, 4, 5, 6);
        expect(
                BlockBooklet.Outcome.Blocked.class,
                ground.bean(BlockBooklet.class).handle(new BlockBooklet.Command(lost.serial(), Loss.LOST, LIBRARIAN)));
        var replacement = expect(
                        ReplaceBooklet.Outcome.Replaced.class,
                        ground.bean(ReplaceBooklet.class)
                                .handle(new ReplaceBooklet.Command(id("replacement"), lost, LIBRARIAN)))
                .replacement();
        ground.clock.advance(Period.ofDays(1));
        use(exhausted, 7, 8, 9);
        use(replacement.replacedBy(), replacement.ranks().getFirst());
        ground.clock.advance(Period.ofDays(1));
        use(exhausted, 10);
        assertThat(ground.today()).isEqualTo(LAST_DAY);
    }

    private static Need targeted() {
        return need(
                new Need.Restrictions(List.of(), "", List.of("RETIRED"), List.of(), "", false, 1, false),
                Need.InvoiceOn.ACCEPTANCE,
                10,
                5);
    }

    private static FundingShare share(OrganisationId funder, Rate ratio, Basis basis, AppliesTo appliesTo) {
        return new FundingShare(
                funder, ratio, basis, appliesTo, Optional.empty(), Optional.empty(), Optional.of(Rate.percent(50)));
    }

    private void use(BookletNumber booklet, int... ranks) {
        assertThat(ground.redeem(booklet, ranks).services())
                .extracting(Answer.ServiceAnswer::result)
                .containsOnly(Result.REDEEMED);
    }

    @AfterAll
    void close() {
        assertThat(ground.ailments()).isEmpty();
        ground.close();
    }

    @Nested
    @DisplayName("R-031 : l’entonnoir")
    class TheFunnel {

        @Test
        @DisplayName(
                "R-031 : pour la commande et pour chaque lot, chaque nombre, et chaque taux avec ses deux nombres et son jour")
        void counts() {
            var found = ground.bean(Funnels.class).of(order, BUYER).orElseThrow();
            var booklets = new Funnel.Booklets(10, 6, 4, 2, 1, 0, 0, 40, 20);
            assertThat(found.whole()).isEqualTo(new Funnel(LAST_DAY, 150, 150, 100, booklets, 14, 0));
            assertThat(found.lots())
                    .containsExactly(
                            new Funnels.OfLot(1, 1, new Funnel(LAST_DAY, 100, 100, 100, booklets, 14, 0)),
                            new Funnels.OfLot(
                                    2,
                                    2,
                                    new Funnel(
                                            LAST_DAY,
                                            50,
                                            50,
                                            0,
                                            new Funnel.Booklets(0, 0, 0, 0, 0, 0, 0, 0, 0),
                                            0,
                                            0)));
            var whole = found.whole();
            assertThat(whole.activation()).isEqualTo(new Ratio(100, 150));
            assertThat(whole.handOver()).isEqualTo(new Ratio(4, 10));
            assertThat(whole.start()).isEqualTo(new Ratio(2, 4));
            assertThat(whole.exhaustion()).isEqualTo(new Ratio(1, 4));
            assertThat(whole.depth()).isEqualTo(new Ratio(14, 20));
            assertThat(whole.usage()).isEqualTo(new Ratio(14, 100));
            assertThat(whole.usage().french()).isEqualTo("14,0\u00a0% (14 sur 100)");
        }

        @Test
        @DisplayName(
                "R-031 : les programmes lisent les mêmes nombres, chaque taux avec son numérateur et son dénominateur")
        void for_programs() {
            var answer = ground.bean(ImpactApi.class).funnel(order.value(), BUYER);
            assertThat(answer.order().asOf()).isEqualTo(LAST_DAY);
            assertThat(answer.order().issued()).isEqualTo(150);
            assertThat(answer.order().bookletsExhausted()).isEqualTo(1);
            assertThat(answer.order().usage()).isEqualTo(new ImpactApi.RatioAnswer(14, 100, 140));
            assertThat(answer.order().handOver()).isEqualTo(new ImpactApi.RatioAnswer(4, 10, 400));
            assertThat(answer.lots()).hasSize(2);
        }

        @Test
        @DisplayName("un commanditaire d’ailleurs n’en voit rien")
        void not_yours() {
            assertThat(ground.bean(Funnels.class).of(order, STRANGE_BUYER)).isEmpty();
            assertThat(ground.bean(Stock.class).dormant(order, BUYER))
                    .containsExactlyInAnyOrder(
                            new Stock.Dormant(LIBRARY, "Médiathèque Exemple", 5, 3),
                            new Stock.Dormant(CENTRE, "Centre social Exemple", 5, 3));
        }
    }

    @Nested
    @DisplayName("R-056 : le compte de chaque co-financeur")
    class Accounts {

        private List<Money> account(LocalDate on, OrganisationId funder) {
            return ground.bean(FunderAccounts.class).of(order, on, BUYER).orElseThrow().stream()
                    .filter(account -> account.funder().equals(funder))
                    .map(account -> List.of(
                            account.promised(),
                            FunderAccounts.amountOf(account.due()),
                            account.called(),
                            account.received(),
                            account.gap()))
                    .findFirst()
                    .orElseThrow();
        }

        private List<Money> euros(long promised, long due, long called, long received, long gap) {
            return List.of(cents(promised), cents(due), cents(called), cents(received), cents(gap));
        }

        @Test
        @DisplayName("R-056 : promis, dû, appelé, reçu et écart, à n’importe quelle date, passée comprise")
        void at_any_date() {
            var shares = ground.bean(FundingShares.class);
            shares.record(
                    id("call"), order, REGION, FundingEvent.CALLED, cents(60_00), LocalDate.of(2026, 11, 13), BUYER);
            shares.record(
                    id("call"), order, REGION, FundingEvent.CALLED, cents(60_00), LocalDate.of(2026, 11, 13), BUYER);
            shares.record(
                    id("paid"), order, REGION, FundingEvent.RECEIVED, cents(80_00), LocalDate.of(2026, 11, 14), BUYER);
            // Half of the face value used: 0, 6, 9, 13 then 14 vouchers.
            assertThat(account(ACTIVE, REGION)).isEqualTo(euros(750_00, 0, 0, 0, 0));
            assertThat(account(FIRST_DAY, REGION)).isEqualTo(euros(750_00, 30_00, 0, 0, 30_00));
            assertThat(account(LocalDate.of(2026, 11, 13), REGION)).isEqualTo(euros(750_00, 45_00, 60_00, 0, 45_00));
            assertThat(account(LocalDate.of(2026, 11, 14), REGION))
                    .isEqualTo(euros(750_00, 65_00, 60_00, 80_00, -15_00));
            assertThat(account(LAST_DAY, REGION)).isEqualTo(euros(750_00, 70_00, 60_00, 80_00, -10_00));
            // A third of 1 500 € and of their fee of 60 €, to the cent: 33,3333 % of 1 560 €. Half of the public is
            // reached.
            assertThat(account(FIRST_DAY, TOWN)).isEqualTo(euros(520_00, 520_00, 0, 0, 520_00));
        }

        @Test
        @DisplayName("R-056 : chaque co-financeur voit son compte, le commanditaire et la coopérative tous")
        void who_sees_what() {
            var accounts = ground.bean(FunderAccounts.class);
            assertThat(accounts.of(order, LAST_DAY, FUNDER).orElseThrow())
                    .extracting(FunderAccount::funder)
                    .containsExactly(REGION);
            assertThat(accounts.of(order, LAST_DAY, TOWN_BUYER).orElseThrow())
                    .extracting(FunderAccount::funder)
                    .containsExactly(TOWN);
            assertThat(accounts.of(order, LAST_DAY, CONTROLLER).orElseThrow()).hasSize(2);
        }

        @Test
        @DisplayName(
                "R-056 : avant toute remise, la condition de public n’est pas atteinte et rien n’est dû, la raison le dit")
        void before_any_hand_over() {
            var due = ground.bean(FunderAccounts.class).of(order, ACTIVE, BUYER).orElseThrow().stream()
                    .filter(account -> account.funder().equals(TOWN))
                    .findFirst()
                    .orElseThrow()
                    .due();
            assertThat(due).isEqualTo(new FundingShare.Due.TargetMissed(cents(1_560_00), 0, 0));
        }
    }

    @Nested
    @DisplayName("R-056 : la page d’un co-financeur")
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    class ThePage {

        private TestApplication site;

        @BeforeAll
        void open() {
            site = TestApplication.start(ground.db, ground.clock, Visitor.settings(home));
        }

        @AfterAll
        void close() {
            site.close();
        }

        private String path(OrganisationId funder) {
            return "/commandes/" + order + "/cofinanceurs/" + funder.value();
        }

        private Visitor.Page sound(Visitor.Page page) {
            assertThat(Accessibility.faults(page.text())).as(page.read()).isEmpty();
            return page;
        }

        @Test
        @DisplayName("R-056 : le co-financeur trouve sa commande, lit sa part à n’importe quelle date, et des nombres")
        void a_funder_reads_its_share() {
            try (var funder = Visitor.of(site, FUNDER)) {
                var list = sound(funder.get("/commandes"));
                assertThat(list.read()).contains("Ce que vous co-financez").contains("50 % de la valeur");
                assertThat(list.text()).contains("href=\"" + path(REGION) + "\"");
                var page = sound(funder.get(path(REGION)));
                assertThat(page.read())
                        .contains("La part, au 15 novembre 2026")
                        .contains("70,00 € dus ce jour-là")
                        .contains("Chèques utilisés 14")
                        .contains("Carnets remis au public visé 2");
                assertThat(page.text()).doesNotContain("href=\"/commandes/" + order + "\"");
                assertThat(sound(funder.get(path(REGION) + "?on=2026-11-12")).read())
                        .contains("30,00 € dus ce jour-là")
                        .contains("Chèques utilisés 6");
                var tomorrow = sound(funder.get(path(REGION) + "?on=2026-11-16"));
                assertThat(tomorrow.read())
                        .contains("choisissez un jour passé ou aujourd’hui")
                        .contains("La part, au 15 novembre 2026");
                assertThat(sound(funder.get(path(REGION) + "?on=hier")).status())
                        .isEqualTo(200);
            }
        }

        @Test
        @DisplayName(
                "R-037 : lieux et publics ne se lisent que par mois entiers : novembre n’est pas fini, rien ne se montre")
        void small_counts_wait_for_the_month() {
            try (var funder = Visitor.of(site, FUNDER)) {
                assertThat(funder.get(path(REGION)).read())
                        .doesNotContain("novembre 2026, ")
                        .doesNotContain("personnes retraitées");
            }
        }

        @Test
        @DisplayName("R-055, R-058 : le dossier se télécharge, un certificat se fait une fois et se lit")
        void proofs_are_taken() {
            try (var funder = Visitor.of(site, TOWN_BUYER)) {
                var form = sound(funder.get(path(TOWN))).form(path(TOWN) + "/certificats");
                var done = sound(form.send());
                assertThat(done.read()).contains("est fait.");
                var number = done.read().replaceAll("(?s).*Le certificat (CU-\\S+) est fait.*", "$1");
                assertThat(sound(form.send()).read()).contains("Le certificat " + number + " est fait.");
                assertThat(funder.get(path(TOWN) + "/certificats/" + number + ".pdf")
                                .bytes())
                        .startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
                var pack = funder.get(path(TOWN) + "/preuves");
                assertThat(pack.type()).isEqualTo("application/zip");
                assertThat(pack.bytes()).startsWith("PK".getBytes(StandardCharsets.US_ASCII));
                assertThat(sound(form.with("asOf", "2026-11-16")
                                        .with("id", UUID.randomUUID().toString())
                                        .send())
                                .read())
                        .contains("choisissez un jour passé ou aujourd’hui");
            }
            try (var region = Visitor.of(site, FUNDER)) {
                assertThat(region.get(path(TOWN) + "/preuves").status()).isEqualTo(404);
                assertThat(region.get(path(REGION) + "/certificats/CU-2026-999999.pdf")
                                .status())
                        .isEqualTo(404);
            }
        }

        @Test
        @DisplayName(
                "R-321 : le commanditaire et la coopérative la lisent ; un autre co-financeur, un inconnu, un accueil non")
        void who_reads_it() {
            try (var buyer = Visitor.of(site, BUYER);
                    var controller = Visitor.of(site, CONTROLLER);
                    var stranger = Visitor.of(site, STRANGE_BUYER);
                    var other = Visitor.of(site, TOWN_BUYER);
                    var librarian = Visitor.of(site, LIBRARIAN)) {
                assertThat(sound(buyer.get("/commandes/" + order)).text()).contains("href=\"" + path(REGION) + "\"");
                assertThat(sound(buyer.get(path(REGION))).text()).contains("href=\"/commandes/" + order + "\"");
                assertThat(sound(controller.get(path(TOWN))).status()).isEqualTo(200);
                assertThat(sound(stranger.get(path(REGION))).status()).isEqualTo(404);
                assertThat(sound(other.get(path(REGION))).status()).isEqualTo(404);
                assertThat(sound(librarian.get(path(REGION))).status()).isEqualTo(403);
                assertThat(sound(buyer.get(path(STRANGER))).status()).isEqualTo(404);
            }
        }
    }

    @Nested
    @DisplayName("R-055 : le dossier de preuve")
    class Evidence {

        private Map<String, byte[]> unzip(byte[] archive) throws IOException {
            var files = new TreeMap<String, byte[]>();
            try (var zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
                for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                    files.put(entry.getName(), zip.readAllBytes());
                }
            }
            return files;
        }

        private String sha256(byte[] content) throws Exception {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        }

        private CertifyUse.Outcome certify(UUID id, LocalDate asOf, Actor by) {
            return ground.bean(CertifyUse.class).handle(new CertifyUse.Command(id, order, REGION, asOf, by));
        }

        @Test
        @DisplayName(
                "R-055 : commande, paiements, activations, usages par mois et territoire, publics, certificat, et l’empreinte de chacun")
        void complete() throws Exception {
            var number = expect(CertifyUse.Outcome.Certified.class, certify(id("certificate"), LAST_DAY, BUYER))
                    .number();
            assertThat(expect(CertifyUse.Outcome.Certified.class, certify(id("certificate"), LAST_DAY, BUYER))
                            .number())
                    .isEqualTo(number);
            assertThat(certify(id("certificate"), LAST_DAY.minusDays(1), BUYER))
                    .as("another day under the same id")
                    .isEqualTo(new CertifyUse.Outcome.Refused(CertificateReason.ID_TAKEN));
            var pack = ground.bean(EvidencePack.class).of(order, REGION, FUNDER).orElseThrow();
            assertThat(pack.sha256()).isEqualTo(sha256(pack.content()));
            var files = unzip(pack.content());
            assertThat(files)
                    .containsOnlyKeys(
                            "commande.csv",
                            "paiements.csv",
                            "activations.csv",
                            "usages.csv",
                            "publics.csv",
                            "certificat.pdf",
                            "SHA256SUMS");
            var sums = new ArrayList<String>();
            for (var file : files.entrySet()) {
                if (!file.getKey().equals("SHA256SUMS")) {
                    sums.add(sha256(file.getValue()) + "  " + file.getKey());
                }
            }
            assertThat(text(files, "SHA256SUMS").lines()).containsExactlyInAnyOrderElementsOf(sums);

            assertThat(text(files, "commande.csv"))
                    .contains(
                            ground.get(order).signedNumber(),
                            "Entreprise Exemple",
                            "Région Exemple",
                            "Chèques commandés;150",
                            "Chèques activés;100",
                            "Chèques utilisés;14",
                            "Part due (EUR);70,00");
            assertThat(text(files, "paiements.csv"))
                    .contains(
                            ground.face(order).document(),
                            "1500,00",
                            ground.fee(order).document(),
                            "72,00");
            assertThat(text(files, "activations.csv")).contains("1;10;100;10/11/2026;11/11/2026", "2;5;50;;");
            // November is not over: what happened in it is told by no place and no public yet.
            assertThat(text(files, "commande.csv")).contains("par mois entiers, jusqu’au;31/10/2026");
            assertThat(text(files, "usages.csv").lines()).hasSize(1);
            assertThat(text(files, "publics.csv").lines()).hasSize(1);
            assertThat(new String(files.get("certificat.pdf"), 0, 5, StandardCharsets.US_ASCII))
                    .isEqualTo("%PDF-");

            // The same facts make the same bytes; the payer and the cooperative read the same.
            assertThat(ground.bean(EvidencePack.class)
                            .of(order, REGION, BUYER)
                            .orElseThrow()
                            .content())
                    .isEqualTo(pack.content());
            assertThat(ground.bean(EvidencePack.class).of(order, REGION, TOWN_BUYER))
                    .isEmpty();
        }

        private String breakdownsOf(String certificate) {
            var text = PdfText.of(ground.bean(Documents.class).pdf(certificate).orElseThrow());
            return text.substring(text.indexOf("Chèques utilisés par mois"), text.indexOf("Méthode"));
        }

        @Test
        @DisplayName(
                "R-037, R-055 : deux jours voisins ne disent rien d’un lieu ni d’un public ; le mois fini, il se dit entier, les petits effectifs tus")
        void by_whole_months() throws Exception {
            var one = expect(CertifyUse.Outcome.Certified.class, certify(id("one day"), FIRST_DAY, BUYER));
            var next =
                    expect(CertifyUse.Outcome.Certified.class, certify(id("the next"), FIRST_DAY.plusDays(1), BUYER));
            assertThat(breakdownsOf(one.number()))
                    .isEqualTo(breakdownsOf(next.number()))
                    .doesNotContain("2026");
            var today =
                    LocalDateTime.ofInstant(ground.clock.instant(), Paris.ZONE).toString();
            try {
                ground.clock.set("2026-12-02T09:00");
                var whole = expect(
                        CertifyUse.Outcome.Certified.class, certify(id("november"), LocalDate.of(2026, 12, 1), BUYER));
                assertThat(breakdownsOf(whole.number())).contains("14");
                var files = unzip(ground.bean(EvidencePack.class)
                        .of(order, REGION, FUNDER)
                        .orElseThrow()
                        .content());
                assertThat(text(files, "usages.csv")).contains("2026-11 · D:21;14");
                assertThat(text(files, "publics.csv")).contains("personnes retraitées;non montré");
            } finally {
                ground.clock.set(today);
            }
        }

        @Test
        @DisplayName("le dossier ne nomme aucun carnet, aucun chèque, aucun code, aucun agent")
        void nothing_leads_to_a_person() throws Exception {
            var files = unzip(ground.bean(EvidencePack.class)
                    .of(order, REGION, FUNDER)
                    .orElseThrow()
                    .content());
            files.remove("certificat.pdf");
            var keys = ground.bean(VoucherKeys.class);
            var all = new StringBuilder();
            files.values().forEach(content -> all.append(new String(content, StandardCharsets.UTF_8)));
            assertThat(all.toString())
                    .doesNotContain(exhausted.serial(), lost.serial(), LIBRARIAN.reference(), LIBRARIAN.label());
            for (int rank = 1; rank <= 10; rank++) {
                var voucher = VoucherNumber.of(exhausted, rank);
                assertThat(all.toString())
                        .doesNotContain(
                                voucher.serial(),
                                keys.code(keys.generations().getFirst(), voucher)
                                        .printed());
            }
        }

        private String text(Map<String, byte[]> files, String name) {
            return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
        }

        @Test
        @DisplayName(
                "R-058 : un certificat dit son jour ; un jour à venir, un co-financeur sans part ou un rôle sans droit sont refusés")
        void certificates_tell_the_past() {
            assertThat(certify(id("tomorrow"), LAST_DAY.plusDays(1), BUYER))
                    .isEqualTo(new CertifyUse.Outcome.Refused(CertificateReason.DAY_TO_COME));
            assertThat(certify(id("stranger"), LAST_DAY, STRANGE_BUYER))
                    .isEqualTo(new CertifyUse.Outcome.Refused(CertificateReason.UNKNOWN_ORDER));
            assertThat(certify(
                            id("no role"),
                            LAST_DAY,
                            OrdersGround.person("reader", OrdersGround.COMPANY, Role.DISTRIBUTOR_AGENT)))
                    .isEqualTo(new CertifyUse.Outcome.Refused(CertificateReason.NOT_ALLOWED));
            assertThat(ground.bean(CertifyUse.class)
                            .handle(new CertifyUse.Command(id("none"), order, LIBRARY, LAST_DAY, BUYER)))
                    .isEqualTo(new CertifyUse.Outcome.Refused(CertificateReason.UNKNOWN_FUNDER));
        }
    }

    @Test
    @DisplayName(
            "R-051 : ensemble jamais plus de 100 %, chacun une fois, connus de l’annuaire, et plus rien une fois signé")
    void shares_of_an_order() {
        var shares = ground.bean(FundingShares.class);
        var draft = ground.described(need(1), BUYER);
        assertThat(shares.set(
                        draft,
                        List.of(
                                share(REGION, Rate.percent(50), Basis.USED, AppliesTo.FACE),
                                share(TOWN, Rate.ppm(500_001), Basis.USED, AppliesTo.FACE)),
                        BUYER))
                .isEqualTo(
                        new FundingShares.Outcome.Refused(coop.fairpass.orders.OrderReason.SHARES_ABOVE_100_PERCENT));
        assertThat(shares.set(
                        draft,
                        List.of(
                                share(REGION, Rate.percent(50), Basis.USED, AppliesTo.FACE),
                                share(REGION, Rate.percent(50), Basis.ORDERED, AppliesTo.FACE)),
                        BUYER))
                .isEqualTo(new FundingShares.Outcome.Refused(coop.fairpass.orders.OrderReason.UNKNOWN_FUNDER));
        var halves = List.of(
                share(REGION, Rate.percent(50), Basis.USED, AppliesTo.FACE),
                share(TOWN, Rate.percent(50), Basis.ORDERED, AppliesTo.FACE));
        assertThat(shares.set(draft, halves, BUYER)).isInstanceOf(FundingShares.Outcome.Done.class);
        assertThat(shares.of(draft)).containsExactlyInAnyOrderElementsOf(halves);
        assertThat(shares.set(order, halves, BUYER))
                .isEqualTo(new FundingShares.Outcome.Refused(coop.fairpass.orders.OrderReason.NOT_POSSIBLE_NOW));
    }

    @Test
    @DisplayName("R-056 : une somme notée deux fois compte une fois ; sous le même identifiant, une autre est refusée")
    void a_sum_is_recorded_once() {
        var shares = ground.bean(FundingShares.class);
        var draft = ground.described(need(1), BUYER);
        var halves = List.of(
                share(REGION, Rate.percent(50), Basis.USED, AppliesTo.FACE),
                share(TOWN, Rate.percent(50), Basis.ORDERED, AppliesTo.FACE));
        var other = ground.described(need(1), BUYER);
        assertThat(shares.set(draft, halves, BUYER)).isInstanceOf(FundingShares.Outcome.Done.class);
        assertThat(shares.set(other, halves, BUYER)).isInstanceOf(FundingShares.Outcome.Done.class);
        var id = id("a sum");
        var done = new FundingShares.Outcome.Done(shares.of(draft));
        var called = FundingShares.FundingEvent.CALLED;
        assertThat(shares.record(id, draft, REGION, called, cents(50_00), LAST_DAY, BUYER))
                .isEqualTo(done);
        assertThat(shares.record(id, draft, REGION, called, cents(50_00), LAST_DAY, BUYER))
                .isEqualTo(done);

        var taken = new FundingShares.Outcome.Refused(coop.fairpass.orders.OrderReason.ID_TAKEN);
        assertThat(shares.record(id, draft, REGION, called, cents(50_01), LAST_DAY, BUYER))
                .isEqualTo(taken);
        assertThat(shares.record(id, draft, TOWN, called, cents(50_00), LAST_DAY, BUYER))
                .isEqualTo(taken);
        assertThat(shares.record(id, other, REGION, called, cents(50_00), LAST_DAY, BUYER))
                .isEqualTo(taken);
        assertThat(shares.record(id, draft, REGION, called, cents(50_00), LAST_DAY.minusDays(1), BUYER))
                .isEqualTo(taken);
        assertThat(shares.record(id, draft, REGION, FundingShares.FundingEvent.RECEIVED, cents(50_00), LAST_DAY, BUYER))
                .isEqualTo(taken);
        assertThat(shares.total(draft, REGION, called, LAST_DAY)).isEqualTo(cents(50_00));
        assertThat(shares.total(other, REGION, called, LAST_DAY)).isEqualTo(Money.ZERO);
    }
}
