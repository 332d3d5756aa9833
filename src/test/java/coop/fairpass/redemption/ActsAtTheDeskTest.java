package coop.fairpass.redemption;

import static coop.fairpass.World.FIRST_STAFF;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.AriaRole;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherQr;
import coop.fairpass.booklets.VoucherTerms;
import coop.fairpass.money.Money;
import coop.fairpass.orders.OrderId;
import coop.fairpass.site.EnglishReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The three ways to present a voucher, in a real Chromium, each with the number of acts it asks. How long ten people
 * take is not for a program to say: docs/trials.md says how it is measured.
 */
@DisplayName("R-128 : douchette, appareil photo ou clavier, date et lieu remplis (les gestes, pas les 15 secondes)")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActsAtTheDeskTest {

    private static final String PAGE = "/cheques/accepter";

    private World world;
    private TestApplication site;
    private OrderId order;
    private int booklets = 0;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        order = world.order(10);
        site = TestApplication.start(db, world.clock, Visitor.settings(home));
        Visitor.of(site, FIRST_STAFF).close();
        // The desk gave this service before: the page proposes it again.
        world.redeem(world.given(booklet(), 1));
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
        var keys = world.bean(VoucherKeys.class);
        var terms = new VoucherTerms(Money.cents(10_00), world.today(), World.VALID_UNTIL);
        return new VoucherQr("https://cheques.exemple.coop", keys)
                .voucher(keys.generations().getLast(), booklet.voucher(rank), terms)
                .qr();
    }

    private Page desk(Chromium chromium) {
        return enter(chromium.page(390));
    }

    private Page enter(Page page) {
        page.navigate(site.url("/entrer").toString());
        page.locator("form[action='/entrer']")
                .filter(new Locator.FilterOptions().setHasText(FIRST_STAFF.label()))
                .first()
                .locator("button")
                .click();
        page.navigate(site.url(PAGE).toString());
        return page;
    }

    /** The script of the desk has begun. */
    private static void settled(Page page) {
        page.locator("[data-desk][data-ready]").waitFor();
    }

    private static void accept(Page page) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new GetByRoleOptions().setName("Accepter").setExact(true))
                .click();
    }

    /** What the desk has just said, once it says it of that voucher. */
    private static String answer(Page page, String about) {
        var card = page.locator(".desk-card").filter(new Locator.FilterOptions().setHasText(about));
        card.waitFor();
        return card.locator(".desk-title").innerText();
    }

    @Test
    @DisplayName("le lieu, le jour et le service sont remplis, et le champ attend : il ne reste que le chèque")
    void all_is_filled_in() {
        try (var chromium = new Chromium()) {
            var page = desk(chromium);
            assertThat(page.locator("input[name=place]").inputValue())
                    .isEqualTo(World.FIRST_PLACE.value().toString());
            assertThat(page.locator("input[name=day]").inputValue())
                    .isEqualTo(world.today().toString());
            assertThat(page.locator("input[name=service]:checked").inputValue()).isEqualTo(World.TEN_EUROS);
            assertThat(page.evaluate("document.activeElement.id")).isEqualTo("code");
        }
    }

    @Test
    @DisplayName("douchette : un geste par chèque, la gâchette")
    void by_scanner() {
        var booklet = booklet();
        try (var chromium = new Chromium()) {
            var page = desk(chromium);
            for (int rank = 1; rank <= 3; rank++) {
                // A hand scanner is a keyboard: it types the QR and Enter, and the field is still there for the next.
                page.keyboard().type(qr(booklet, rank));
                page.keyboard().press("Enter");
                assertThat(answer(page, booklet.voucher(rank).serial())).isEqualTo("Accepté");
                assertThat(page.evaluate("document.activeElement.id")).isEqualTo("code");
            }
        }
    }

    @Test
    @DisplayName("qui lit l’anglais entend le guichet en anglais")
    void in_english() {
        var booklet = booklet();
        try (var chromium = new Chromium()) {
            var page = chromium.page(390);
            page.navigate(site.url("/langue/en").toString());
            enter(page);
            settled(page);
            page.keyboard().type(qr(booklet, 1));
            page.keyboard().press("Enter");
            assertThat(answer(page, booklet.voucher(1).serial())).isEqualTo("Accepted");
            assertThat(page.locator("[data-total]").innerText())
                    .isEqualTo("Since this page was opened: 1 accepted, €10.00.");
            page.keyboard().type("0000");
            page.keyboard().press("Enter");
            assertThat(answer(page, "This code is mistyped")).isEqualTo("Not sent");
            assertThat(EnglishReader.frenchIn(page.locator("[data-live]").innerText()))
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("clavier : quatorze touches par chèque, ses treize caractères et Entrée")
    void by_typing() {
        var booklet = booklet();
        try (var chromium = new Chromium()) {
            var page = desk(chromium);
            for (int rank = 1; rank <= 2; rank++) {
                var keys = new ArrayList<>(
                        List.of(world.code(booklet, rank).replaceAll("[- ]", "").split("")));
                keys.add("Enter");
                assertThat(keys).hasSize(14);
                keys.forEach(page.keyboard()::press);
                assertThat(answer(page, booklet.voucher(rank).serial())).isEqualTo("Accepté");
            }
        }
    }

    @Test
    @DisplayName("appareil photo : deux touchers pour le premier chèque, un pour les suivants ; il dit ce qu’il lit")
    void by_camera(@TempDir Path folder) throws IOException {
        var booklet = booklet();
        var qr = qr(booklet, 1);
        try (var chromium = Chromium.filming(FilmedVoucher.video(qr, folder.resolve("voucher.y4m")))) {
            var page = desk(chromium);
            settled(page);
            var sent = new ArrayList<String>();
            page.onRequest(request -> sent.add(request.method()));
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Lire avec l’appareil photo"))
                    .click();
            untilRead(page, "QR code lu : il est dans le champ. Touchez Accepter.");
            assertThat(sent).as("no picture leaves the browser").doesNotContain("POST");
            assertThat(page.locator("[data-camera] [role=status]").innerText()).contains("QR code lu");
            assertThat(page.getByLabel("Code du chèque").inputValue()).isEqualTo(qr);
            assertThat(page.evaluate("document.activeElement.value")).isEqualTo("accept");
            assertThat(Chromium.overflows(page)).isFalse();
            accept(page);
            assertThat(answer(page, booklet.voucher(1).serial())).isEqualTo("Accepté");

            // Still chosen, the camera opens by itself for the next one: only « Accepter » is left to touch.
            untilRead(page, "QR code lu : il est dans le champ. Touchez Accepter.");
            accept(page);
            assertThat(answer(page, "déjà été utilisé")).isEqualTo("Refusé");
        }
    }

    /** Chromium's false camera sometimes gives no picture at all: it is closed and opened again, as a person would. */
    private static void untilRead(Page page, String said) {
        for (int again = 1; again < 4; again++) {
            try {
                page.getByText(said).waitFor(new Locator.WaitForOptions().setTimeout(10_000));
                return;
            } catch (TimeoutError _) {
                var toggle = page.locator("[data-camera] button");
                toggle.click();
                toggle.click();
            }
        }
        page.getByText(said).waitFor();
    }

    @Test
    @DisplayName(
            "appareil photo, plusieurs chèques : chaque QR code lu est une ligne, deux fois le même n’en fait qu’une")
    void by_camera_several(@TempDir Path folder) throws IOException {
        var qr = qr(booklet(), 1);
        try (var chromium = Chromium.filming(FilmedVoucher.video(qr, folder.resolve("voucher.y4m")))) {
            var page = desk(chromium);
            page.getByText("Plusieurs chèques à la fois").click();
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Lire avec l’appareil photo"))
                    .click();
            untilRead(page, "Ce chèque est déjà dans la liste");
            assertThat(page.locator("[data-camera] [role=status]").innerText()).contains("déjà dans la liste");
            assertThat(page.getByLabel("Un code par ligne").inputValue()).isEqualTo(qr + "\n");
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Fermer l’appareil photo"))
                    .click();
            assertThat(page.locator("[data-camera] video").isVisible()).isFalse();
        }
    }

    @Test
    @DisplayName("un navigateur qui sait lire un QR code lit lui-même, sans notre bibliothèque")
    void the_browser_reads_itself(@TempDir Path folder) throws IOException {
        var qr = qr(booklet(), 1);
        try (var chromium = Chromium.filming(FilmedVoucher.video(qr, folder.resolve("voucher.y4m")))) {
            var page = chromium.page(390);
            // Chromium on Linux has no BarcodeDetector: this one answers as Android's does.
            page.addInitScript("""
                    window.BarcodeDetector = class {
                      static async getSupportedFormats() { return ["qr_code"]; }
                      async detect(source) { return source.videoWidth ? [{ rawValue: "%s" }] : []; }
                    };
                    """.formatted(qr));
            var sent = new ArrayList<String>();
            page.onRequest(request -> sent.add(request.method() + " " + request.url()));
            enter(page);
            settled(page);
            sent.clear();
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Lire avec l’appareil photo"))
                    .click();
            page.getByText("QR code lu").waitFor();
            assertThat(page.getByLabel("Code du chèque").inputValue()).isEqualTo(qr);
            assertThat(sent).noneMatch(request -> request.startsWith("POST") || request.contains("/scripts/qr/"));
        }
    }

    @Test
    @DisplayName("sans appareil photo, la page le dit et l’on tape ; seule cette page peut le demander")
    void without_a_camera() {
        try (var chromium = new Chromium()) {
            var page = desk(chromium);
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Lire avec l’appareil photo"))
                    .click();
            page.getByText("L’appareil photo n’est pas disponible. Tapez les 13 caractères.")
                    .waitFor();
            page.getByLabel("Code du chèque").fill(world.code(booklet(), 1));
            accept(page);
            assertThat(answer(page, "10,00")).isEqualTo("Accepté");
            assertThat(page.navigate(site.url(PAGE).toString()).headers())
                    .containsEntry("permissions-policy", "camera=(self), microphone=(), geolocation=()");
            assertThat(page.navigate(site.url("/fonds").toString()).headers())
                    .containsEntry("permissions-policy", "camera=(), microphone=(), geolocation=()");
        }
    }
}
