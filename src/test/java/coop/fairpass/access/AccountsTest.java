package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.TestOrganisations;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.mail.Mailbox;
import coop.fairpass.mail.SendLetters;
import coop.fairpass.site.Visitor;
import java.nio.file.Path;
import java.time.Duration;
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
import java.util.stream.IntStream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;

@DisplayName("Entrer : invitation, mot de passe, second facteur, sessions")
@ExtendWith(TestDatabase.class)
class AccountsTest {

    private static final String PASSWORD = "quatre mots sans lien";
    private static final String ADMIN_MAIL = "accueil@exemple.coop";
    private static final OrganisationId COOPERATIVE = new OrganisationId(UUID.randomUUID());
    private static final OrganisationId PLACE = new OrganisationId(UUID.randomUUID());
    private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+(/\\S+)");
    private static final Pattern SECRET = Pattern.compile("tapez ce secret\\p{Z}: <span[^>]*>([A-Z2-7 ]+)</span>");
    private static final Pattern RECOVERY = Pattern.compile("<li>([2-9a-z]{5}-[2-9a-z]{5})</li>");

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

    // --- what people do -------------------------------------------------------------------------------------------

    private UUID invited(String email, OrganisationId in, Role... roles) {
        var person = UUID.randomUUID();
        assertThat(site.bean(People.class)
                        .enter(person, "Une personne", Optional.of(email), in, Set.of(roles), Actor.CLOCK))
                .isTrue();
        site.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> site.bean(Invitations.class).send(person, email, "L’exemple", "CLOCK"));
        return person;
    }

    /** The secret address of the last mail to somebody. */
    private String lastLink(String email) {
        site.bean(SendLetters.class).sendAll();
        var letter = site.bean(Mailbox.class).all().stream()
                .map(Mailbox.Received::letter)
                .filter(one -> one.recipient().equals(email))
                .findFirst()
                .orElseThrow();
        var link = LINK.matcher(letter.text());
        assertThat(link.find()).as(letter.text()).isTrue();
        return link.group(1);
    }

    private Visitor.Seen choosePassword(Visitor visitor, String link, String password) {
        var page = visitor.read(link);
        assertThat(page.status()).as(page.text()).isEqualTo(200);
        return visitor.send(page, link, Map.of("password", password, "again", password));
    }

    private static Visitor.Seen signIn(Visitor visitor, String email, String password) {
        return visitor.send(visitor.read("/connexion"), "/connexion", Map.of("email", email, "password", password));
    }

    private UUID member(String email, OrganisationId in, Role... roles) {
        var person = invited(email, in, roles);
        try (var visitor = new Visitor(site)) {
            choosePassword(visitor, lastLink(email), PASSWORD);
        }
        site.bean(SendLetters.class).sendAll();
        return person;
    }

    static String codeAt(byte[] secret, Instant at) throws Exception {
        return new TimeBasedOneTimePasswordGenerator()
                .generateOneTimePasswordString(new SecretKeySpec(secret, "HmacSHA1"), at);
    }

    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    private record Enrolled(byte[] secret, String code, List<String> recovery, Visitor.Seen seen) {}

    private Enrolled enrol(Visitor visitor) throws Exception {
        var page = visitor.read("/compte/application");
        var shown = SECRET.matcher(page.html());
        assertThat(shown.find()).as(page.html()).isTrue();
        var secret = Base32.decode(shown.group(1).replace(" ", ""));
        var code = codeAt(secret, Instant.now());
        var seen = visitor.send(page, "/compte/application", Map.of("code", code));
        var recovery = RECOVERY.matcher(seen.html())
                .results()
                .map(found -> found.group(1))
                .toList();
        return new Enrolled(secret, code, recovery, seen);
    }

    private static String text(Db db, String sql) {
        return db.jdbc().sql(sql).query(String.class).single();
    }

    // --- what is promised -----------------------------------------------------------------------------------------

    @Test
    @DisplayName("une personne invitée choisit son mot de passe, entre, sort, revient ; le lien ne sert qu’une fois")
    void invitation() {
        invited(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        var link = lastLink(ADMIN_MAIL);
        try (var visitor = new Visitor(site)) {
            var refused = choosePassword(visitor, link, "court");
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text()).contains("Douze signes au moins");
            var inside = choosePassword(visitor, link, PASSWORD);
            assertThat(inside.path()).isEqualTo("/");
            assertThat(inside.text()).contains("Association Exemple");
            assertThat(visitor.read(link).status()).isEqualTo(410);
            visitor.send(inside, "/sortir", Map.of());
            assertThat(visitor.read("/equipe").path()).isEqualTo("/connexion");
            assertThat(signIn(visitor, ADMIN_MAIL.toUpperCase(java.util.Locale.ROOT), PASSWORD)
                            .text())
                    .contains("Association Exemple");
        }
    }

    @Test
    @DisplayName("un lien vaut sept jours ; un nouveau annule celui d’avant")
    void links_end() {
        var person = invited(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        var first = lastLink(ADMIN_MAIL);
        clock.advance(Duration.ofMinutes(1));
        site.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> site.bean(Invitations.class).send(person, ADMIN_MAIL, "L’exemple", "CLOCK"));
        var second = lastLink(ADMIN_MAIL);
        try (var visitor = new Visitor(site)) {
            assertThat(visitor.read(first).status()).isEqualTo(410);
            assertThat(visitor.read(second).status()).isEqualTo(200);
            clock.advance(Duration.ofDays(7).plusSeconds(1));
            assertThat(visitor.read(second).status()).isEqualTo(410);
        }
    }

    @Test
    @DisplayName(
            "le même refus pour une adresse inconnue et un mauvais mot de passe ; après cinq erreurs, il faut attendre")
    void lock_out() {
        member(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var visitor = new Visitor(site)) {
            var unknown = signIn(visitor, "personne@exemple.coop", PASSWORD);
            var wrong = signIn(visitor, ADMIN_MAIL, "un autre mot de passe");
            assertThat(wrong.status()).isEqualTo(422).isEqualTo(unknown.status());
            assertThat(wrong.text().replace(ADMIN_MAIL, "…"))
                    .isEqualTo(unknown.text().replace("personne@exemple.coop", "…"));
            for (int i = 0; i < 4; i++) {
                assertThat(signIn(visitor, ADMIN_MAIL, "un autre mot de passe").status())
                        .isEqualTo(422);
            }
            var locked = signIn(visitor, ADMIN_MAIL, PASSWORD);
            assertThat(locked.status()).isEqualTo(429);
            assertThat(locked.text()).contains("Trop d’essais", "Réessayez à partir de");
            clock.advance(Duration.ofSeconds(31));
            assertThat(signIn(visitor, ADMIN_MAIL, PASSWORD).path()).isEqualTo("/");
        }
    }

    @Test
    @DisplayName("R-322 : qui engage de l’argent, qualifie un prestataire ou voit des comptes bancaires n’ouvre sa page"
            + " qu’après un second facteur")
    void each_role_that_is_asked_for_one() throws Exception {
        for (var own : Map.of(
                        Role.TREASURER, "/banque",
                        Role.COOP_REVIEWER, "/candidatures",
                        Role.COMMITTEE, "/candidatures",
                        Role.COOP_CONTROLLER, "/banque/comptes")
                .entrySet()) {
            var role = own.getKey();
            var email = role.name().toLowerCase(java.util.Locale.ROOT) + "@exemple.coop";
            member(email, COOPERATIVE, role);
            Enrolled enrolled;
            try (var visitor = new Visitor(site)) {
                signIn(visitor, email, PASSWORD);
                assertThat(visitor.read(own.getValue()).path())
                        .as("%s with a password", role)
                        .isEqualTo("/compte/application");
                enrolled = enrol(visitor);
            }
            try (var visitor = new Visitor(site)) {
                signIn(visitor, email, PASSWORD);
                assertThat(visitor.read(own.getValue()).path())
                        .as("%s with a password, once a telephone is known", role)
                        .isEqualTo("/connexion/code");
                visitor.send(
                        visitor.read("/connexion/code"),
                        "/connexion/code",
                        Map.of("code", codeAt(enrolled.secret(), Instant.now().plusSeconds(30))));
                var opened = visitor.read(own.getValue());
                assertThat(opened.path()).as("%s with both", role).isEqualTo(own.getValue());
                assertThat(opened.status()).isEqualTo(200);
            }
        }
    }

    @Test
    @DisplayName(
            "R-322 : un rôle qui engage de l’argent ne s’ouvre pas sans second facteur, ni avec deux fois le même code")
    void second_factor() throws Exception {
        var email = "tresorerie@exemple.coop";
        member(email, COOPERATIVE, Role.TREASURER, Role.OPERATOR);
        Enrolled enrolled;
        try (var visitor = new Visitor(site)) {
            var sent = signIn(visitor, email, PASSWORD);
            assertThat(sent.path()).isEqualTo("/compte/application");
            assertThat(visitor.read("/banque").path()).as("no seat yet").isEqualTo("/compte/application");
            assertThat(visitor.read("/equipe/" + COOPERATIVE).path()).isEqualTo("/compte/application");
            enrolled = enrol(visitor);
            assertThat(enrolled.recovery()).hasSize(10);
            assertThat(visitor.read("/equipe").text()).contains("Coopérative Exemple");
        }
        try (var visitor = new Visitor(site)) {
            assertThat(signIn(visitor, email, PASSWORD).path()).isEqualTo("/connexion/code");
            assertThat(visitor.read("/equipe").path()).isEqualTo("/connexion/code");
            assertThat(visitor.read("/compte").path())
                    .as("not even their account")
                    .isEqualTo("/connexion/code");
            var again =
                    visitor.send(visitor.read("/connexion/code"), "/connexion/code", Map.of("code", enrolled.code()));
            assertThat(again.status()).as("a code counts once").isEqualTo(422);
            var inside = visitor.send(
                    visitor.read("/connexion/code"),
                    "/connexion/code",
                    Map.of("code", codeAt(enrolled.secret(), Instant.now().plusSeconds(30))));
            assertThat(inside.path()).isEqualTo("/");
            assertThat(visitor.read("/equipe").text()).contains("Coopérative Exemple");
        }
        try (var visitor = new Visitor(site)) {
            signIn(visitor, email, PASSWORD);
            var code = enrolled.recovery().getFirst();
            visitor.send(visitor.read("/connexion/code"), "/connexion/code", Map.of("code", code));
            assertThat(visitor.read("/compte").text()).contains("Il vous reste 9 codes de secours");
        }
        try (var visitor = new Visitor(site)) {
            signIn(visitor, email, PASSWORD);
            var used = visitor.send(
                    visitor.read("/connexion/code"),
                    "/connexion/code",
                    Map.of("code", enrolled.recovery().getFirst()));
            assertThat(used.status()).isEqualTo(422);
        }
    }

    @Test
    @DisplayName("un même code montré par seize personnes à la fois n’ouvre qu’une fois")
    void one_code_once() throws Exception {
        var person = member("tresorerie@exemple.coop", COOPERATIVE, Role.TREASURER);
        var secret = Authenticators.draw();
        var authenticators = site.bean(Authenticators.class);
        assertThat(authenticators.set(
                        person, secret, codeAt(secret, Instant.now().minusSeconds(30))))
                .isTrue();
        var code = codeAt(secret, Instant.now().plusSeconds(30));
        List<Callable<Boolean>> calls = IntStream.range(0, 16)
                .<Callable<Boolean>>mapToObj(_ -> () -> authenticators.accepts(person, code))
                .toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long accepted = 0;
            for (Future<Boolean> answer : threads.invokeAll(calls)) {
                accepted += answer.get() ? 1 : 0;
            }
            assertThat(accepted).isEqualTo(1);
        }
    }

    @Test
    @DisplayName("R-068 : un rôle retiré ferme la page suivante ; un rôle ailleurs se choisit")
    void seats() {
        var person = member(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var visitor = new Visitor(site)) {
            signIn(visitor, ADMIN_MAIL, PASSWORD);
            assertThat(visitor.read("/equipe").text()).contains("Association Exemple");
            site.bean(People.class).grant(person, COOPERATIVE, Role.COOP_SALES, Actor.CLOCK);
            var choice = visitor.read("/equipe");
            assertThat(choice.path()).isEqualTo("/connexion/organisation");
            var chosen =
                    visitor.send(choice, "/connexion/organisation", Map.of("organisation", COOPERATIVE.toString()));
            assertThat(chosen.text()).contains("Coopérative Exemple");
            site.bean(People.class).revoke(person, COOPERATIVE, Role.COOP_SALES, Actor.CLOCK);
            assertThat(visitor.read("/commandes").path()).isEqualTo("/connexion/organisation");
            site.bean(People.class).revoke(person, PLACE, Role.PROVIDER_ADMIN, Actor.CLOCK);
            assertThat(visitor.read("/commandes").text()).contains("Aucun rôle pour l’instant");
        }
    }

    @Test
    @DisplayName("une session dit quand elle se ferme sans rien faire, et qui a besoin de temps la garde vingt heures")
    void a_longer_rest() {
        member(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var here = new Visitor(site)) {
            signIn(here, ADMIN_MAIL, PASSWORD);
            var account = here.read("/compte");
            assertThat(account.text()).contains("Celle-ci se ferme après 8 heures sans rien faire.");
            assertThat(here.send(account, "/compte/sessions/longue", Map.of()).text())
                    .contains("Cette session dure maintenant vingt heures sans rien faire.");
            assertThat(here.read("/compte").text())
                    .contains("Celle-ci se ferme après 20 heures sans rien faire.")
                    .doesNotContain("Garder cette session");
        }
    }

    @Test
    @DisplayName(
            "chacun voit ses sessions et les ferme, d’où qu’elles viennent ; changer de mot de passe les ferme toutes")
    void sessions() {
        member(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var here = new Visitor(site);
                var there = new Visitor(site)) {
            signIn(here, ADMIN_MAIL, PASSWORD);
            signIn(there, ADMIN_MAIL, PASSWORD);
            var account = here.read("/compte");
            assertThat(account.text()).contains("Celle-ci", "Connexion");
            var closing = Pattern.compile("action=\"(/compte/sessions/[0-9a-f]+/fermer)\"")
                    .matcher(account.html());
            while (closing.find()) {
                here.send(account, closing.group(1), Map.of());
            }
            assertThat(there.read("/equipe").path()).isEqualTo("/connexion");
            signIn(there, ADMIN_MAIL, PASSWORD);
            var changed = here.send(
                    here.read("/compte"),
                    "/compte/mot-de-passe",
                    Map.of(
                            "present",
                            PASSWORD,
                            "password",
                            "cinq mots vraiment sans lien",
                            "again",
                            "cinq mots vraiment sans lien"));
            assertThat(changed.text()).contains("Mot de passe changé");
            assertThat(there.read("/equipe").path()).isEqualTo("/connexion");
            assertThat(here.read("/equipe").text()).contains("Association Exemple");
            assertThat(signIn(there, ADMIN_MAIL, PASSWORD).status()).isEqualTo(422);
        }
    }

    @Test
    @DisplayName(
            "mot de passe oublié : rien ne dit qui a un compte ; le lien vaut une heure et ferme les autres sessions")
    void forgotten() {
        member(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var thief = new Visitor(site);
                var owner = new Visitor(site)) {
            signIn(thief, ADMIN_MAIL, PASSWORD);
            var form = owner.read("/connexion/oubli");
            var known = owner.send(form, "/connexion/oubli", Map.of("email", ADMIN_MAIL));
            var unknown = owner.send(form, "/connexion/oubli", Map.of("email", "personne@exemple.coop"));
            assertThat(known.text()).isEqualTo(unknown.text()).contains("Si cette adresse a un compte");
            var link = lastLink(ADMIN_MAIL);
            assertThat(link).startsWith("/nouveau-mot-de-passe/");
            choosePassword(owner, link, "cinq mots vraiment sans lien");
            assertThat(owner.read("/equipe").text()).contains("Association Exemple");
            assertThat(thief.read("/equipe").path()).isEqualTo("/connexion");
            assertThat(owner.send(form, "/connexion/oubli", Map.of("email", "pas une adresse"))
                            .status())
                    .isEqualTo(422);
        }
    }

    @Test
    @DisplayName(
            "R-066, R-321 : qui dirige une équipe invite, avec les rôles de sa part et dans son organisation seulement")
    void team() {
        var self = member(ADMIN_MAIL, PLACE, Role.PROVIDER_ADMIN);
        try (var admin = new Visitor(site);
                var guest = new Visitor(site)) {
            signIn(admin, ADMIN_MAIL, PASSWORD);
            var team = admin.read("/equipe");
            assertThat(admin.send(
                                    team,
                                    "/equipe/%s/%s/retirer".formatted(PLACE, self),
                                    Map.of("role", "PROVIDER_ADMIN", "because", "LEFT"))
                            .text())
                    .as("or nobody could ever give a role there again")
                    .contains("la dernière personne de la structure", "A un compte");
            var action = "/equipe/" + PLACE + "/inviter";
            var refused = admin.send(
                    team, action, Map.of("name", "Une collègue", "email", "collegue", "roles", "PROVIDER_STAFF"));
            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.html()).contains("value=\"Une collègue\"");
            var forbidden = admin.force(
                    team,
                    action,
                    Map.of(
                            "invitation",
                            UUID.randomUUID().toString(),
                            "name",
                            "X",
                            "email",
                            "x@exemple.coop",
                            "roles",
                            "TREASURER"));
            assertThat(forbidden.status()).isEqualTo(422);
            assertThat(admin.read("/equipe/" + COOPERATIVE).status()).isEqualTo(404);
            admin.send(
                    team,
                    action,
                    Map.of("name", "Une collègue", "email", "collegue@exemple.coop", "roles", "PROVIDER_STAFF"));
            choosePassword(guest, lastLink("collegue@exemple.coop"), PASSWORD);
            assertThat(guest.read("/equipe").status()).isEqualTo(403);
            assertThat(admin.read("/equipe").text()).contains("Une collègue", "A un compte");
            // somebody who has an account gets the role, no second account and no link
            member("ailleurs@exemple.coop", COOPERATIVE, Role.COOP_SALES);
            var said = admin.send(
                    admin.read("/equipe"),
                    action,
                    Map.of("name", "Quelqu’un", "email", "ailleurs@exemple.coop", "roles", "PROVIDER_STAFF"));
            assertThat(said.text()).contains("C’est écrit à ailleurs@exemple.coop");
            assertThat(lastLink("ailleurs@exemple.coop")).isEqualTo("/connexion/organisation");
        }
    }

    @Test
    @DisplayName(
            "téléphone perdu : l’administratrice remet le second facteur à zéro, avec un motif que la personne lit")
    void lost_telephone() throws Exception {
        member("admin@exemple.coop", COOPERATIVE, Role.OPERATOR);
        var lost = member("controle@exemple.coop", COOPERATIVE, Role.COOP_CONTROLLER);
        try (var admin = new Visitor(site);
                var person = new Visitor(site)) {
            signIn(person, "controle@exemple.coop", PASSWORD);
            enrol(person);
            signIn(admin, "admin@exemple.coop", PASSWORD);
            enrol(admin);
            var action = "/equipe/%s/%s/second-facteur".formatted(COOPERATIVE, lost);
            assertThat(admin.send(admin.read("/equipe"), action, Map.of("reason", ""))
                            .text())
                    .contains("Écrivez pourquoi");
            admin.send(admin.read("/equipe"), action, Map.of("reason", "téléphone perdu, vu en personne"));
            assertThat(person.read("/equipe").path()).isEqualTo("/connexion");
            assertThat(signIn(person, "controle@exemple.coop", PASSWORD).path()).isEqualTo("/compte/application");
            assertThat(site.bean(AccessEvents.class).lastOf(lost, 3))
                    .anyMatch(line -> line.kind() == AccessEvent.SECOND_FACTOR_RESET
                            && line.detail().equals("téléphone perdu, vu en personne"));
        }
    }

    @Test
    @DisplayName("ni les mots de passe, ni les secrets, ni de quoi ouvrir une session ne sont dans la base")
    void nothing_to_steal(Db db) throws Exception {
        member("tresorerie@exemple.coop", COOPERATIVE, Role.TREASURER);
        try (var visitor = new Visitor(site)) {
            signIn(visitor, "tresorerie@exemple.coop", PASSWORD);
            var enrolled = enrol(visitor);
            var hex = java.util.HexFormat.of().formatHex(enrolled.secret());
            for (var table : List.of("account", "password", "authenticator", "recovery_code", "mailed_link", "event")) {
                var all = text(db, "SELECT coalesce(string_agg(t::text, '|'), '') FROM access.%s t".formatted(table));
                assertThat(all)
                        .doesNotContain(PASSWORD, hex, enrolled.recovery().getFirst());
            }
            assertThat(text(db, "SELECT hash FROM access.password")).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
            // an identifier of the table of sessions, without its mark, opens nothing
            var stolen = text(db, "SELECT session_id FROM access.session WHERE principal_name IS NOT NULL LIMIT 1");
            var answer = java.net.http.HttpClient.newHttpClient()
                    .send(
                            java.net.http.HttpRequest.newBuilder(site.url("/equipe"))
                                    .header("Cookie", "fairpass=" + stolen.strip())
                                    .build(),
                            java.net.http.HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).contains("/connexion");
        }
    }
}
