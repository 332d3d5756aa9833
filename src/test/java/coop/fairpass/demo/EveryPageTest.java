package coop.fairpass.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import coop.fairpass.Axe;
import coop.fairpass.Chromium;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
@ExtendWith(LivedDemo.Own.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class EveryPageTest {

    /** Pages that this test does not come to, and why; their own tests look at them. */
    private static final Map<String, String> NOT_COME_TO = Map.of(
            "qualification/sign", "its address dies with the signature: JourneysTest looks at it, then signs there");

    private static final Cast.Player NEWCOMER =
            new Cast.Player("newcomer", "Nouvelle personne", Cast.COOPERATIVE, Set.of(Role.TREASURER));

    private final LivedDemo demo;
    private final Crawl crawl;
    private final Set<String> behindForms = new HashSet<>();

    EveryPageTest(LivedDemo demo) {
        this.demo = demo;
        UnderWay.in(demo);
        this.crawl = new Crawl(demo, UnderWay.OTHERS);
    }

    @Test
    @Order(5)
    @DisplayName("aucun modèle de page n’est oublié : un lien ou un formulaire y a mené")
    void no_template_is_forgotten() throws IOException {
        var missing = new TreeSet<>(Crawl.pages());
        missing.removeAll(crawl.byTemplate().keySet());
        missing.removeAll(behindForms);
        assertThat(missing).containsExactlyInAnyOrderElementsOf(NOT_COME_TO.keySet());
    }

    @Test
    @Order(5)
    @DisplayName("aucun rôle n’est oublié")
    void no_role_is_forgotten() {
        assertThat(crawl.roles()).containsExactlyInAnyOrder(Role.values());
    }

    @Test
    @Order(5)
    @DisplayName("R-334 : aucune page ne montre à son lecteur un lien qui lui est refusé")
    void no_link_is_a_dead_end() {
        assertThat(crawl.deadEnds()).isEmpty();
    }

    @Test
    @Order(1)
    @DisplayName("aucune règle des WCAG 2.2 AA n’est enfreinte, en clair et en sombre ; rien ne déborde à 320 pixels")
    void nothing_is_broken() {
        var faults = new ArrayList<String>();
        try (var chromium = new Chromium()) {
            var pages = new HashMap<String, Page>();
            for (var one : crawl.everyKindOfEach()) {
                var page = pages.computeIfAbsent(one.by(), _ -> enter(chromium.page(320), one));
                page.navigate(demo.address(one.address()));
                var where = "%s (%s, %s) : ".formatted(one.template(), one.address(), one.by());
                broken(page).forEach(fault -> faults.add(where + fault));
            }
        }
        assertThat(faults).isEmpty();
    }

    /** What is wrong with the page that is open, in both sets of colours. */
    private static List<String> broken(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        var faults = new ArrayList<String>();
        Axe.violations(page).stream().filter(fault -> !isPinAmongPins(fault)).forEach(faults::add);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        Axe.contrasts(page).forEach(fault -> faults.add("en sombre, " + fault));
        faults.addAll(faults(page));
        return faults;
    }

    /** A page of a narrow screen that keeps of which templates it was made. */
    private Page keepingTemplates(Chromium chromium) {
        var page = chromium.page(320);
        page.onResponse(answer -> Optional.ofNullable(
                        answer.headers().get(LivedDemo.TemplateNames.HEADER.toLowerCase(Locale.ROOT)))
                .ifPresent(behindForms::add));
        return page;
    }

    @Test
    @Order(3)
    @DisplayName("R-162 : la page qui confirme un départ, à laquelle mène un formulaire, ne les enfreint pas non plus")
    void a_departure_to_confirm() {
        try (var chromium = new Chromium()) {
            var page = keepingTemplates(chromium);
            page.navigate(demo.address("/entrer/" + Cast.desk(1).id()));
            page.navigate(demo.address("/qualification/depart"));
            page.locator("[name=endedOn]").fill("2027-06-01");
            page.locator("[name=reason]").fill("Notre atelier ferme.");
            page.locator("main form button").click();
            assertThat(page.locator("h1").innerText()).isEqualTo("Confirmer le départ");
            assertThat(broken(page)).isEmpty();
        }
    }

    @Test
    @Order(4)
    @DisplayName("de l’invitation à la fermeture d’un compte, second facteur compris : aucune page ne les enfreint")
    void an_account_from_first_to_last() {
        var faults = new ArrayList<String>();
        try (var chromium = new Chromium()) {
            var page = keepingTemplates(chromium);
            Consumer<Page> look = seen -> broken(seen).forEach(fault -> faults.add(seen.url() + " : " + fault));
            var people = demo.site().bean(People.class);
            people.enter(NEWCOMER.id(), NEWCOMER.name(), Optional.empty());
            NEWCOMER.roles()
                    .forEach(role ->
                            people.grant(NEWCOMER.id(), NEWCOMER.troupe().id(), role, Actor.CLOCK));
            var door = new FrontDoor(demo.site(), demo.owner());
            door.enter(page, NEWCOMER, look);
            for (var address : List.of("/compte", "/compte/donnees", "/compte/fermer")) {
                page.navigate(demo.address(address));
                look.accept(page);
            }
            page.navigate(demo.address("/compte/donnees"));
            page.locator("form[action='/compte/adresse'] [name=email]").fill("autre@exemple.coop");
            page.locator("form[action='/compte/adresse'] [name=present]").fill(FrontDoor.password());
            page.locator("form[action='/compte/adresse'] button").click();
            page.navigate(demo.address(door.linkTo("autre@exemple.coop")));
            look.accept(page);
            page.locator("main form button").click();
            look.accept(page);
        }
        assertThat(faults).isEmpty();
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
                  const foot = document.querySelector("footer");
                  if (foot && !foot.querySelector("nav a[href='/plan-du-site']")) {
                    faults.push("no way to the plan of the site");
                  }
                  document.querySelectorAll("body *:not(svg *)").forEach(one => {
                    one.style.setProperty("line-height", "1.5", "important");
                    one.style.setProperty("letter-spacing", "0.12em", "important");
                    one.style.setProperty("word-spacing", "0.16em", "important");
                  });
                  if (document.documentElement.scrollWidth > window.innerWidth) {
                    faults.push("wider than the screen when its letters stand apart");
                  }
                  return faults;
                }
                """);
    }

    @Test
    @Order(2)
    @DisplayName(
            "R-329 : sans script, à 320 pixels, chaque formulaire a les mêmes champs, et un bouton que Tab atteint")
    void every_form_works_without_script() {
        var faults = new ArrayList<String>();
        try (var chromium = new Chromium()) {
            var with = new HashMap<String, Page>();
            var without = new HashMap<String, Page>();
            for (var one : crawl.everyKindOfEach()) {
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
