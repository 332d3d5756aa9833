package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Route;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.privacy.SensitiveReads;
import coop.fairpass.site.Visitor;
import coop.fairpass.web.Sentences;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-327 : chaque lecture et chaque acte sensible a son auteur, son heure et sa raison, au journal")
@ExtendWith(TestDatabase.class)
class JournalTest {

    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());
    private static final Pattern SENSITIVE = Pattern.compile(
            "GET .*(/banque/comptes|/fichiers?($|/)|/file$|/files/|/fec/|/hledger|/candidatures/.*/pieces/|}/preuves$|/evidence"
                    + "|bank-accounts|/bank/(entries|announcements)|/documents/\\{(redemption|occasion)|cooperative-accounts|/payment-runs/\\{id}|/seals/\\{number}/lines).*");

    private static final Pattern ACTS = Pattern.compile("[._]act AS\n");
    private static final Pattern KIND_OF_SUBJECT = Pattern.compile("'([a-z]+)/' \\|\\|");

    private static final Pattern CODE = Pattern.compile("'([A-Z]+(?:_[A-Z]+)+)'");

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

    private UUID person(String name, OrganisationId in, Role... roles) {
        var person = UUID.randomUUID();
        assertThat(site.bean(People.class).enter(person, name, Optional.empty(), in, Set.of(roles), Actor.CLOCK))
                .isTrue();
        return person;
    }

    private Visitor visitor(UUID person, OrganisationId in) {
        return new Visitor(site).enter(person, in.value());
    }

    private static List<String> readings(Db db) {
        return JdbcClient.create(db.owner())
                .sql(
                        "SELECT kind || ' ' || author || ' ' || address || ' ' || purpose FROM privacy.reading ORDER BY id")
                .query(String.class)
                .list();
    }

    @Test
    @DisplayName(
            "R-327 : des coordonnées bancaires lues laissent une trace, un refus non ; le journal la montre avec sa raison")
    void a_reading_leaves_a_trace(Db db) {
        var treasurer = person("Trésorière Exemple", COOPERATIVE, Role.TREASURER);
        var operator = person("Opératrice Exemple", COOPERATIVE, Role.OPERATOR);
        var admin = person("Direction Exemple", PLACE, Role.PROVIDER_ADMIN);
        try (var reader = visitor(treasurer, COOPERATIVE);
                var refused = visitor(admin, PLACE);
                var journal = visitor(operator, COOPERATIVE)) {
            assertThat(refused.read("/banque/comptes").status()).isEqualTo(403);
            assertThat(readings(db)).isEmpty();
            clock.advance(Duration.ofMinutes(5));
            assertThat(reader.read("/banque/comptes").status()).isEqualTo(200);
            assertThat(readings(db))
                    .containsExactly("BANK_DETAILS person/%s /banque/comptes %s"
                            .formatted(treasurer, Sensitive.BANK_DETAILS.purpose()));
            assertThat(journal.read("/journal").text())
                    .contains(
                            "Trésorière Exemple",
                            "Lu : Coordonnées bancaires",
                            "01/03/2027 à 09:05",
                            Sensitive.BANK_DETAILS.purpose(),
                            "Rôle donné");
            assertThat(journal.read("/journal?sorte=READING").text())
                    .contains("Lu : Coordonnées bancaires")
                    .doesNotContain("Rôle donné");
            assertThat(journal.read("/journal?qui=direction").text()).doesNotContain("Lu : Coordonnées bancaires");
            assertThat(journal.read("/journal?organisation=association&sorte=PEOPLE")
                            .text())
                    .contains("Association Exemple")
                    .doesNotContain("Lu : ");
            assertThat(journal.read("/journal?du=2027-03-02&au=2027-03-03").text())
                    .contains("Rien dans ces jours");
            assertThat(journal.read("/journal?sorte=NIMPORTE").status()).isEqualTo(400);
        }
    }

    @Test
    @DisplayName(
            "R-327 : qui dirige une structure n’y lit que ce qui la concerne, sans le nom de qui travaille ailleurs ; les autres rien")
    void each_reads_what_is_theirs() {
        var admin = person("Direction Exemple", PLACE, Role.PROVIDER_ADMIN);
        var staff = person("Accueil Exemple", PLACE, Role.PROVIDER_STAFF);
        var operator = person("Opératrice Exemple", COOPERATIVE, Role.OPERATOR);
        var people = site.bean(People.class);
        people.grant(staff, PLACE, Role.MEDIATOR, actor(admin, "Direction Exemple", PLACE, Role.PROVIDER_ADMIN));
        people.grant(
                staff, PLACE, Role.PROVIDER_ADMIN, actor(operator, "Opératrice Exemple", COOPERATIVE, Role.OPERATOR));
        people.revoke(
                staff, PLACE, Role.PROVIDER_ADMIN, actor(operator, "Opératrice Exemple", COOPERATIVE, Role.OPERATOR));
        try (var own = visitor(admin, PLACE);
                var none = visitor(staff, PLACE)) {
            assertThat(own.read("/equipe").html()).contains("href=\"/journal\"");
            assertThat(own.read("/journal").text())
                    .contains("Direction Exemple", "Rôle retiré", "Quelqu’un d’une autre organisation")
                    .doesNotContain("Opératrice Exemple", "Coopérative Exemple");
            assertThat(own.read("/journal?qui=opératrice").text()).contains("Rien dans ces jours");
            assertThat(own.read("/journal?organisation=coop").text()).contains("Rôle retiré");
            assertThat(none.read("/journal").status()).isEqualTo(403);
        }
        try (var visitor = new Visitor(site)) {
            assertThat(visitor.read("/journal").path()).isEqualTo("/entrer");
        }
    }

    @Test
    @DisplayName("R-068, R-327 : retirer un rôle demande pourquoi, et le journal le dit ; sans raison, le rôle reste")
    void why_a_role_was_taken(Db db) {
        var admin = person("Direction Exemple", PLACE, Role.PROVIDER_ADMIN);
        var staff = person("Accueil Exemple", PLACE, Role.PROVIDER_STAFF, Role.MEDIATOR);
        var action = "/equipe/%s/%s/retirer".formatted(PLACE, staff);
        try (var own = visitor(admin, PLACE)) {
            var page = own.read("/equipe/" + PLACE);
            assertThat(page.text())
                    .contains("Pourquoi", "La personne est partie")
                    .doesNotContain("Le compte est fermé");
            var silent = own.send(page, action, Map.of("role", "MEDIATOR"));
            assertThat(silent.text()).contains("Dites pourquoi : choisissez une raison.");
            var wordless = own.send(page, action, Map.of("role", "MEDIATOR", "because", "OTHER", "words", " "));
            assertThat(wordless.text()).contains("Écrivez cette autre raison en quelques mots.");
            assertThat(wordless.html())
                    .contains("<option value=\"OTHER\" selected")
                    .contains("<details open>");
            var tooLong =
                    own.send(page, action, Map.of("role", "MEDIATOR", "because", "LEFT", "words", "x".repeat(301)));
            assertThat(tooLong.text()).contains("300 signes au plus");
            var notHers = own.send(page, action, Map.of("role", "MEDIATOR", "because", "ACCOUNT_CLOSED"));
            assertThat(notHers.text()).contains("Dites pourquoi");
            assertThat(roles(staff)).containsExactlyInAnyOrder(Role.PROVIDER_STAFF, Role.MEDIATOR);

            own.send(page, action, Map.of("role", "MEDIATOR", "because", "OTHER", "words", "Fin de la convention."));
            own.send(page, action, Map.of("role", "PROVIDER_STAFF", "because", "LEFT"));
            assertThat(roles(staff)).isEmpty();
            assertThat(own.read("/journal?sorte=PEOPLE").text())
                    .contains(
                            "Rôle retiré : Médiateur",
                            "Autre raison : Fin de la convention.",
                            "La personne est partie");
        }
        assertThat(JdbcClient.create(db.owner())
                        .sql("SELECT revoked_because FROM directory.membership WHERE revoked_at IS NOT NULL ORDER BY 1")
                        .query(String.class)
                        .list())
                .containsExactly("LEFT", "OTHER");
    }

    private Set<Role> roles(UUID person) {
        return site.bean(People.class).seatsIn(PLACE).stream()
                .filter(seat -> seat.person().equals(person))
                .flatMap(seat -> seat.roles().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Actor actor(UUID person, String name, OrganisationId in, Role role) {
        return new Actor("person/" + person, name, Optional.of(in), Set.of(role));
    }

    @Test
    @DisplayName("R-327 : le journal se lit page après page, sans rien sauter ni répéter")
    void pages() {
        var operator = person("Opératrice Exemple", COOPERATIVE, Role.OPERATOR);
        var reads = site.bean(SensitiveReads.class);
        for (int i = 0; i < 120; i++) {
            reads.keep(Sensitive.BANK_LINES, "key/x", Optional.empty(), "/ligne-%03d/".formatted(i));
        }
        var seen = new java.util.ArrayList<String>();
        try (var journal = visitor(operator, COOPERATIVE)) {
            var address = Optional.of("/journal?sorte=READING");
            while (address.isPresent()) {
                var page = journal.read(address.get());
                Pattern.compile("/ligne-\\d{3}/")
                        .matcher(page.html())
                        .results()
                        .forEach(found -> seen.add(found.group()));
                address = Pattern.compile("href=\"(/journal\\?[^\"]+)\"")
                        .matcher(page.html())
                        .results()
                        .map(found -> found.group(1).replace("&amp;", "&"))
                        .findFirst();
            }
            assertThat(journal.read("/journal?apres=altered").status()).isEqualTo(200);
        }
        assertThat(seen).hasSize(120).doesNotHaveDuplicates().isSortedAccordingTo(java.util.Comparator.reverseOrder());
    }

    @Test
    @DisplayName(
            "R-327 : aucune adresse qui donne des coordonnées bancaires, une pièce ou un export n’oublie d’écrire au journal")
    void nothing_sensitive_is_read_in_silence() {
        var silent = Route.of(site).stream()
                .filter(route -> SENSITIVE.matcher(route.toString()).matches())
                .filter(route -> !route.handler().isAnnotationPresent(ReadsSensitive.class))
                .map(Route::toString);
        assertThat(silent).isEmpty();
        assertThat(Route.of(site).stream()
                        .map(route -> Optional.ofNullable(route.handler().getAnnotation(ReadsSensitive.class))
                                .map(ReadsSensitive::value))
                        .flatMap(Optional::stream)
                        .collect(Collectors.toSet()))
                .as("and each kind is read somewhere")
                .containsExactlyInAnyOrder(Sensitive.values());
    }

    @Test
    @DisplayName("chaque acte du journal a sa phrase")
    void each_act_has_its_sentence() throws IOException {
        var views = migrationsWithActs();
        var known = Stream.concat(Arrays.stream(What.values()), Arrays.stream(ActKind.values()))
                .map(Enum::name)
                .collect(Collectors.toUnmodifiableSet());
        assertThat(CODE.matcher(views).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(40)
                .isSubsetOf(known);
        assertThat(What.values())
                .allSatisfy(what -> assertThat(views).contains("'" + what.name() + "'"))
                .allSatisfy(what -> assertThat(Sentences.find(what)).isPresent());
        assertThat(KIND_OF_SUBJECT.matcher(views).results().map(found -> found.group(1)))
                .hasSizeGreaterThan(20)
                .allSatisfy(kind -> assertThat(Subject.of(kind + "/x")).isPresent());
        assertThat(Subject.values())
                .allSatisfy(kind -> assertThat(Sentences.find(kind)).isPresent());
        assertThat(ActKind.values())
                .allSatisfy(kind -> assertThat(Sentences.find(kind)).isPresent());
    }

    /** What a room lets the journal read, in the migrations that make it or make it again. */
    private static String migrationsWithActs() throws IOException {
        var texts = new StringBuilder();
        try (var files = Files.list(Path.of("src/main/resources/db/migration"))) {
            for (var file : files.toList()) {
                var text = Files.readString(file);
                if (ACTS.matcher(text).find()) {
                    texts.append(text.substring(text.indexOf("VIEW ")));
                }
            }
        }
        return texts.toString();
    }

    @Test
    @DisplayName(
            "R-325 : qui n’a pas de compte est cherché et effacé à sa demande, par l’administratrice seule, et cela s’inscrit")
    void people_without_an_account(Db db) {
        var operator = person("Opératrice Exemple", COOPERATIVE, Role.OPERATOR);
        var controller = person("Contrôle Exemple", COOPERATIVE, Role.COOP_CONTROLLER);
        var gone = UUID.randomUUID();
        site.bean(People.class).enter(gone, "Ancienne Connaissance", Optional.of("ancienne@exemple.coop"));
        JdbcClient.create(db.owner()).sql("""
                        INSERT INTO qualification.naming_consent (id, person, named_as, given_at)
                        VALUES (:id, :id, 'Ancienne C.', '2027-01-01')
                        """).param("id", gone).update();
        try (var visitor = visitor(operator, COOPERATIVE);
                var other = visitor(controller, COOPERATIVE)) {
            assertThat(other.read("/demandes-de-personnes").status()).isEqualTo(403);
            var page = visitor.read("/demandes-de-personnes");
            assertThat(visitor.send(page, "/demandes-de-personnes", Map.of("texte", "anc"))
                            .text())
                    .contains("au moins quatre signes");
            var found = visitor.send(page, "/demandes-de-personnes", Map.of("texte", "ANCIENNE"));
            assertThat(found.text()).contains("Ancienne Connaissance, ancienne@exemple.coop", "Ancienne C.");
            for (var room : List.of("qualification", "access")) {
                assertThat(visitor.send(found, "/demandes-de-personnes/%s/%s/effacer".formatted(room, gone), Map.of())
                                .text())
                        .contains("C’est effacé");
            }
            assertThat(visitor.send(page, "/demandes-de-personnes", Map.of("texte", "ancienne"))
                            .text())
                    .contains("Rien ne dit « ancienne »");
            var working = visitor.send(page, "/demandes-de-personnes", Map.of("texte", "contrôle"));
            assertThat(working.text()).contains("À garder pour l’instant");
            assertThat(visitor.force(
                                    working, "/demandes-de-personnes/access/%s/effacer".formatted(controller), Map.of())
                            .text())
                    .contains("Rien à effacer");
        }
        assertThat(site.bean(People.class).nameOf(gone)).hasValue("Compte fermé");
        assertThat(site.bean(People.class).nameOf(controller)).hasValue("Contrôle Exemple");
        assertThat(readings(db))
                .anyMatch(line -> line.startsWith("PERSONAL_RECORDS person/" + operator))
                .noneMatch(line -> line.toLowerCase(java.util.Locale.ROOT).contains("ancienne"));
    }
}
