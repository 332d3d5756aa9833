package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import coop.fairpass.Axe;
import coop.fairpass.Chromium;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every template of a page, as a person of the demonstration comes to it, looked at in a real Chromium. It takes some
 * minutes: {@code ./fairpass test pages}.
 */
@EnabledIfSystemProperty(
        named = "pages.all",
        matches = "true",
        disabledReason = "quelques minutes : ./fairpass test pages")
@DisplayName("Chaque modèle de page, pour chaque rôle, dans un vrai navigateur")
@ExtendWith(LivedDemo.Given.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class EveryPageTest {

    /** Pages that nobody comes to by links alone, and why; their own tests look at them. */
    private static final Map<String, String> NOT_COME_TO = Map.ofEntries(
            Map.entry("access/account", "people of the story come in without an account: AccountsTest reads theirs"),
            Map.entry("access/application", "the same"),
            Map.entry("access/close", "the same: OwnDataTest closes one"),
            Map.entry("access/code", "between a password and a second factor: AccountsTest comes to it"),
            Map.entry("access/new-address", "opened by the secret of a mail: OwnDataTest opens it"),
            Map.entry("access/password-by-link", "opened by the secret of a mail: AccountsTest opens it"),
            Map.entry("access/recovery-codes", "shown once, after a form: AccountsTest reads it"),
            Map.entry("booklets/allocation", "no lot of the story is left to share out: AllocationPagesTest"),
            Map.entry("mail/choice", "opened by the secret of a mail: LettersTest opens it"),
            Map.entry("mail/received", "the story sends its mails once the site is open: LettersTest reads one"),
            Map.entry("orders/cancel", "no order of the story may still be given up: CancelOrderTest"),
            Map.entry("orders/funding", "funding is agreed before the quote: OrderPagesTest"),
            Map.entry("qualification/file", "a candidate is not among the readers: ApplicationTest"),
            Map.entry("qualification/leave-confirm", "shown after a form: what_a_form_leads_to"),
            Map.entry("qualification/sign", "opened by the secret of a mail: ApplicationTest signs there"),
            Map.entry("redemption/shell", "kept by a browser for when the network is gone: DeskTest"),
            Map.entry("settlement/progress", "while a month's end is at work: SettlementPagesTest"),
            Map.entry("qualification/step", "a candidate is not among the readers: ApplicationTest"));

    private final LivedDemo demo;
    private final Crawl crawl;

    EveryPageTest(LivedDemo demo) {
        this.demo = demo;
        this.crawl = new Crawl(demo);
    }

    @Test
    @Order(1)
    @DisplayName("aucun modèle de page n’est oublié")
    void no_template_is_forgotten() throws IOException {
        var missing = new TreeSet<>(Crawl.pages());
        missing.removeAll(crawl.byTemplate().keySet());
        assertThat(missing).containsExactlyInAnyOrderElementsOf(NOT_COME_TO.keySet());
    }

    @Test
    @Order(2)
    @DisplayName("aucune règle des WCAG 2.2 AA n’est enfreinte, en clair et en sombre ; rien ne déborde à 320 pixels")
    void nothing_is_broken() {
        var faults = new ArrayList<String>();
        try (var chromium = new Chromium()) {
            var pages = new HashMap<String, Page>();
            for (var one : crawl.fewOfEach()) {
                var page = pages.computeIfAbsent(one.by(), _ -> enter(chromium.page(320), one));
                page.navigate(demo.address(one.address()));
                var where = "%s (%s, %s) : ".formatted(one.template(), one.address(), one.by());
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                Axe.violations(page).stream()
                        .filter(fault -> !isPinAmongPins(fault))
                        .forEach(fault -> faults.add(where + fault));
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                Axe.contrasts(page).forEach(fault -> faults.add(where + "en sombre, " + fault));
                faults(page).forEach(fault -> faults.add(where + fault));
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    @Order(4)
    @DisplayName("R-162 : la page qui confirme un départ, à laquelle mène un formulaire, ne les enfreint pas non plus")
    void what_a_form_leads_to() {
        try (var chromium = new Chromium()) {
            var page = chromium.page(320);
            page.navigate(demo.address("/entrer/" + Cast.desk(1).id()));
            page.navigate(demo.address("/qualification/depart"));
            page.locator("[name=endedOn]").fill("2027-06-01");
            page.locator("[name=reason]").fill("Notre atelier ferme.");
            page.locator("main form button").click();
            assertThat(page.locator("h1").innerText()).isEqualTo("Confirmer le départ");
            assertThat(Axe.violations(page)).isEmpty();
            assertThat(faults(page)).isEmpty();
        }
    }

    /** Where a pin is on a map is essential, and the list leads to the same place (WCAG 2.5.8, exceptions). */
    private static boolean isPinAmongPins(String fault) {
        return fault.startsWith("target-size") && fault.contains("map-pin");
    }

    private Page enter(Page page, Crawl.Found found) {
        found.reader().ifPresent(reader -> page.navigate(demo.address("/entrer/" + reader.id())));
        return page;
    }

    @SuppressWarnings("unchecked") // the script answers texts
    private static List<String> faults(Page page) {
        return (List<String>) page.evaluate("""
                () => {
                  const faults = [];
                  const titles = document.querySelectorAll("h1").length;
                  if (titles !== 1) faults.push(titles + " h1");
                  if (document.documentElement.lang !== "fr") faults.push("no language");
                  if (!/^.+ · Fairpass$/.test(document.title)) faults.push("title: " + document.title);
                  if (document.documentElement.scrollWidth > window.innerWidth) {
                    const wide = [...document.querySelectorAll("main *, header *, footer *")].filter(one =>
                      one.getBoundingClientRect().right > window.innerWidth + 1 && !one.closest(".scroll, .map"));
                    faults.push("wider than the screen: " + wide.slice(0, 2).map(one => one.outerHTML.slice(0, 160)));
                  }
                  for (const table of document.querySelectorAll(".scroll")) {
                    if (table.scrollWidth > table.clientWidth && table.tabIndex < 0) {
                      faults.push("scrolls and is not reached by the keyboard: " + table.outerHTML.slice(0, 160));
                    }
                  }
                  return faults;
                }
                """);
    }

    @Test
    @Order(3)
    @DisplayName(
            "R-329 : sans script, à 320 pixels, chaque formulaire a les mêmes champs, et un bouton que Tab atteint")
    void every_form_works_without_script() {
        var faults = new ArrayList<String>();
        try (var chromium = new Chromium()) {
            var with = new HashMap<String, Page>();
            var without = new HashMap<String, Page>();
            for (var one : crawl.fewOfEach()) {
                var where = "%s (%s, %s) : ".formatted(one.template(), one.address(), one.by());
                var plain = without.computeIfAbsent(one.by(), _ -> enter(chromium.pageWithoutScript(320), one));
                plain.navigate(demo.address(one.address()));
                if (plain.locator("main form").count() == 0) {
                    continue;
                }
                var scripted = with.computeIfAbsent(one.by(), _ -> enter(chromium.page(320), one));
                scripted.navigate(demo.address(one.address()));
                if (!fields(plain).containsAll(fields(scripted))) {
                    faults.add(where + fields(scripted) + " without script " + fields(plain));
                }
                unreachable(plain).forEach(fault -> faults.add(where + fault));
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Where each form of the page is sent, with the fields that a person fills in or that it carries. */
    @SuppressWarnings("unchecked") // the script answers texts
    private static List<String> fields(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll("main form")].flatMap(form => [...form.elements]
                  .filter(field => field.name && (field.type === "hidden" || field.offsetParent !== null))
                  .map(field => form.getAttribute("action") + " " + field.name))
                """);
    }

    @SuppressWarnings("unchecked") // the script answers texts
    private static List<String> unreachable(Page page) {
        return (List<String>) page.evaluate("""
                () => [...document.querySelectorAll("main form")]
                  .filter(form => form.offsetParent !== null)
                  .filter(form => ![...form.querySelectorAll("button, input[type=submit]")].some(button =>
                    button.type === "submit" && button.tabIndex >= 0 && !button.disabled && button.offsetParent !== null))
                  .map(form => "no button to send " + form.getAttribute("action"))
                """);
    }
}
