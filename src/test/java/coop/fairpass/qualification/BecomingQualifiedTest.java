package coop.fairpass.qualification;

import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import coop.fairpass.Accessibility;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.Visitor;
import coop.fairpass.World;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Siren;
import coop.fairpass.mail.Mailbox;
import coop.fairpass.mail.SendLetters;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way in a real Chromium: a candidate on a telephone, a representative and a reviewer on a computer. */
@DisplayName(
        "Dans le navigateur : une structure nouvelle va de rien à qualifiée, une instructrice demande, elle répond")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BecomingQualifiedTest {

    private static final Pattern SIGNING = Pattern.compile("/devenir/signer/[A-Za-z0-9_-]+");
    private static final Pattern INVITATION = Pattern.compile("/invitation/[A-Za-z0-9_-]+");

    private World world;
    private TestApplication site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        world = new World(db, home);
        var settings = new HashMap<>(Visitor.settings(home));
        settings.put("fairpass.mailbox", "true");
        site = TestApplication.start(db, world.clock, settings);
        Visitor.of(site, REVIEWER).close();
    }

    @AfterAll
    void close() {
        site.close();
        assertThat(world.ailments()).isEmpty();
        world.close();
    }

    private static void press(Page page, String name) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true))
                .click();
        sound(page);
    }

    private static void sound(Page page) {
        page.waitForLoadState(); // a click only waits until an answer begins to come
        assertThat(Accessibility.faults(page.content())).as(page.url()).isEmpty();
        assertThat(Chromium.overflows(page))
                .as("wider than its screen: " + page.url())
                .isFalse();
    }

    private static void follow(Page page, String name) {
        page.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(name).setExact(true))
                .first()
                .click();
        sound(page);
    }

    private static void saved(Page page) {
        assertThat(words(page)).contains("C’est enregistré.");
        follow(page, "Retour au dossier");
    }

    @Test
    @DisplayName(
            "R-099, R-106, R-184, R-185 : le dossier, la signature à son adresse, la question, la réponse, la décision")
    void from_nothing_to_qualified() {
        try (var chromium = new Chromium()) {
            var candidate = chromium.page(390);
            candidate.navigate(site.url("/").toString());
            candidate
                    .getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Accepter les chèques"))
                    .first()
                    .click();
            press(candidate, "Commencer un dossier");
            assertThat(words(candidate)).contains("Gardez l’adresse de cette page.");
            var address = candidate.url();

            writeContactAndOrganisation(candidate);
            // Left, and found again by another browser at the same address.
            candidate.context().close();
            var again = chromium.page(390);
            again.navigate(address);
            assertThat(again.locator("h1").innerText()).isEqualTo("Association Exemple");
            writeTheRest(again);
            sign(chromium, again);
            review(chromium, again);
            comeIn(chromium);
        }
        var organisation = world.bean(Organisations.class)
                .withSiren(Siren.of(Candidates.SIRET.substring(0, 9)))
                .getFirst();
        assertThat(world.bean(Qualifications.class).stateOn(organisation.id(), world.today()))
                .isEqualTo(QualificationState.QUALIFIED);
    }

    private static void writeContactAndOrganisation(Page page) {
        follow(page, "Vous");
        page.getByLabel("Votre nom").fill("Personne Candidate");
        page.getByLabel("Votre adresse de courriel").fill("contact@exemple.fr");
        page.getByLabel("Votre téléphone").fill("03 80 00 00 00");
        page.getByLabel("Non, une autre personne signera").check();
        press(page, "Enregistrer");
        saved(page);

        follow(page, "Votre structure");
        page.getByLabel("Numéro", new Page.GetByLabelOptions().setExact(true)).fill("434 933 123 00028");
        press(page, "Chercher ce numéro");
        assertThat(page.locator("#number-wrong").innerText()).isNotEmpty();
        page.getByLabel("Numéro", new Page.GetByLabelOptions().setExact(true)).fill("434 933 123 00029");
        press(page, "Chercher ce numéro");
        assertThat(words(page)).contains("joignez un avis de situation");
        page.getByLabel("Nom officiel").fill("Association Exemple");
        page.getByLabel("Forme juridique").selectOption(new SelectOption().setLabel("Association"));
        page.getByLabel("TVA sur vos services").selectOption(new SelectOption().setLabel("Exonérée de TVA"));
        page.getByLabel("Adresse").fill("3 place Exemple");
        page.getByLabel("Code postal").fill("21000");
        page.getByLabel("Commune").fill("Dijon");
        press(page, "Enregistrer");
        saved(page);
    }

    private static void writeTheRest(Page page) {
        follow(page, "Le questionnaire");
        for (var group : page.locator("fieldset").all()) {
            group.locator("input[type=radio]").first().check();
        }
        press(page, "Enregistrer");
        saved(page);
        assertThat(words(page)).contains("100 / 100", "Proposé éligible");

        follow(page, "Votre équipe et vos services");
        page.locator("#label1").fill("Médiatrice numérique");
        page.locator("#status1").selectOption("EMPLOYEE");
        page.locator("details").first().locator("summary").click();
        page.locator("details").first().locator("input[type=checkbox]").first().check();
        press(page, "Enregistrer");
        saved(page);

        follow(page, "Qui signe");
        page.getByLabel("Nom de la personne qui signe").fill("Personne Présidente");
        page.getByLabel("Son adresse de courriel").fill("presidence@exemple.fr");
        page.getByLabel("Sa fonction").fill("Présidente");
        press(page, "Enregistrer");
        saved(page);

        follow(page, "Les pièces");
        int documents = page.locator("input[type=file]").count();
        assertThat(documents).isEqualTo(5); // an association's four, and the notice that an unknown SIRET asks
        for (int i = 0; i < documents; i++) {
            var form = page.locator("form:has(input[type=file])").nth(i);
            form.locator("input[type=file]")
                    .setInputFiles(new FilePayload("piece.pdf", "application/pdf", Candidates.PDF));
            form.locator("button").click();
            assertThat(words(page)).contains("La pièce est enregistrée.");
        }
        follow(page, "Retour au dossier");

        follow(page, "Le compte bancaire");
        page.getByLabel("IBAN").fill(Candidates.IBAN);
        page.getByLabel("Titulaire, comme la banque l’écrit").fill("ASSOCIATION EXEMPLE");
        press(page, "Enregistrer");
        assertThat(page.content()).as("an account is not shown again").doesNotContain("0500013M026");
        saved(page);
    }

    private void sign(Chromium chromium, Page candidate) {
        press(candidate, "Passer à la signature");
        assertThat(words(candidate)).contains("L’adresse où lire et signer part à presidence@exemple.fr");
        assertThat(candidate.content()).as("only who signs reads it").doesNotContain("/devenir/signer/");
        site.bean(SendLetters.class).sendAll();
        var link = site.bean(Mailbox.class).all().stream()
                .map(Mailbox.Received::letter)
                .filter(letter -> letter.recipient().equals("presidence@exemple.fr"))
                .flatMap(letter -> SIGNING.matcher(letter.text()).results())
                .map(MatchResult::group)
                .findFirst()
                .orElseThrow();
        var representative = chromium.page(1200);
        representative.navigate(site.url(link).toString());
        sound(representative);
        assertThat(words(representative)).contains("Accueillir chacun", "version 1");
        representative.getByLabel("J’ai lu la charte").check();
        press(representative, "Signer le dossier");
        assertThat(words(representative)).contains("Cochez les deux cases");
        representative.getByLabel("J’ai lu la charte").check();
        representative.getByLabel("J’ai lu les conditions").check();
        press(representative, "Signer le dossier");
        assertThat(words(representative)).contains("Signé le", "Personne Présidente");
    }

    private void review(Chromium chromium, Page candidate) {
        var reviewer = chromium.page(1200);
        reviewer.navigate(site.url("/entrer").toString());
        reviewer.locator("form[action='/entrer']")
                .filter(new Locator.FilterOptions().setHasText(REVIEWER.label()))
                .first()
                .locator("button")
                .click();
        reviewer.navigate(site.url("/candidatures").toString());
        sound(reviewer);
        reviewer.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Association Exemple"))
                .click();
        press(reviewer, "Prendre ce dossier en charge");
        assertThat(words(reviewer))
                .as("score, documents, history and previous decisions on one page")
                .contains("100 / 100", "Les pièces", "Histoire du dossier", "Décisions précédentes sur la structure");

        reviewer.getByLabel("Question", new Page.GetByLabelOptions().setExact(true))
                .fill("Quels jours ouvrez-vous ?");
        press(reviewer, "Poser la question");
        candidate.reload();
        assertThat(words(candidate)).contains("Quels jours ouvrez-vous ?");
        candidate.getByLabel("Votre réponse").fill("Du mardi au samedi.");
        press(candidate, "Répondre");
        reviewer.reload();
        assertThat(words(reviewer)).contains("Du mardi au samedi.");

        for (var kind : List.of("INSURANCE", "BANK_DETAILS", "STATUTES", "DECLARATION", "SITUATION_NOTICE")) {
            var form = reviewer.locator("form:has(button[value=VALID])").first();
            if (form.locator("input[type=date]").count() > 0) {
                form.locator("input[type=date]").fill("2027-10-01");
            }
            form.locator("button[value=VALID]").click();
            assertThat(words(reviewer)).as(kind).contains("La pièce est lue.");
        }
        reviewer.getByLabel("Accepter", new Page.GetByLabelOptions().setExact(true))
                .check();
        reviewer.getByLabel("Motif, que la structure lira").fill("Dossier complet et solide.");
        reviewer.getByLabel("Procès-verbal").fill("CQ-12");
        press(reviewer, "Enregistrer la décision");
        assertThat(words(reviewer)).contains("Accepté", "Dossier complet et solide.", REVIEWER.label());
        candidate.reload();
        sound(candidate);
        assertThat(words(candidate))
                .contains("Votre structure peut accepter les chèques.", "Dossier complet et solide.");
    }

    /** Who wrote the file and who signed it each had one mail, which is their way in. */
    private void comeIn(Chromium chromium) {
        site.bean(SendLetters.class).sendAll();
        for (var email : List.of("contact@exemple.fr", "presidence@exemple.fr")) {
            var links = site.bean(Mailbox.class).all().stream()
                    .map(Mailbox.Received::letter)
                    .filter(letter -> letter.recipient().equals(email))
                    .flatMap(letter -> INVITATION.matcher(letter.text()).results())
                    .map(MatchResult::group)
                    .toList();
            assertThat(links).as("one invitation for " + email).hasSize(1);
            var page = chromium.page(390);
            page.navigate(site.url(links.getFirst()).toString());
            sound(page);
            page.getByLabel("Mot de passe", new Page.GetByLabelOptions().setExact(true))
                    .fill("quelques mots de suite");
            page.getByLabel("Le même, encore une fois").fill("quelques mots de suite");
            press(page, "Choisir ce mot de passe");
            assertThat(page.locator("header").innerText()).contains("Association Exemple");
        }
    }

    /** What a page says, whatever holds its signs to their words. */
    private static String words(Page page) {
        return page.locator("main").innerText().replaceAll("[\\u00a0\\u202f]", " ");
    }
}
