package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.ApiKeys;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Les clés d’une organisation se créent, se lisent et se révoquent depuis une page")
@ExtendWith(TestDatabase.class)
class KeyPagesTest {

    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());
    private static final String PATH = "/equipe/" + PLACE + "/cles";
    private static final Pattern KEY = Pattern.compile(">(fp_[\\w-]{43})</textarea>");

    private final MovableClock clock = MovableClock.at("2027-03-01T09:00");
    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = TestApplication.start(
                db, clock, Map.of("fairpass.home", home.toString(), "fairpass.development-sign-in", true));
        TestOrganisations.cooperative(site, COOPERATIVE);
        TestOrganisations.association(site, PLACE, Optional.empty());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Visitor as(OrganisationId in, Role role) {
        var person = UUID.randomUUID();
        site.bean(People.class).enter(person, "Personne " + role, Optional.empty(), in, Set.of(role), Actor.CLOCK);
        return new Visitor(site).enter(person, in.value());
    }

    private static List<List<String>> form(String name, String expiresOn, String... roles) {
        var all = new java.util.ArrayList<>(List.of(List.of("name", name), List.of("expiresOn", expiresOn)));
        List.of(roles).forEach(role -> all.add(List.of("roles", role)));
        return all;
    }

    private static Optional<String> shown(Visitor.Seen page) {
        var found = KEY.matcher(page.html());
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    private List<ApiKeys.ApiKey> keys() {
        return site.bean(ApiKeys.class).of(PLACE);
    }

    @Test
    @DisplayName(
            "R-307 : la clé créée agit avec ses rôles jusqu’à son dernier jour, n’est montrée qu’une fois, et la révoquer"
                    + " l’arrête en moins d’une minute")
    void created_shown_once_and_revoked() {
        try (var admin = as(PLACE, Role.PROVIDER_ADMIN)) {
            assertThat(admin.read("/equipe/" + PLACE).html()).contains("href=\"" + PATH + "\"");
            var before = admin.read(PATH);
            assertThat(before.text()).contains("Aucune clé pour l’instant.");
            assertThat(before.html()).contains("value=\"2028-02-29\"");

            var created = admin.send(before, PATH, form("Logiciel d’accueil", "2027-06-30", "PROVIDER_STAFF"));
            assertThat(created.text()).contains("La clé est créée. Copiez-la maintenant.", "n’est montrée qu’ici");
            assertThat(created.raw().headers().firstValue("Cache-Control").orElse(""))
                    .contains("no-store");
            var key = shown(created).orElseThrow();
            var actor = site.bean(ApiKeys.class).resolve(key).orElseThrow();
            assertThat(actor.roles()).containsExactly(Role.PROVIDER_STAFF);
            assertThat(actor.isOf(PLACE)).isTrue();

            var list = admin.read(PATH);
            assertThat(shown(list)).isEmpty();
            assertThat(list.html()).doesNotContain("fp_");
            assertThat(list.text()).contains("Logiciel d’accueil", "Équipe du prestataire", "Jusqu’au 30 juin 2027");
            var again = admin.send(before, PATH, form("Logiciel d’accueil", "2027-06-30", "PROVIDER_STAFF"));
            assertThat(again.status()).isEqualTo(422);
            assertThat(again.text()).contains("Cette clé a déjà été créée et montrée");
            assertThat(shown(again)).isEmpty();
            assertThat(keys()).hasSize(1);

            var revoked = admin.send(list, PATH + "/" + keys().getFirst().id() + "/revoquer", Map.of());
            assertThat(revoked.text()).contains("La clé est révoquée", "Révoquée le 01/03/2027");
            clock.advance(Duration.ofSeconds(59));
            assertThat(site.bean(ApiKeys.class).resolve(key)).isEmpty();
            assertThat(admin.read("/journal").text())
                    .contains("Clé de programme créée", "Clé de programme retirée", "Clé « Logiciel d’accueil »");
        }
    }

    @Test
    @DisplayName("un nom qui manque, un jour passé ou trop loin, aucun rôle : c’est dit, et rien n’est perdu")
    void what_is_wrong_is_said() {
        try (var admin = as(PLACE, Role.PROVIDER_ADMIN)) {
            var page = admin.send(admin.read(PATH), PATH, form("", "2027-06-30", "PROVIDER_STAFF", "MEDIATOR"));
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.text()).contains("La clé n’est pas créée.", "Ce champ est obligatoire.");
            assertThat(page.html())
                    .contains("value=\"2027-06-30\"", "value=\"PROVIDER_STAFF\" checked", "value=\"MEDIATOR\" checked")
                    .doesNotContain("value=\"PROVIDER_ADMIN\" checked");
            assertThat(admin.send(page, PATH, form("Un", "2027-02-28", "MEDIATOR"))
                            .text())
                    .contains("Le dernier jour de la clé est passé");
            assertThat(admin.send(page, PATH, form("Un", "2028-03-02", "MEDIATOR"))
                            .text())
                    .as("367 days")
                    .contains("Une clé vit un an au plus");
            var none = admin.send(page, PATH, form("Un", "2028-03-01"));
            assertThat(none.text()).contains("Choisissez au moins un rôle.");
            assertThat(none.html()).contains("value=\"Un\"", "value=\"2028-03-01\"");
            assertThat(keys()).isEmpty();
            assertThat(shown(admin.send(none, PATH, form("Un", "2028-03-01", "MEDIATOR"))))
                    .isPresent();
        }
    }

    @Test
    @DisplayName(
            "R-321 : on ne donne à une clé que les rôles que l’on donne ; ceux d’une autre organisation n’y entrent pas")
    void only_roles_that_one_gives() {
        try (var admin = as(PLACE, Role.PROVIDER_ADMIN);
                var staff = as(PLACE, Role.PROVIDER_STAFF);
                var operator = as(COOPERATIVE, Role.OPERATOR);
                var treasurer = as(COOPERATIVE, Role.TREASURER)) {
            var page = admin.read(PATH);
            assertThat(page.html()).contains("value=\"MEDIATOR\"").doesNotContain("value=\"PAYER_BUYER\"");
            assertThat(admin.send(page, PATH, form("Un", "2027-06-30", "PAYER_BUYER"))
                            .text())
                    .contains("Vous ne pouvez donner ce rôle à personne");
            assertThat(admin.send(page, PATH, form("Un", "2027-06-30", "TREASURER"))
                            .text())
                    .contains("Ce rôle n’existe que dans la coopérative");
            assertThat(keys()).isEmpty();

            var wider = operator.send(operator.read(PATH), PATH, form("Éditeur", "2027-06-30", "PUBLISHER"));
            assertThat(shown(wider)).isPresent();
            var theirs = PATH + "/" + keys().getFirst().id() + "/revoquer";
            assertThat(admin.read(PATH).html()).contains("Éditeur").doesNotContain("action=\"" + theirs + "\"");
            assertThat(admin.force(page, theirs, Map.of()).text()).contains("Vous ne pouvez donner ce rôle à personne");
            assertThat(keys().getFirst().revokedAt()).isEmpty();

            assertThat(staff.read(PATH).status()).isEqualTo(403);
            assertThat(treasurer.read(PATH).status()).isEqualTo(404);
            var cooperatives = "/equipe/" + COOPERATIVE + "/cles";
            assertThat(admin.read(cooperatives).status()).isEqualTo(404);
            assertThat(admin.force(page, cooperatives, Map.of("name", "Un")).status())
                    .isEqualTo(404);
            var elsewhere = cooperatives + "/" + keys().getFirst().id() + "/revoquer";
            assertThat(operator.force(wider, elsewhere, Map.of()).status())
                    .as("a key of another organisation")
                    .isEqualTo(404);
            assertThat(operator.send(operator.read(PATH), theirs, Map.of()).text())
                    .contains("La clé est révoquée");
        }
    }
}
