package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.doctor.Examination;
import coop.fairpass.mail.Mailbox;
import coop.fairpass.mail.SendLetters;
import coop.fairpass.qualification.NamingConsents;
import coop.fairpass.site.Visitor;
import coop.fairpass.web.Sentences;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Mes données : les lire, les emporter, les corriger, partir")
@ExtendWith(TestDatabase.class)
class OwnDataTest {

    private static final String PASSWORD = "quatre mots sans lien";
    private static final String MAIL = "partante@exemple.coop";
    private static final String NAME = "Partante Exemple";
    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());
    private static final Pattern LINK = Pattern.compile("(/nouvelle-adresse/\\S+)");

    private final MovableClock clock = MovableClock.at("2027-03-01T09:00");
    private TestApplication site;

    @BeforeEach
    void open(Db db, @TempDir Path home) {
        site = TestApplication.start(db, clock, Map.of("fairpass.home", home.toString(), "fairpass.mailbox", "true"));
        TestOrganisations.cooperative(site, COOPERATIVE);
        TestOrganisations.association(site, PLACE, Optional.empty());
    }

    @AfterEach
    void close() {
        site.close();
    }

    private UUID member(String name, String email, OrganisationId in, Role... roles) {
        var person = UUID.randomUUID();
        assertThat(site.bean(People.class).enter(person, name, Optional.of(email), in, Set.of(roles), Actor.CLOCK))
                .isTrue();
        var accounts = site.bean(Accounts.class);
        assertThat(accounts.open(person, email)).isTrue();
        accounts.choosePassword(person, site.bean(Passwords.class).hash(PASSWORD));
        return person;
    }

    private static Visitor.Seen signIn(Visitor visitor, String email) {
        return visitor.send(visitor.read("/connexion"), "/connexion", Map.of("email", email, "password", PASSWORD));
    }

    private String lastLink() {
        site.bean(SendLetters.class).sendAll();
        var link =
                LINK.matcher(site.bean(Mailbox.class).all().getFirst().letter().text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    /** In which tables something is written, whatever the column. */
    private static List<String> tablesSaying(Db db, String text) {
        var owner = JdbcClient.create(db.owner());
        return owner.sql("""
                        SELECT format('%I.%I', schemaname, tablename)
                          FROM pg_tables
                         WHERE schemaname NOT IN ('pg_catalog', 'information_schema')
                         ORDER BY 1
                        """).query(String.class).list().stream()
                .filter(table -> owner.sql(
                                "SELECT EXISTS (SELECT FROM " + table + " t WHERE strpos(t::text, :text) > 0)")
                        .param("text", text)
                        .query(Boolean.class)
                        .single())
                .toList();
    }

    @Test
    @DisplayName("R-325 : chacun lit et emporte tout ce qui est gardé de lui, avec sa raison et sa durée")
    void read_and_taken() {
        var person = member(NAME, MAIL, PLACE, Role.PROVIDER_ADMIN, Role.MEDIATOR);
        site.bean(NamingConsents.class)
                .give(
                        UUID.randomUUID(),
                        "Une médiatrice",
                        new Actor("person/" + person, NAME, Optional.of(PLACE), Set.of(Role.MEDIATOR)));
        try (var visitor = new Visitor(site)) {
            assertThat(visitor.read("/compte/donnees.json").status()).isEqualTo(403);
            signIn(visitor, MAIL);
            assertThat(visitor.read("/compte").html()).contains("href=\"/compte/donnees\"");
            var page = visitor.read("/compte/donnees");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text())
                    .contains(
                            NAME,
                            MAIL,
                            "Association Exemple",
                            Sentences.of(Role.PROVIDER_ADMIN),
                            "Une médiatrice",
                            "Connexion",
                            "Trois ans après la dernière connexion, puis rendu anonyme")
                    .doesNotContain("PROVIDER_ADMIN", "$argon2");
            var taken = visitor.read("/compte/donnees.json");
            assertThat(taken.raw().headers().firstValue("Content-Disposition").orElse(""))
                    .contains("mes-donnees.json");
            assertThat(taken.html())
                    .contains(person.toString(), NAME, MAIL, "Une médiatrice")
                    .doesNotContain("$argon2");
        }
    }

    @Test
    @DisplayName("R-325 : le nom se corrige ; l’adresse aussi, une fois le lien ouvert, et l’ancienne est prévenue")
    void corrected(Db db) {
        var person = member(NAME, MAIL, PLACE, Role.PROVIDER_ADMIN);
        member("Une autre", "prise@exemple.coop", PLACE, Role.PROVIDER_STAFF);
        try (var visitor = new Visitor(site)) {
            signIn(visitor, MAIL);
            var page = visitor.read("/compte/donnees");
            assertThat(visitor.send(page, "/compte/nom", Map.of("name", "  ")).status())
                    .isEqualTo(422);
            assertThat(visitor.send(page, "/compte/nom", Map.of("name", "Nouveau Nom"))
                            .text())
                    .contains("C’est corrigé.");
            assertThat(site.bean(People.class).nameOf(person)).hasValue("Nouveau Nom");

            var wrong = visitor.send(
                    page, "/compte/adresse", Map.of("email", "neuve@exemple.coop", "present", "un autre mot"));
            assertThat(wrong.status()).isEqualTo(422);
            visitor.send(page, "/compte/adresse", Map.of("email", "neuve@exemple.coop", "present", PASSWORD));
            assertThat(site.bean(Accounts.class).emailOf(person)).hasValue(MAIL);
            var link = lastLink();
            assertThat(visitor.read(link.replace("nouvelle-adresse", "nouveau-mot-de-passe"))
                            .status())
                    .as("a link is good for what it was sent for")
                    .isEqualTo(410);
            try (var reader = new Visitor(site)) {
                var asked = reader.read(link);
                assertThat(asked.text()).contains("neuve@exemple.coop");
                assertThat(reader.send(asked, link, Map.of()).text()).contains("Votre adresse est changée");
                assertThat(reader.read(link).status()).isEqualTo(410);
            }
            assertThat(site.bean(Accounts.class).emailOf(person)).hasValue("neuve@exemple.coop");
            assertThat(site.bean(People.class).find(person).flatMap(People.Person::email))
                    .hasValue("neuve@exemple.coop");
            site.bean(SendLetters.class).sendAll();
            assertThat(site.bean(Mailbox.class).all().getFirst().letter().recipient())
                    .isEqualTo(MAIL);

            visitor.send(page, "/compte/adresse", Map.of("email", "prise@exemple.coop", "present", PASSWORD));
            var taken = lastLink();
            assertThat(visitor.send(visitor.read(taken), taken, Map.of()).status())
                    .isEqualTo(422);
            assertThat(db.jdbc()
                            .sql("SELECT count(*) FROM access.account WHERE email = 'prise@exemple.coop'")
                            .query(Long.class)
                            .single())
                    .isEqualTo(1);
        }
    }

    @Test
    @DisplayName(
            "R-325 : fermer son compte efface le nom partout ; ce qui prouve garde un numéro, et le docteur ne dit rien")
    void closed(Db db) {
        var person = member(NAME, MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var visitor = new Visitor(site)) {
            signIn(visitor, MAIL);
            var page = visitor.read("/compte/fermer");
            var alone = visitor.send(page, "/compte/fermer", Map.of("present", PASSWORD));
            assertThat(alone.status()).isEqualTo(422);
            assertThat(alone.text()).contains("donnez-le d’abord à une autre personne", "Association Exemple");
            assertThat(site.bean(Accounts.class).isOpen(person)).isTrue();

            var other = member("Une autre", "reste@exemple.coop", PLACE, Role.LEGAL_REPRESENTATIVE);
            site.bean(People.class)
                    .grant(
                            other,
                            PLACE,
                            Role.PROVIDER_STAFF,
                            new Actor("person/" + person, NAME, Optional.of(PLACE), Set.of(Role.PROVIDER_ADMIN)));
            assertThat(visitor.send(page, "/compte/fermer", Map.of("present", "un autre mot"))
                            .status())
                    .isEqualTo(422);
            var left = visitor.send(page, "/compte/fermer", Map.of("present", PASSWORD));
            assertThat(left.path()).isEqualTo("/confidentialite");
            assertThat(visitor.read("/compte").path()).isEqualTo("/connexion");
            assertThat(signIn(visitor, MAIL).status()).isEqualTo(422);
        }
        assertThat(tablesSaying(db, NAME)).isEmpty();
        assertThat(tablesSaying(db, MAIL))
                .as("where the last word was sent")
                .containsExactlyInAnyOrder("mail.letter", "mail.reader");
        assertThat(tablesSaying(db, person.toString()))
                .as("what she did has an author")
                .contains("access.event", "directory.membership", "directory.person");
        assertThat(site.bean(People.class).nameOf(person)).hasValue("Compte fermé");
        assertThat(site.bean(People.class).seatsOf(person)).isEmpty();
        assertThat(site.bean(Examination.class).handle()).allMatch(Examination.Finding::holds);
    }

    @Test
    @DisplayName("R-325 : de deux qui partent à la fois, la structure en garde une")
    void two_leave_at_once() throws Exception {
        var both = List.of(
                member("Une", "une@exemple.coop", PLACE, Role.PROVIDER_ADMIN),
                member("Deux", "deux@exemple.coop", PLACE, Role.PROVIDER_ADMIN));
        var closeAccount = site.bean(CloseAccount.class);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<CloseAccount.Outcome>> calls = both.stream()
                    .<Callable<CloseAccount.Outcome>>map(person -> () -> closeAccount.handle(person, PASSWORD))
                    .toList();
            int left = 0;
            for (Future<CloseAccount.Outcome> answer : threads.invokeAll(calls)) {
                left += answer.get() instanceof CloseAccount.Outcome.Closed ? 1 : 0;
            }
            assertThat(left).isEqualTo(1);
        }
        assertThat(site.bean(People.class).seatsIn(PLACE)).hasSize(1);
    }

    @Test
    @DisplayName("poser un second facteur ferme les autres sessions ouvertes, et garde celle-ci")
    void a_second_factor_ends_the_other_sessions() throws Exception {
        var person = member(NAME, MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var here = new Visitor(site);
                var there = new Visitor(site)) {
            signIn(here, MAIL);
            signIn(there, MAIL);
            var drawn = here.read("/compte/application");
            var shown = Pattern.compile("tapez ce secret\\p{Z}: <span[^>]*>([A-Z2-7 ]+)</span>")
                    .matcher(drawn.html());
            assertThat(shown.find()).isTrue();
            var secret =
                    org.bouncycastle.util.encoders.Base32.decode(shown.group(1).replace(" ", ""));
            here.send(drawn, "/compte/application", Map.of("code", AccountsTest.codeAt(secret, Instant.now())));
            assertThat(site.bean(Authenticators.class).isSet(person)).isTrue();
            assertThat(here.read("/equipe").text()).contains("Association Exemple");
            assertThat(there.read("/equipe").path()).isEqualTo("/connexion");
        }
    }
}
