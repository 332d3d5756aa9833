package coop.fairpass.access;

import static coop.fairpass.World.FIRST;
import static coop.fairpass.World.FIRST_ADMIN;
import static coop.fairpass.World.REVIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.TestDatabase;
import coop.fairpass.World;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.places.ImportPlaceList;
import coop.fairpass.places.ListedPlaces;
import coop.fairpass.site.OpenSite;
import coop.fairpass.site.PageReading;
import coop.fairpass.site.Visitor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Par les pages : qui entre pour demander un lieu revient à ce lieu")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WayBackTest {

    private static final String PASSWORD = "quatre mots sans lien";
    private static final Pattern DOOR = Pattern.compile("href=\"(/connexion\\?vers=[^\"]+)\"");
    private static final Pattern SECRET = Pattern.compile("tapez ce secret\\p{Z}: <span[^>]*>([A-Z2-7 ]+)</span>");

    private OpenSite site;

    @BeforeAll
    void open(Db db, @TempDir Path home) {
        site = new OpenSite(db, home, FIRST_ADMIN);
        member("administration@exemple.fr", FIRST, Role.PROVIDER_ADMIN);
        member("tresorerie@exemple.coop", World.COOPERATIVE, Role.TREASURER);
    }

    private void member(String email, OrganisationId in, Role role) {
        var person = UUID.randomUUID();
        site.bean(People.class).enter(person, "Une personne", Optional.of(email), in, Set.of(role), Actor.CLOCK);
        var path = site.bean(TransactionTemplate.class)
                .execute(_ -> site.bean(Invitations.class).path(person, email, "CLOCK"));
        assertThat(site.bean(ChoosePassword.class)
                        .byLink(path.substring(Invitations.PATH.length()), PASSWORD, PASSWORD))
                .isInstanceOf(ChoosePassword.Outcome.Chosen.class);
    }

    @AfterAll
    void close() {
        site.close();
    }

    /** The page on which a listed place is claimed. */
    private String claim(String name) {
        var csv = """
                id,pivot,nom,commune,code_postal,code_insee,adresse,latitude,longitude,horaires,date_maj,source
                a1,00000000000000,%s,Dijon,21000,21231,9 rue de la Liste,,,,2026-01-01,%s
                """.formatted(name, name);
        assertThat(site.bean(ImportPlaceList.class)
                        .handle(new ImportPlaceList.Command(
                                UUID.randomUUID(), "retour", csv.getBytes(StandardCharsets.UTF_8), REVIEWER)))
                .isInstanceOf(ImportPlaceList.Outcome.Imported.class);
        return "/lieux/"
                + site.bean(ListedPlaces.class).unheldIn(InseeCode.of("21231"), 100).stream()
                        .filter(one -> one.name().equals(name))
                        .findFirst()
                        .orElseThrow()
                        .id()
                + "/notre-lieu";
    }

    private static Visitor.Seen signIn(Visitor visitor, Visitor.Seen page, String email, String password) {
        return visitor.send(page, "/connexion", Map.of("email", email, "password", password));
    }

    @Test
    @DisplayName("par mot de passe : la porte de la page « c’est notre lieu » y ramène, même après une erreur")
    void by_password() {
        var claim = claim("Atelier du retour");
        try (var visitor = site.visitor()) {
            var page = visitor.read(claim);
            assertThat(page.text()).contains("Entrez : vous reviendrez à cette page.");
            var door = DOOR.matcher(page.html());
            assertThat(door.find()).as(page.html()).isTrue();
            var form = visitor.read(PageReading.unescaped(door.group(1)));
            var wrong = signIn(visitor, form, "administration@exemple.fr", "un autre mot de passe");
            assertThat(wrong.status()).isEqualTo(422);
            var back = signIn(visitor, wrong, "administration@exemple.fr", PASSWORD);
            assertThat(back.path()).isEqualTo(claim);
            assertThat(back.html()).contains("name=\"words\"");
            var asked = visitor.send(back, claim, Map.of("words", "Nous y sommes depuis 2015."));
            assertThat(asked.text()).contains("Votre demande est partie");
        }
    }

    @Test
    @DisplayName("dans la démonstration, où l’on choisit une personne, de même")
    void by_choosing_a_person() {
        var claim = claim("Atelier essai");
        try (var visitor = site.visitor()) {
            var list = visitor.read("/entrer" + WayBack.query(claim));
            assertThat(enter(visitor, list).path()).isEqualTo(claim);
        }
        try (var visitor = site.visitor()) {
            var list = visitor.read("/entrer?vers=https%3A%2F%2Failleurs.example%2F");
            assertThat(enter(visitor, list).path()).isEqualTo("/");
        }
    }

    private static Visitor.Seen enter(Visitor visitor, Visitor.Seen list) {
        return visitor.send(
                list,
                "/entrer",
                Map.of(
                        "person",
                        FIRST_ADMIN.reference().substring("person/".length()),
                        "organisation",
                        FIRST.toString()));
    }

    @Test
    @DisplayName("une page fermée ramène chez elle, second facteur mis en place entre-temps compris ; une seule fois")
    void through_a_second_factor() throws Exception {
        try (var visitor = site.visitor()) {
            var form = visitor.read("/connexion?vers=%2Fbanque");
            assertThat(signIn(visitor, form, "tresorerie@exemple.coop", PASSWORD)
                            .path())
                    .isEqualTo("/compte/application");
            var page = visitor.read("/compte/application");
            var shown = SECRET.matcher(page.html());
            assertThat(shown.find()).as(page.html()).isTrue();
            var secret = Base32.decode(shown.group(1).replace(" ", ""));
            var codes = visitor.send(
                    page, "/compte/application", Map.of("code", AccountsTest.codeAt(secret, Instant.now())));
            assertThat(codes.html()).contains("href=\"/connexion/suite\"");
            assertThat(visitor.read("/connexion/suite").path()).isEqualTo("/banque");
            assertThat(visitor.read("/connexion/suite").path()).isEqualTo("/");
        }
    }

    @Test
    @DisplayName("une adresse d’un autre site est oubliée : on arrive à l’accueil d’ici")
    void never_elsewhere() {
        for (var target :
                new String[] {"https%3A%2F%2Failleurs.example", "%2F%2Failleurs.example", "%2F..%2F%2Fa.example"}) {
            try (var visitor = site.visitor()) {
                var form = visitor.read("/connexion?vers=" + target);
                assertThat(form.html()).contains("name=\"vers\" value=\"\"").doesNotContain("suite?vers");
                var forced = visitor.force(
                        form,
                        "/connexion",
                        Map.of(
                                "email",
                                "administration@exemple.fr",
                                "password",
                                PASSWORD,
                                "vers",
                                java.net.URLDecoder.decode(target, StandardCharsets.UTF_8)));
                assertThat(forced.path()).isEqualTo("/");
                assertThat(forced.text()).contains("Premier prestataire");
            }
        }
    }
}
