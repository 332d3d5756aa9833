package coop.fairpass.site;

import static coop.fairpass.World.AGENT;
import static coop.fairpass.World.FIRST_PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.LoadState;
import coop.fairpass.Axe;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.booklets.BookletNumber;
import coop.fairpass.orders.OrderId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("R-329 : les pages pour qui a reçu des chèques, dans un vrai navigateur, sur un petit écran")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PublicHelpInBrowserTest {

    private static final String LOST = "/mes-cheques/perdus";

    /** A browser that speaks, as we hear it: what is said, in which language, and when it is stopped. */
    private static final String SPEAKS = """
            window.said = [];
            window.stopped = 0;
            Object.defineProperty(window, "speechSynthesis", { value: {
              getVoices: () => [],
              speak: (words) => { window.said.push([words.lang, words.text]); if (words.onstart) words.onstart(); },
              cancel: () => { window.stopped += 1; }
            } });
            window.SpeechSynthesisUtterance = function (text) { this.text = text; };
            """;

    private static final String DOES_NOT_SPEAK = """
            Object.defineProperty(window, "speechSynthesis", { value: undefined });
            """;

    private OpenSite site;
    private BookletNumber booklet = new BookletNumber(1);
    private OrderId order;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, AGENT);
        order = site.world.order(2);
        booklet = site.world.handedOver(order, 1);
    }

    @AfterAll
    void close() {
        site.close();
    }

    private static String opinion() {
        return "/lieux/" + FIRST_PLACE + "/avis";
    }

    private static List<String> screens() {
        return List.of(
                "/mes-cheques",
                "/verifier",
                LOST,
                LOST + "?loss=LOST",
                LOST + "?loss=LOST&paper=yes",
                LOST + "?loss=LOST&paper=no",
                LOST + "?loss=LOST&paper=no&near=Dijon",
                LOST + "?loss=LOST&paper=no&near=Brest",
                LOST + "/envoye?number=12345678",
                "/mes-cheques/avis",
                "/mes-cheques/avis?near=Dijon",
                opinion(),
                opinion() + "?welcome=YES&help=NO&again=SO_SO",
                opinion() + "/merci",
                "/lieux/" + FIRST_PLACE);
    }

    private List<String> withAnswers() {
        return Stream.concat(screens().stream(), Stream.of("/Q/x", "/", "/lieux?near=Dijon"))
                .toList();
    }

    private static String main(Page page) {
        return page.locator("main").innerText().replaceAll("[\\s\\u00a0\\u202f]+", " ");
    }

    @Test
    @DisplayName("R-093, R-329 : au clavier seul, sans script, à 320 pixels : de l’accueil au numéro de signalement")
    void a_loss_by_keyboard() {
        try (var chromium = new Chromium()) {
            var page = chromium.pageWithoutScript(320);
            page.navigate(site.address("/"));
            Keyboard.tabTo(page, "J’ai reçu des chèques");
            page.keyboard().press("Enter");
            page.waitForURL("**/mes-cheques");
            Keyboard.tabTo(page, "J’ai perdu mes chèques");
            page.keyboard().press("Enter");
            page.waitForURL("**" + LOST);
            Keyboard.tabTo(page, "Je les ai perdus");
            page.keyboard().press("Enter");
            page.waitForURL("**loss=LOST");
            Keyboard.tabTo(page, "Oui, j’ai un papier");
            page.keyboard().press("Enter");
            page.waitForURL("**paper=yes");
            assertThat(Chromium.overflows(page)).isFalse();
            Keyboard.tabTo(page, "Numéro du carnet");
            page.keyboard().type(booklet.serial());
            page.keyboard().press("Enter");
            page.waitForURL("**" + LOST);
            assertThat(main(page)).contains("Est-ce bien cela ?", booklet.serial());
            assertThat(Chromium.overflows(page)).isFalse();
            Keyboard.tabTo(page, "Oui, envoyer");
            page.keyboard().press("Enter");
            page.waitForURL("**/envoye?number=*");
            assertThat(main(page)).containsPattern("Votre numéro de signalement : \\d{4} \\d{4}");
            assertThat(Chromium.overflows(page)).isFalse();
        }
    }

    @Test
    @DisplayName("R-095, R-329 : un avis au clavier seul, sans script, à 320 pixels")
    void an_opinion_by_keyboard() {
        try (var chromium = new Chromium()) {
            var page = chromium.pageWithoutScript(320);
            page.navigate(site.address("/mes-cheques/avis"));
            Keyboard.tabTo(page, "Nom de la commune");
            page.keyboard().type("Dijon");
            page.keyboard().press("Enter");
            page.waitForURL("**near=Dijon**");
            Keyboard.tabTo(page, "Premier lieu");
            page.keyboard().press("Enter");
            page.waitForURL("**/avis");
            for (var step : List.of("Oui welcome=YES", "Moyen help=SO_SO", "Oui again=YES")) {
                var answer = step.split(" ", 2);
                Keyboard.tabTo(page, answer[0]);
                page.keyboard().press("Enter");
                page.waitForURL("**" + answer[1]);
            }
            Keyboard.tabTo(page, "Envoyer mon avis");
            page.keyboard().press("Enter");
            page.waitForURL("**/merci");
            assertThat(main(page)).contains("Merci pour votre avis");
        }
    }

    @Test
    @DisplayName("WCAG 2.2 AA : aucune règle n’est enfreinte, en clair et en sombre ; une question par écran")
    void no_rule_is_broken() {
        var faults = new ArrayList<String>();
        try (var chromium = new Chromium()) {
            var page = chromium.page(320);
            for (var path : withAnswers()) {
                page.navigate(site.address(path));
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                Axe.violations(page).forEach(fault -> faults.add(path + " : " + fault));
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                Axe.contrasts(page).forEach(fault -> faults.add(path + " en sombre : " + fault));
                assertThat(page.locator("main form").count()).as(path).isLessThanOrEqualTo(1);
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @DisplayName("à 320 pixels, et le texte deux fois plus grand, rien ne défile de côté")
    void twice_as_large() {
        try (var chromium = new Chromium()) {
            var page = chromium.page(320);
            for (var path : withAnswers()) {
                page.navigate(site.address(path));
                assertThat(tooWide(page)).as(path).isEmpty();
                page.evaluate("document.documentElement.style.fontSize = '212%'");
                assertThat(tooWide(page)).as(path + " deux fois plus grand").isEmpty();
            }
        }
    }

    /** What is wider than the screen, when the page scrolls sideways. */
    private static List<?> tooWide(Page page) {
        return Chromium.overflows(page) ? (List<?>) page.evaluate("""
                        [...document.querySelectorAll("body *")]
                          .filter(one => one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest(".scroll"))
                          .map(one => one.outerHTML.slice(0, 120))
                        """) : List.of();
    }

    @Test
    @DisplayName("« Écouter cette page » lit titre, textes et étiquettes en français, se tait à la seconde pression")
    void read_aloud() {
        try (var chromium = new Chromium()) {
            var page = chromium.page(390);
            page.addInitScript(SPEAKS);
            page.navigate(site.address(LOST + "?loss=LOST&paper=yes"));
            var button = page.getByRole(
                    AriaRole.BUTTON,
                    new GetByRoleOptions().setName("Écouter cette page").setExact(true));
            assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
            Keyboard.tabTo(page, "Écouter cette page");
            page.keyboard().press("Enter");
            assertThat(button.getAttribute("aria-pressed")).isEqualTo("true");
            assertThat(said(page))
                    .containsSequence(
                            "Quel est le numéro du carnet ?",
                            "Numéro du carnet",
                            "10 chiffres. Exemple : 0000 123 459",
                            "Continuer",
                            "Revenir")
                    .doesNotContain("Écouter cette page");
            assertThat(page.evaluate("window.said.every(one => one[0] === 'fr-FR')"))
                    .isEqualTo(true);
            int before = (Integer) page.evaluate("window.stopped");
            page.keyboard().press("Enter");
            assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
            assertThat((Integer) page.evaluate("window.stopped")).isGreaterThan(before);
            assertThat(page.locator(".spoken").count()).isZero();
        }
    }

    @Test
    @DisplayName("ce qui est caché n’est pas lu, ni la longue liste d’un choix ; chaque page publique se lit")
    void what_is_not_read() {
        try (var chromium = new Chromium()) {
            var page = chromium.page(1200);
            page.addInitScript(SPEAKS);
            for (var path : List.of("/lieux?near=Dijon", "/lieux/" + FIRST_PLACE, "/verifier", "/carte?near=Dijon")) {
                page.navigate(site.address(path));
                page.waitForLoadState(LoadState.NETWORKIDLE); // the map has read what it draws
                page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Écouter cette page"))
                        .click();
                assertThat(said(page)).as(path).isNotEmpty();
                assertThat(said(page).getFirst())
                        .as(path)
                        .isEqualTo(page.locator("h1").innerText().replace("\u00a0", " "));
            }
            page.navigate(site.address("/lieux"));
            page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Écouter cette page"))
                    .click();
            assertThat(said(page))
                    .contains("Pour quoi faire ?", "Prix, format, accessibilité")
                    .noneMatch(piece -> piece.contains("Tout, ou je ne sais pas encore"))
                    .noneMatch(piece -> piece.contains("Seul ou à plusieurs"));
        }
    }

    @Test
    @DisplayName("un navigateur qui ne parle pas, ou sans script, n’a pas de bouton qui ne ferait rien")
    void a_browser_that_does_not_speak() {
        try (var chromium = new Chromium()) {
            var silent = chromium.page(390);
            silent.addInitScript(DOES_NOT_SPEAK);
            for (var page : List.of(silent, chromium.pageWithoutScript(390))) {
                page.navigate(site.address("/mes-cheques"));
                assertThat(page.locator("[data-aloud]").isVisible()).isFalse();
            }
        }
    }

    @SuppressWarnings("unchecked") // the script answers texts
    private static List<String> said(Page page) {
        return (List<String>) page.evaluate("window.said.map(one => one[1])");
    }
}
