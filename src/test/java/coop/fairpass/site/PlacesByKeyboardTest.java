package coop.fairpass.site;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.FIRST_PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Geolocation;
import com.microsoft.playwright.options.Media;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.places.ChooseIdentity;
import coop.fairpass.places.Place;
import coop.fairpass.places.Places;
import coop.fairpass.territory.Point;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real Chromium that runs no script and has no mouse: what somebody does who has only a keyboard, what a screen
 * reader is told, what fits on 320 pixels (a page of 1 280 enlarged four times).
 */
@DisplayName("R-092 : trouver un lieu au clavier, sans script, avec un lecteur d’écran, sur un petit écran")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlacesByKeyboardTest {

    private static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);
    private static final String OWN_NAME = "La Maison d’Exemple";

    /** What a reader says of a control and nothing more: {@code - link}, {@code - textbox:}. */
    private static final Pattern NAMELESS = Pattern.compile(
            "(?m)^\\s*- (?:link|button|textbox|searchbox|combobox|checkbox|radio|img|form|search|navigation|region)"
                    + "(?: \\[[^\\]]*\\])*:?\\s*$");

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) throws IOException {
        site = new OpenSite(db, home, FIRST_ADMIN);
        var png = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(200, 100, BufferedImage.TYPE_INT_RGB), "png", png);
        site.bean(ChooseIdentity.class)
                .handle(new ChooseIdentity.Command(
                        FIRST, OWN_NAME, Optional.of("#8a1c4a"), Optional.of(png.toByteArray()), FIRST_ADMIN));
    }

    @AfterAll
    void close() {
        site.close();
    }

    private Place place() {
        return site.bean(Places.class).get(FIRST_PLACE);
    }

    private List<String> paths() {
        return List.of(
                "/lieux",
                "/lieux?near=Dijon",
                "/lieux?near=Villequinexistepas",
                "/lieux/" + FIRST_PLACE,
                "/lieux/" + FIRST_PLACE + "/signaler",
                "/lieux/lettre?commune=21231",
                "/carte?near=Dijon",
                "/carte/integrer?near=Dijon",
                "/donnees");
    }

    @Test
    @DisplayName("au clavier seul : aller au contenu, chercher près de Dijon, ouvrir un lieu, imprimer la lettre")
    void by_keyboard() throws IOException {
        try (var chromium = new Chromium()) {
            var page = chromium.pageWithoutScript(1200);
            page.navigate(site.address("/lieux"));
            assertThat(Keyboard.tab(page)).isEqualTo(new Keyboard.Stop("Aller au contenu", true));
            page.keyboard().press("Enter");
            // The link led past the menu: the next stop is the first field.
            assertThat(Keyboard.tab(page)).isEqualTo(new Keyboard.Stop("Où ?", true));
            page.keyboard().type("Dijon");
            page.keyboard().press("Enter");
            page.waitForURL("**/lieux?near=Dijon**");
            Keyboard.tabTo(page, "Aller au contenu");
            page.keyboard().press("Enter");
            Keyboard.tabTo(page, "Chercher");
            Keyboard.tabTo(page, place().name());
            page.keyboard().press("Enter");
            page.waitForURL("**/lieux/" + FIRST_PLACE);
            assertThat(page.locator("h1").innerText()).isEqualTo(place().name());
            Keyboard.tabTo(page, "Imprimer les trois lieux les plus proches");
            page.keyboard().press("Enter");
            page.waitForURL("**/lieux/lettre?**");
            printed(page);
        }
    }

    /** On paper there is the letter and nothing else of the site, each provider's mark before its place. */
    @Test
    @DisplayName("R-092 : qui est dans le lieu prend au clavier la position de son appareil, et l’enregistre")
    void the_device_says_where_it_is() {
        try (var chromium = new Chromium()) {
            var page = chromium.page(390);
            page.context().grantPermissions(List.of("geolocation"));
            page.context().setGeolocation(new Geolocation(47.33104, 5.04151).setAccuracy(12));
            page.navigate(site.address("/entrer"));
            page.locator("form[action='/entrer']")
                    .filter(new Locator.FilterOptions().setHasText(FIRST_ADMIN.label()))
                    .first()
                    .locator("button")
                    .click();
            page.navigate(site.address("/"));
            page.getByText("1 lieu à placer sur la carte").click();
            page.waitForURL("**/position");
            page.waitForLoadState();
            Keyboard.tabTo(page, "Prendre la position de cet appareil");
            page.keyboard().press("Enter");
            page.getByText("Trouvé à 12 m près.").waitFor();
            assertThat(page.getByLabel("Coordonnées, ou adresse d’une carte").inputValue())
                    .isEqualTo("47.331040, 5.041510");
            assertThat(Chromium.overflows(page)).isFalse();
            Keyboard.tabTo(page, "Enregistrer la position");
            page.keyboard().press("Enter");
            page.getByText("La position est enregistrée.").waitFor();
            assertThat(place().position()).contains(new Point(47.33104, 5.04151));
            page.navigate(site.address("/"));
            assertThat(page.getByText("à placer sur la carte").count()).isZero();
        }
    }

    private void printed(Page page) throws IOException {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("header.top").isVisible()).isFalse();
        var place = page.locator(".letter ol > li").first();
        var logo = place.locator("img").boundingBox();
        var title = place.locator("h2").boundingBox();
        assertThat(logo.x + logo.width).isLessThanOrEqualTo(title.x);
        assertThat(place.locator("rect").getAttribute("fill")).isEqualTo("#8a1c4a");
        try (var paper = Loader.loadPDF(page.pdf(new Page.PdfOptions().setFormat("A4")))) {
            var text = new PDFTextStripper().getText(paper);
            assertThat(text)
                    .contains("Où utiliser vos chèques", OWN_NAME, place().name(), "On ne rend pas la monnaie")
                    .doesNotContain("Entrer", "Logiciel libre", "Chercher autrement");
            assertThat(text.indexOf(OWN_NAME)).isLessThan(text.indexOf(place().name()));
            assertThat(paper.getNumberOfPages()).isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "R-118 : sur la carte, seule ou dans un autre site, un lieu dit d’abord le nom et le logo de sa structure")
    void its_own_mark_comes_first_on_the_map() {
        try (var chromium = new Chromium()) {
            var page = chromium.page(1200);
            for (var path : List.of("/carte?near=Dijon", "/carte/integrer?near=Dijon")) {
                page.navigate(site.address(path));
                var pin = page.locator(".map-pin").first();
                assertThat(pin.locator("path").getAttribute("fill")).isEqualTo("#8a1c4a");
                pin.focus();
                page.keyboard().press("Enter");
                var card = page.locator(".map-card");
                card.waitFor();
                var logo = card.getByAltText("Logo de " + OWN_NAME);
                page.waitForFunction("() => document.querySelector('.map-card img').naturalWidth > 0");
                assertThat(logo.boundingBox().y)
                        .isLessThan(card.locator("strong").first().boundingBox().y);
                var words = card.innerText();
                assertThat(words).startsWith(OWN_NAME);
                assertThat(words.indexOf(place().name())).isGreaterThanOrEqualTo(OWN_NAME.length());
            }
        }
    }

    @Test
    @DisplayName("un lecteur d’écran entend un titre, des régions, et un nom pour chaque lien, bouton et champ")
    void what_a_screen_reader_is_told() {
        try (var chromium = new Chromium()) {
            var page = chromium.pageWithoutScript(1200);
            for (var path : paths()) {
                page.navigate(site.address(path));
                var told = page.locator("body").ariaSnapshot();
                assertThat(NAMELESS.matcher(told)
                                .results()
                                .map(found -> found.group().strip()))
                        .as(path + "\n" + told)
                        .allMatch(line -> line.startsWith("- search"));
                assertThat(Pattern.compile("heading \"[^\"]+\" \\[level=1\\]")
                                .matcher(told)
                                .results()
                                .count())
                        .as(path + "\n" + told)
                        .isEqualTo(1);
                assertThat(page.title()).endsWith("· Fairpass");
            }
            page.navigate(site.address("/lieux?near=Dijon"));
            assertThat(page.getByRole(AriaRole.SEARCH).count()).isEqualTo(1);
            for (var heading : List.of("Où utiliser un chèque ?", place().name())) {
                assertThat(page.getByRole(AriaRole.HEADING, new GetByRoleOptions().setName(heading))
                                .count())
                        .as(heading)
                        .isEqualTo(1);
            }
            for (var field : List.of("Où ?", "Jusqu’où ?", "Pour quoi faire ?", "Ouvert maintenant")) {
                assertThat(page.getByLabel(field, EXACTLY).count()).as(field).isEqualTo(1);
            }
            // What is wrong is told with the field, not only beside it.
            page.navigate(site.address("/lieux?near=Villequinexistepas"));
            var where = page.getByLabel("Où ?", EXACTLY);
            assertThat(where.getAttribute("aria-invalid")).isEqualTo("true");
            assertThat(page.locator("#" + where.getAttribute("aria-describedby").split(" ", -1)[0])
                            .innerText())
                    .isNotBlank();
        }
    }

    @Test
    @DisplayName("sur 320 pixels rien ne dépasse, avec script ou sans")
    void on_a_small_screen() {
        try (var chromium = new Chromium()) {
            for (var page : List.of(chromium.pageWithoutScript(320), chromium.page(320))) {
                for (var path : paths()) {
                    page.navigate(site.address(path));
                    assertThat(Chromium.overflows(page)).as(path).isFalse();
                }
            }
        }
    }
}
