package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.CorrectOrganisation;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.OrganisationKind;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName(
        "Une organisation qui paie ou qui distribue s’enregistre depuis une page, puis sa première personne est invitée")
@ExtendWith(TestDatabase.class)
class OrganisationPagesTest {

    private static final String PATH = "/organisations";
    private static final String NEW = "/organisations/nouvelle";
    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());
    private static final Map<String, String> TOWN = Map.ofEntries(
            Map.entry("legalName", "Ville d’Exemple"),
            Map.entry("kind", "LOCAL_AUTHORITY"),
            Map.entry("nature", "PUBLIC"),
            Map.entry("siret", "123 456 782 00010"),
            Map.entry("siren", ""),
            Map.entry("vatRegime", "OUT_OF_SCOPE"),
            Map.entry("street", "1 place de la Mairie"),
            Map.entry("postalCode", "21000"),
            Map.entry("town", "Dijon"),
            Map.entry("commune", "21231"),
            Map.entry("email", "mairie@exemple.fr"),
            Map.entry("telephone", "03 80 00 00 00"));

    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = TestApplication.start(
                db,
                MovableClock.at("2027-03-01T09:00"),
                Map.of("fairpass.home", home.toString(), "fairpass.development-sign-in", true));
        TestOrganisations.cooperative(site, COOPERATIVE);
        TestOrganisations.association(site, PLACE, Optional.empty());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Visitor as(OrganisationId in, Role... roles) {
        var person = UUID.randomUUID();
        site.bean(People.class).enter(person, "Personne " + roles[0], Optional.empty(), in, Set.of(roles), Actor.CLOCK);
        return new Visitor(site).enter(person, in.value());
    }

    private static Map<String, String> with(String field, String value) {
        var all = new HashMap<>(TOWN);
        all.put(field, value);
        return all;
    }

    private Optional<Organisation> town() {
        return site.bean(Organisations.class).saying("Ville d’Exemple", 2).stream()
                .findFirst();
    }

    @Test
    @DisplayName("l’exploitation l’enregistre, l’ouvre, et invite sa première personne ; le journal dit qui")
    void registered_and_invited() {
        try (var operator = as(COOPERATIVE, Role.OPERATOR)) {
            assertThat(operator.read("/").html()).contains("href=\"" + PATH + "\"");
            assertThat(operator.read(PATH).html()).contains("href=\"" + NEW + "\"");
            var page = operator.send(operator.read(NEW), PATH, TOWN);
            assertThat(page.text())
                    .contains(
                            "L’organisation est enregistrée. Invitez maintenant sa première personne.",
                            "Personne n’y a encore de rôle.",
                            "Collectivité territoriale",
                            "Hors du champ de la TVA",
                            "1 place de la Mairie, 21000 Dijon",
                            "mairie@exemple.fr");
            var town = town().orElseThrow();
            assertThat(town.kind()).isEqualTo(OrganisationKind.LOCAL_AUTHORITY);
            assertThat(town.siret().orElseThrow().digits()).isEqualTo("12345678200010");
            assertThat(town.address().commune().orElseThrow().value()).isEqualTo("21231");
            assertThat(page.path()).isEqualTo(PATH + "/" + town.id());

            var team = "/equipe/" + town.id();
            assertThat(page.html()).contains("href=\"" + team + "#inviter\"");
            var invited = operator.send(
                    operator.read(team),
                    team + "/inviter",
                    List.of(
                            List.of("name", "Acheteuse Exemple"),
                            List.of("email", "achats@exemple.fr"),
                            List.of("roles", "PAYER_BUYER"),
                            List.of("roles", "DISTRIBUTOR_MANAGER")));
            assertThat(invited.text()).contains("achats@exemple.fr", "Acheteur", "Responsable de distribution");
            assertThat(operator.read(page.path()).text()).doesNotContain("Personne n’y a encore de rôle.");
            assertThat(operator.read("/journal").text())
                    .contains("Organisation enregistrée", "Ville d’Exemple", "Personne OPERATOR");
        }
    }

    @Test
    @DisplayName("la coopérative corrige le nom, l’adresse et les contacts ; ce qui était, et pourquoi, reste écrit")
    void corrected() {
        try (var sales = as(COOPERATIVE, Role.COOP_SALES)) {
            var entered = sales.send(sales.read(NEW), PATH, TOWN);
            var town = town().orElseThrow();
            var path = PATH + "/" + town.id() + "/correction";
            assertThat(entered.html()).contains("href=\"" + path + "\"");
            var typed = new HashMap<>(with("legalName", "Ville d’Exemple-sur-Ouche"));
            typed.put("street", "2 rue de l’Exemple");
            typed.put("email", "");
            typed.put("siret", "123 456 782 00028");
            var form = sales.read(path);
            assertThat(form.html()).contains("value=\"Ville d’Exemple\"", "value=\"1 place de la Mairie\"");
            var unsaid = sales.send(form, path, typed);
            assertThat(unsaid.status()).isEqualTo(422);
            assertThat(unsaid.html()).contains("value=\"Ville d’Exemple-sur-Ouche\"");
            typed.put("why", "Fusion de communes");
            var page = sales.send(unsaid, path, typed);
            assertThat(page.text())
                    .contains(
                            "L’organisation est corrigée.",
                            "Ville d’Exemple-sur-Ouche",
                            "2 rue de l’Exemple, 21000 Dijon",
                            "1 place de la Mairie, 21000 Dijon",
                            "Fusion de communes");
            sales.send(sales.read(path), path, typed);
            var corrected = town().orElseThrow();
            assertThat(site.bean(CorrectOrganisation.class).of(town.id()))
                    .as("twice the same is one correction")
                    .hasSize(1);
            assertThat(corrected.email()).isEmpty();
            assertThat(corrected.siret()).as("never corrected").isEqualTo(town.siret());
        }
        try (var operator = as(COOPERATIVE, Role.OPERATOR)) {
            assertThat(operator.read("/journal").text()).contains("Organisation corrigée", "Fusion de communes");
        }
    }

    @Test
    @DisplayName("ce qui ne va pas est dit champ par champ, et rien de ce qui est écrit n’est perdu")
    void what_is_wrong_is_said() {
        try (var sales = as(COOPERATIVE, Role.COOP_SALES)) {
            var page = sales.send(sales.read(NEW), PATH, with("siret", "12345678200011"));
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.text()).contains("Ce SIRET contient une faute de frappe");
            assertThat(page.html())
                    .contains(
                            "value=\"Ville d’Exemple\"",
                            "value=\"12345678200011\"",
                            "value=\"mairie@exemple.fr\"",
                            "value=\"LOCAL_AUTHORITY\" selected",
                            "value=\"OUT_OF_SCOPE\" selected")
                    .containsPattern("value=\"PUBLIC\" checked");
            var missing = sales.send(page, PATH, with("kind", ""));
            assertThat(missing.text()).contains("Choisissez une catégorie.");
            var mail = sales.send(missing, PATH, with("email", "mairie"));
            assertThat(mail.text()).contains("L’adresse électronique n’est pas complète");
            assertThat(mail.html()).contains("value=\"mairie\"", "value=\"1 place de la Mairie\"");
            assertThat(town()).isEmpty();
            var done = sales.send(mail, PATH, TOWN);
            assertThat(done.text())
                    .contains("L’organisation est enregistrée.", "L’exploitation de la coopérative invite")
                    .doesNotContain("Invitez maintenant");
            assertThat(sales.send(sales.read(NEW), PATH, with("legalName", "La même"))
                            .text())
                    .contains("Une organisation porte déjà ce SIRET");
        }
    }

    @Test
    @DisplayName("un double envoi n’enregistre qu’une organisation")
    void sent_twice_is_once() {
        try (var operator = as(COOPERATIVE, Role.OPERATOR)) {
            var form = operator.read(NEW);
            var first = operator.send(form, PATH, with("siret", ""));
            assertThat(operator.send(form, PATH, with("siret", "")).path()).isEqualTo(first.path());
            assertThat(site.bean(Organisations.class).saying("Ville d’Exemple", 9))
                    .hasSize(1);
        }
    }

    @Test
    @DisplayName("on la retrouve par une partie de son nom ou le début de son SIRET")
    void found() {
        try (var operator = as(COOPERATIVE, Role.OPERATOR);
                var controller = as(COOPERATIVE, Role.COOP_CONTROLLER)) {
            operator.send(operator.read(NEW), PATH, TOWN);
            assertThat(controller.read(PATH + "?nom=VILLE").text())
                    .contains("Ville d’Exemple", "123 456 782 00010")
                    .doesNotContain("Association Exemple", "Enregistrer une organisation");
            assertThat(controller.read(PATH + "?nom=123+456").text()).contains("Ville d’Exemple");
            assertThat(controller.read(PATH + "?nom=introuvable").text())
                    .contains("Aucune organisation ne répond à « introuvable »");
        }
    }

    @Test
    @DisplayName("R-321 : une autre organisation n’en lit que la sienne, et n’en enregistre aucune")
    void of_others() {
        try (var admin = as(PLACE, Role.PROVIDER_ADMIN);
                var treasurer = as(COOPERATIVE, Role.TREASURER)) {
            var own = admin.read(PATH + "/" + PLACE);
            assertThat(own.text()).contains("Association Exemple", "1 rue de l’Exemple");
            assertThat(admin.read(PATH + "/" + COOPERATIVE).status()).isEqualTo(404);
            assertThat(admin.read(PATH).status()).isEqualTo(403);
            assertThat(admin.read(NEW).status()).isEqualTo(403);
            assertThat(admin.force(own, PATH, TOWN).status()).isEqualTo(403);
            assertThat(treasurer.read(NEW).status()).isEqualTo(403);
            assertThat(treasurer.force(treasurer.read(PATH), PATH, TOWN).status())
                    .isEqualTo(403);
            assertThat(town()).isEmpty();
        }
    }
}
