package coop.fairpass.redemption;

import static coop.fairpass.World.FIRST_PLACE;
import static coop.fairpass.World.FIRST_STAFF;
import static coop.fairpass.World.SECOND_PLACE;
import static coop.fairpass.World.SECOND_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import coop.fairpass.Axe;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.VoucherCode;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Le guichet dans un vrai navigateur : en série, installé, et sans réseau")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeskTest {

    private static final String PAGE = "/cheques/accepter";
    private static final Path PICTURES = Path.of("target/desk");

    private World world;
    private TestApplication site;
    private OrderId order;
    private int booklets;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(60);
        PretendDevice.allow(world, 3, 200_00, 12);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        Visitor.of(site, FIRST_STAFF).close();
        world.redeem(world.given(booklet(), 1)); // the desk gave this service before
    }

    @AfterEach
    void nothingIsBroken() {
        assertThat(world.ailments()).isEmpty();
    }

    @AfterAll
    void close() {
        site.close();
        world.close();
    }

    private BookletNumber booklet() {
        return world.handedOver(order, ++booklets);
    }

    private String qr(BookletNumber booklet, int rank) {
        return PretendDevice.qr(world, booklet, rank);
    }

    private Page desk(Chromium chromium, int width) {
        var page = chromium.page(width);
        page.navigate(site.url("/entrer").toString());
        page.locator("form[action='/entrer']")
                .filter(new Locator.FilterOptions().setHasText(FIRST_STAFF.label()))
                .first()
                .locator("button")
                .click();
        page.navigate(site.url(PAGE).toString());
        settled(page);
        return page;
    }

    private static void settled(Page page) {
        page.locator("[data-desk][data-ready]").waitFor();
    }

    private static void scan(Page page, String text) {
        page.keyboard().type(text);
        page.keyboard().press("Enter");
    }

    private static void said(Page page, String title, String about) {
        page.locator(".desk-card:has(.desk-title:text-is(\"%s\"))".formatted(title))
                .filter(new Locator.FilterOptions().setHasText(about))
                .waitFor();
    }

    /** Judged by axe, never wider than its screen, and kept to be looked at. */
    private static void sound(Page page, String name) {
        Axe.check(page);
        for (int width : new int[] {320, 390, 1200}) {
            page.setViewportSize(width, 900);
            assertThat(Chromium.overflows(page)).as("%s at %d", name, width).isFalse();
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(PICTURES.resolve("%s-%d.png".formatted(name, width)))
                    .setFullPage(true));
        }
        page.setViewportSize(390, 900);
    }

    private long accepted(BookletNumber... among) {
        return world.db
                .jdbc()
                .sql("SELECT count(*) FROM redemption.spent WHERE state = 'ACCEPTED' AND booklet = ANY (:among)")
                .param(
                        "among",
                        java.util.Arrays.stream(among).map(BookletNumber::value).toArray(Long[]::new))
                .query(Long.class)
                .single();
    }

    @Test
    @DisplayName("dix chèques l’un après l’autre, sans attendre les réponses ni ouvrir de page ; le total suit")
    void ten_in_a_row() {
        var three = new BookletNumber[] {booklet(), booklet(), booklet()};
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            var loads = new AtomicLong();
            page.onLoad(_ -> loads.incrementAndGet());
            for (int i = 0; i < 10; i++) {
                // Codes typed key by key and QR scanned, one after the other, without waiting for answers.
                var booklet = three[i % 3];
                scan(page, i % 2 == 0 ? world.code(booklet, 1 + i / 3) : qr(booklet, 1 + i / 3));
            }
            page.getByText("10 acceptés, 100,00").waitFor();
            assertThat(loads).hasValue(0);
            assertThat(accepted(three)).isEqualTo(10);
            assertThat(page.locator(".desk-log li"))
                    .satisfies(lines -> assertThat(lines.count()).isEqualTo(10));
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("code");
            sound(page, "row");
        }
    }

    @Test
    @DisplayName("R-136 : au clavier seul, un chèque accepté s’annule aussitôt et sert de nouveau ; un refus dit quoi"
            + " faire")
    void undo_by_keyboard() {
        var booklet = booklet();
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            scan(page, world.code(booklet, 1));
            said(page, "Accepté", booklet.voucher(1).serial());
            scan(page, qr(booklet, 1));
            said(page, "Refusé", "demandez-en un autre");
            assertThat(page.locator("[role=alert] .desk-card").innerText()).contains("✗");
            sound(page, "refused");
            int tabs = 0;
            while (!"Annuler le chèque %s"
                            .formatted(booklet.voucher(1).serial())
                            .equals(page.evaluate("document.activeElement.textContent"))
                    && tabs++ < 20) {
                page.keyboard().press("Tab");
            }
            page.keyboard().press("Enter");
            said(page, "Annulé", "peut servir de nouveau");
            assertThat(accepted(booklet)).isZero();
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("code");
            scan(page, world.code(booklet, 1));
            said(page, "Accepté", booklet.voucher(1).serial());
            assertThat(accepted(booklet)).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R-127 : la réponse d’une vérification ne reste pas au-dessus de celle du chèque accepté ensuite")
    void one_answer_at_a_time() {
        var booklet = booklet();
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            page.locator("#code").fill(world.code(booklet, 1));
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Vérifier sans accepter"))
                    .click();
            page.getByText("Simple vérification : rien n’est enregistré.").waitFor();
            settled(page);
            scan(page, world.code(booklet, 2));
            said(page, "Accepté", booklet.voucher(2).serial());
            assertThat(page.locator("main .answer").count()).isZero();
            assertThat(page.getByText("Simple vérification").count()).isZero();
        }
    }

    @Test
    @DisplayName("R-178 : le caractère de contrôle est jugé pendant la frappe ; un code mal tapé ne part pas")
    void the_check_character_while_typing() {
        var booklet = booklet();
        var code = world.code(booklet, 1).replace(" ", "");
        var wrong = code.substring(0, 12) + (code.charAt(12) == '7' ? '8' : '7');
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            var sent = new ArrayList<String>();
            page.onRequest(request -> sent.add(request.method()));
            page.keyboard().type(code.substring(0, 5));
            assertThat(page.locator("#code-check").innerText()).contains("5 sur 13");
            page.keyboard().type(wrong.substring(5));
            assertThat(page.locator("#code-check [role=status]").innerText()).contains("faux");
            sound(page, "wrong");
            page.keyboard().press("Enter");
            said(page, "Pas envoyé", "relisez-le");
            assertThat(sent).doesNotContain("POST");
            page.keyboard().type(code); // what was wrong is selected
            assertThat(page.locator("#code-check [role=status]").innerText()).contains("juste");
            page.keyboard().press("Enter");
            said(page, "Accepté", booklet.voucher(1).serial());
        }
    }

    @Test
    @DisplayName("le numéro d’un carnet, tapé pour un code : le guichet le dit, et dit où est le code du chèque")
    void the_number_of_a_booklet() {
        var booklet = booklet();
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            var sent = new ArrayList<String>();
            page.onRequest(request -> sent.add(request.method()));
            for (var number : List.of(booklet.serial(), booklet.voucher(3).serial())) {
                page.locator("#code").fill(number);
                assertThat(page.locator("#code-check [role=status]").innerText())
                        .contains("numéro de carnet, pas un code");
                page.keyboard().press("Enter");
                said(page, "Pas envoyé", "sous le dessin carré du chèque");
            }
            sound(page, "number");
            page.locator("#code").fill("0000 123 450");
            assertThat(page.locator("#code-check [role=status]").innerText())
                    .as("no booklet has that number")
                    .doesNotContain("numéro de carnet");
            assertThat(sent).doesNotContain("POST");
        }
    }

    @Test
    @DisplayName("R-178 : le navigateur et le serveur jugent de même trois mille codes, justes, faux et malmenés")
    @SuppressWarnings("unchecked") // the script below answers texts
    void the_browser_judges_as_the_server() {
        var random = new Random(5);
        var texts = new ArrayList<String>();
        var noise = "0OoIiLlUuzZé-– \u00a0\u2003\t7";
        for (int i = 0; i < 3_000; i++) {
            var text = new StringBuilder(new VoucherCode(random.nextLong() >>> 4).printed());
            for (int change = random.nextInt(3); change > 0; change--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.setCharAt(at, noise.charAt(random.nextInt(noise.length())));
                    case 1 -> text.insert(at, noise.charAt(random.nextInt(noise.length())));
                    default -> text.deleteCharAt(at);
                }
            }
            texts.add(random.nextBoolean() ? text.toString() : text.toString().toLowerCase(java.util.Locale.ROOT));
        }
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            var faults = (List<String>) page.evaluate("""
                    async (texts) => {
                      const { readCode } = await import("/scripts/desk/code.js");
                      return texts.map((text) => readCode(text).fault);
                    }
                    """, texts);
            var expected = texts.stream()
                    .map(text -> switch (VoucherCode.read(text)) {
                        case VoucherCode.Reading.Read(var _) -> "READ";
                        case VoucherCode.Reading.Misread(var fault) -> fault.name();
                    })
                    .toList();
            assertThat(faults).isEqualTo(expected);
            assertThat(expected).contains("READ", "WRONG_CHECK_CHARACTER", "WRONG_LENGTH", "UNKNOWN_CHARACTER");
        }
    }

    @Test
    @DisplayName("R-330 : la page pèse moins de 200 ko à sa première ouverture (poids, non durée)")
    void it_is_light() {
        try (var chromium = new Chromium()) {
            var page = desk(chromium, 390);
            page.waitForLoadState();
            var bytes = ((Number) page.evaluate("""
                            [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
                              .filter(one => !one.name.includes("/cheques/guichet/"))
                              .reduce((sum, one) => sum + one.decodedBodySize, 0)
                            """)).longValue();
            System.out.printf("the desk at its first opening: %d bytes, not compressed%n", bytes);
            assertThat(bytes).isBetween(20_000L, 200_000L);
        }
    }

    // ── Installed ────────────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "installable : un manifeste juste, une page tenue par son script, qui s’ouvre sans réseau ; rien d’autre"
                    + " n’est gardé, et tout s’oublie en sortant")
    @SuppressWarnings("unchecked") // scripts answer texts
    void installed() {
        try (var chromium = new Chromium().forgiving("ERR_INTERNET_DISCONNECTED")) {
            var page = desk(chromium, 390);
            page.navigate(site.url("/").toString());
            page.navigate(site.url(PAGE).toString());
            settled(page);
            assertThat((String) page.evaluate("navigator.serviceWorker.controller.scriptURL"))
                    .endsWith("/cheques/guichet.js");
            var manifest = (Map<String, Object>) page.evaluate(
                    "async () => (await fetch(document.querySelector('link[rel=manifest]').href)).json()");
            assertThat(manifest)
                    .containsEntry("lang", "fr")
                    .containsEntry("start_url", PAGE)
                    .containsEntry("display", "standalone");
            for (var icon : (List<Map<String, Object>>) Objects.requireNonNull(manifest.get("icons"))) {
                var size = (String) page.evaluate("""
                        async (source) => {
                          const image = new Image();
                          image.src = source;
                          await image.decode();
                          return `${image.naturalWidth}x${image.naturalHeight}`;
                        }
                        """, icon.get("src"));
                assertThat(size).isNotEmpty();
                if (!"any".equals(icon.get("sizes"))) {
                    assertThat(size).isEqualTo(icon.get("sizes"));
                }
            }
            var problems = page.context()
                    .newCDPSession(page)
                    .send("Page.getInstallabilityErrors")
                    .getAsJsonArray("installabilityErrors");
            // A private window, which Playwright's is, never installs; nothing else is in the way.
            assertThat(problems)
                    .allSatisfy(problem -> assertThat(problem.toString()).contains("in-incognito"));

            assertThat(kept(page))
                    .contains("/cheques/accepter/sans-reseau?place=" + FIRST_PLACE.value())
                    .allMatch(
                            address -> address.matches(
                                    "/(styles|scripts|fonts|images)/.*|/favicon.svg|/guichet(-en)?.webmanifest|/cheques/accepter/.*"));
            page.context().setOffline(true);
            page.navigate(site.url(PAGE).toString());
            page.getByText("Pas de réseau.").first().waitFor();
            assertThat(page.locator("body").innerText())
                    .contains("Premier lieu")
                    .doesNotContain(FIRST_STAFF.label())
                    .doesNotContain("Premier prestataire")
                    .doesNotContain("Depuis deux jours");
            settled(page);
            sound(page, "shell");
            page.context().setOffline(false);
            page.navigate(site.url("/compte").toString());
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Sortir"))
                    .click();
            page.getByRole(
                            AriaRole.LINK,
                            new GetByRoleOptions().setName("Entrer").setExact(true))
                    .waitFor();
            assertThat(kept(page)).isEmpty();
            assertThat(page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length"))
                    .isEqualTo(0);
            assertThat(page.evaluate("async () => (await indexedDB.databases()).length"))
                    .isEqualTo(0);
        }
    }

    /** Every address of which the browser keeps a copy for pages of the site. */
    @SuppressWarnings("unchecked") // the script below answers texts
    private static List<String> kept(Page page) {
        return (List<String>) page.evaluate("""
                async () => {
                  const all = [];
                  for (const name of await caches.keys()) {
                    for (const request of await (await caches.open(name)).keys()) {
                      const answer = await (await caches.open(name)).match(request);
                      all.push(new URL(answer.url).pathname + new URL(answer.url).search);
                    }
                  }
                  return all;
                }
                """);
    }

    // ── Without network ──────────────────────────────────────────────────────────────────────────────────────────

    @Test
    @DisplayName(
            "R-140 : sans réseau, un QR code signé est gardé, un code tapé ne l’est pas et la page le dit ; au retour"
                    + " tout part")
    void without_network() {
        var booklet = booklet();
        var other = booklet();
        try (var chromium = new Chromium().forgiving("ERR_INTERNET_DISCONNECTED")) {
            var page = desk(chromium, 390);
            page.context().setOffline(true);
            scan(page, qr(booklet, 1));
            said(page, "Gardé sur cet appareil", booklet.voucher(1).serial());
            sound(page, "kept");
            scan(page, qr(booklet, 1));
            said(page, "Rien n’est enregistré", "déjà gardé");
            var forged = qr(booklet, 2);
            scan(page, forged.substring(0, 140) + (forged.charAt(140) == 'A' ? 'B' : 'A') + forged.substring(141));
            said(page, "Rien n’est enregistré", "n’est pas celui d’un chèque");
            scan(page, world.code(other, 1));
            said(page, "Rien n’est enregistré", "reste sur cette page");
            sound(page, "nothing");
            assertThat(accepted(booklet, other)).isZero();
            assertThat((String) page.evaluate("JSON.stringify({ ...localStorage, ...sessionStorage })"))
                    .as("typed codes are in the page and nowhere else")
                    .doesNotContain(world.code(other, 1).substring(0, 4));

            page.context().setOffline(false);
            page.getByText("2 acceptés, 20,00").waitFor();
            assertThat(accepted(booklet, other)).isEqualTo(2);
            assertThat(page.evaluate("""
                    () => new Promise((done) => {
                      const opening = indexedDB.open("fairpass-guichet");
                      opening.onsuccess = () => {
                        const all = opening.result.transaction("envelope").objectStore("envelope").count();
                        all.onsuccess = () => { opening.result.close(); done(all.result); };
                      };
                    })
                    """)).as("nothing is left on the device").isEqualTo(0);
        }
    }

    @Test
    @DisplayName(
            "sans réseau, la clé ne sort pas de l’appareil, la réserve est bornée, l’annulation aussi est signée ; ce"
                    + " qui est perdu est expliqué")
    void lost_and_explained() {
        var booklet = booklet();
        try (var chromium = new Chromium().forgiving("ERR_INTERNET_DISCONNECTED")) {
            var page = desk(chromium, 390);
            assertThat(page.evaluate("""
                    () => new Promise((done) => {
                      const opening = indexedDB.open("fairpass-guichet");
                      opening.onsuccess = () => {
                        const all = opening.result.transaction("device").objectStore("device").getAll();
                        all.onsuccess = () => { opening.result.close(); done(all.result[0].keys.privateKey.extractable); };
                      };
                    })
                    """)).isEqualTo(false);
            page.context().setOffline(true);
            page.navigate(site.url(PAGE).toString()); // the page opens without network, and accepts
            settled(page);
            for (int rank = 1; rank <= 3; rank++) {
                scan(page, qr(booklet, rank));
                said(page, "Gardé sur cet appareil", booklet.voucher(rank).serial());
            }
            scan(page, qr(booklet, 4));
            said(page, "Rien n’est enregistré", "tout ce qui est permis");
            page.getByRole(
                            AriaRole.BUTTON,
                            new GetByRoleOptions()
                                    .setName("Annuler le chèque "
                                            + booklet.voucher(3).serial()))
                    .click();
            said(page, "Annulé", "rendez-le");
            // Meanwhile another desk accepts the second one with the network.
            world.redeem(SECOND_STAFF, SECOND_PLACE, world.given(booklet, 2));
            page.context().setOffline(false);
            said(page, "1 perdu sur 3", "avec le réseau, ce qui l’emporte");
            assertThat(page.locator(".desk-log").innerText())
                    .contains("dans une autre structure")
                    .contains("Annulé avant l’envoi");
            sound(page, "lost");
            assertThat(accepted(booklet)).as("ours and theirs").isEqualTo(2);
            page.navigate(site.url(PAGE).toString());
            settled(page);
            assertThat(page.locator(".desk-offline").innerText())
                    .contains("Perdu")
                    .contains("avec le réseau, ce qui l’emporte");
            sound(page, "told");
        }
    }
}
