package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import coop.fairpass.Axe;
import coop.fairpass.Chromium;
import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Dans un vrai navigateur : l’invitation, le mot de passe, une clé d’accès, puis entrer sans rien taper")
@ExtendWith(TestDatabase.class)
class PasskeyTest {

    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final String EMAIL = "tresorerie@exemple.coop";
    private static final String PASSWORD = "quatre mots sans lien";

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String invitation(TestApplication site) {
        TestOrganisations.cooperative(site, COOPERATIVE);
        var person = UUID.randomUUID();
        site.bean(People.class)
                .enter(
                        person,
                        "Une trésorière",
                        Optional.of(EMAIL),
                        COOPERATIVE,
                        Set.of(Role.TREASURER, Role.OPERATOR),
                        Actor.CLOCK);
        return site.bean(TransactionTemplate.class)
                .execute(_ -> site.bean(Invitations.class).path(person, EMAIL, "CLOCK"));
    }

    /** A telephone that recognises its owner, as the browser’s own tools play one. */
    private static void plugIn(Page page) {
        var tools = page.context().newCDPSession(page);
        tools.send("WebAuthn.enable");
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        var all = new JsonObject();
        all.add("options", options);
        tools.send("WebAuthn.addVirtualAuthenticator", all);
    }

    private static void button(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    @Test
    @DisplayName(
            "R-322 : une trésorière entre par sa clé, qui vaut deux facteurs ; son mot de passe seul ne suffit pas")
    void passkey(Db db, @TempDir Path home) throws Exception {
        int port = freePort();
        var address = "http://localhost:" + port;
        try (var site = TestApplication.start(
                        db,
                        MovableClock.at("2027-03-01T09:00"),
                        Map.of(
                                "FAIRPASS_PORT", port,
                                "fairpass.home", home.toString(),
                                "fairpass.public-address", address));
                var chromium = new Chromium()) {
            var page = chromium.page(390);
            plugIn(page);
            page.navigate(address + invitation(site));
            Axe.check(page);
            page.getByLabel("Mot de passe", new Page.GetByLabelOptions().setExact(true))
                    .fill(PASSWORD);
            page.getByLabel("Le même, encore une fois").fill(PASSWORD);
            button(page, "Choisir ce mot de passe");
            page.waitForURL(address + "/compte/application");
            Axe.check(page);
            assertThat(Chromium.overflows(page)).isFalse();
            page.navigate(address + "/compte");
            Axe.check(page);
            page.getByLabel("Nom de la clé").fill("Téléphone d’essai");
            button(page, "Ajouter une clé d’accès");
            page.waitForURL(address + "/connexion/code**"); // what was just learnt is tried at once
            button(page, "Montrer une clé d’accès");
            page.getByText("Téléphone d’essai, depuis le").waitFor();
            button(page, "Sortir");

            page.navigate(address + "/equipe");
            assertThat(page.url()).startsWith(address + "/connexion?vers=");
            Axe.check(page);
            button(page, "Entrer avec une clé d’accès");
            page.waitForURL(address + "/equipe/" + COOPERATIVE);
            Axe.check(page);
            assertThat(page.textContent("main")).contains("Une trésorière", "A un compte");
            assertThat(Chromium.overflows(page)).isFalse();
            button(page, "Sortir");

            page.navigate(address + "/connexion");
            page.getByLabel("Adresse de courriel").fill(EMAIL);
            page.getByLabel("Mot de passe").fill(PASSWORD);
            button(page, "Se connecter");
            page.waitForURL(address + "/connexion/code**");
            Axe.check(page);
            page.navigate(address + "/banque");
            assertThat(page.url()).startsWith(address + "/connexion/code");
            page.navigate(address + "/compte/application");
            assertThat(page.url())
                    .as("a password alone teaches no other telephone")
                    .startsWith(address + "/connexion/code");
            page.navigate(address + "/banque");
            button(page, "Montrer une clé d’accès");
            page.waitForURL(address + "/banque");
            assertThat(page.textContent(".who")).contains("Une trésorière", "Coopérative Exemple");
        }
    }
}
