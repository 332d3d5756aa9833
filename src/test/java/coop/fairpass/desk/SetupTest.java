package coop.fairpass.desk;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.Programs;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import coop.fairpass.command.Command;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.http.HttpMethod;

@DisplayName("« setup » : une base vide devient l’instance d’une coopérative, et tout se fait ensuite par des clés")
@ExtendWith(TestDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SetupTest {

    private static final Pattern KEY = Pattern.compile("(?m)^fp_[A-Za-z0-9_-]{43}$");

    private record Said(int code, String text) {}

    private TestApplication site;
    private Programs programs;
    private Said beforeAll;
    private Said wrong;
    private Said first;

    @BeforeAll
    void set_up(Db db) {
        site = TestApplication.start(db, MovableClock.at("2026-11-20T10:00"));
        programs = new Programs(site);
        beforeAll = setup("nouvelle-clé");
        wrong = setup("nom=Coopérative Exemple", "siret=12345678200011");
        first = setUp();
    }

    @AfterAll
    void close() {
        site.close();
    }

    private Said setup(String... arguments) {
        var out = new ByteArrayOutputStream();
        int code = site.bean(SetupCommand.class)
                .run(List.of(arguments), new PrintStream(out, true, StandardCharsets.UTF_8));
        return new Said(code, out.toString(StandardCharsets.UTF_8));
    }

    private Said setUp() {
        return setup(
                "nom=Coopérative Exemple",
                "siret=12345678200010",
                "rue=1 rue de l’Exemple",
                "cp=21000",
                "ville=Dijon",
                "tel=0970000000",
                "administratrice=Personne Exemple");
    }

    private static String keyIn(Said said) {
        return KEY.matcher(said.text())
                .results()
                .findFirst()
                .orElseThrow(() -> new AssertionError(said.text()))
                .group();
    }

    @Test
    @DisplayName("R-307 : la clé est montrée une fois, en crée d’autres avec leur rôle et leur fin, et se révoque")
    void the_first_key_makes_all_others() {
        assertThat(first.code()).isEqualTo(Command.DONE);
        var key = keyIn(first);
        var me = programs.get(key, "/api/v1/me").done();
        assertThat(me.required("roles").get(0).stringValue()).isEqualTo("OPERATOR");

        var keys = "/api/v1/organisations/%s/keys"
                .formatted(me.required("organisation").stringValue());
        var body = "{\"name\":\"trésorerie\",\"roles\":[\"TREASURER\"],\"expiresOn\":\"2027-06-30\"}";
        var created = programs.postOnce(key, "une-fois", keys, body).done();
        var treasurer = created.required("key").stringValue();
        assertThat(programs.get(treasurer, "/api/v1/months-to-settle").done().size())
                .isZero();
        assertThat(programs.postOnce(key, "une-fois", keys, body).refused(422)).isEqualTo("KEY_ALREADY_SHOWN");
        assertThat(programs.get(key, keys).text()).doesNotContain("fp_");

        var people = keys.replace("/keys", "/people");
        var person = "{\"name\":\"Personne Deux\",\"roles\":[\"TREASURER\"]}";
        var entered = programs.postOnce(key, "personne", people, person).done();
        var role = people + "/" + entered.required("person").stringValue() + "/roles/BOARD";
        programs.json(key, HttpMethod.PUT, role, "").done();
        programs.json(key, HttpMethod.DELETE, role, "").done();
        assertThat(programs.postOnce(key, "personne", people, person).done())
                .as("twice is once")
                .isEqualTo(entered);
        assertThat(programs.postOnce(key, "personne", people, person.replace("Deux", "Trois"))
                        .refused(409))
                .isEqualTo("ID_TAKEN");
        assertThat(programs.postOnce(key, "personne", people, person.replace("TREASURER", "COMMITTEE"))
                        .refused(409))
                .isEqualTo("ID_TAKEN");
        assertThat(programs.get(treasurer, keys).refused(403)).isEqualTo("NOT_ALLOWED");
        assertThat(programs.post(key, keys, body.replace("2027-06-30", "2028-06-30"))
                        .refused(422))
                .isEqualTo("ENDS_TOO_LATE");

        programs.json(
                        key,
                        HttpMethod.DELETE,
                        keys + "/" + created.required("id").stringValue(),
                        "")
                .done();
        assertThat(programs.get(treasurer, "/api/v1/months-to-settle").refused(401))
                .isEqualTo("NOT_SIGNED_IN");
    }

    @Test
    @DisplayName("une deuxième fois est refusée ; une clé perdue se remplace ; ce qui est mal écrit est dit")
    void again_and_wrong() {
        assertThat(beforeAll.code()).isEqualTo(Command.FAILED);
        assertThat(wrong.code()).isEqualTo(Command.MISUSED);
        assertThat(wrong.text()).contains("siret", "ville", "administratrice");
        assertThat(setup("--force").code()).isEqualTo(Command.MISUSED);

        var again = setUp();
        assertThat(again.code()).isEqualTo(Command.FAILED);
        assertThat(again.text()).contains("Coopérative Exemple").doesNotContain("fp_");
        var another = keyIn(setup("nouvelle-clé"));
        assertThat(programs.get(another, "/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    @DisplayName("R-321 : chacun ne donne que les rôles de son côté de son organisation, et aucun de la coopérative")
    void roles_are_given_by_who_leads() {
        var operator = keyIn(first);
        var provider = programs.post(operator, "/api/v1/organisations", """
                        {"legalName":"Association Exemple","nature":"PRIVATE","kind":"ASSOCIATION",
                         "vatRegime":"EXEMPT","postalCode":"21000","town":"Dijon"}""")
                .done()
                .required("id")
                .stringValue();
        var keys = "/api/v1/organisations/" + provider + "/keys";
        var key = "{\"name\":\"x\",\"roles\":[\"%s\"],\"expiresOn\":\"2027-06-30\"}";
        var admin = programs.post(operator, keys, key.formatted("PROVIDER_ADMIN"))
                .done()
                .required("key")
                .stringValue();
        assertThat(programs.post(admin, keys, key.formatted("PROVIDER_STAFF")).status())
                .isEqualTo(201);
        assertThat(programs.post(admin, keys, key.formatted("PAYER_BUYER")).refused(422))
                .isEqualTo("ROLE_NOT_YOURS_TO_GIVE");
        assertThat(programs.post(operator, keys, key.formatted("TREASURER")).refused(422))
                .isEqualTo("ROLE_OF_THE_COOPERATIVE_ONLY");

        var people = "/api/v1/organisations/" + provider + "/people";
        var person = programs.post(admin, people, "{\"name\":\"Personne Exemple\",\"roles\":[\"MEDIATOR\"]}")
                .done()
                .required("person")
                .stringValue();
        var role = people + "/" + person + "/roles/PROVIDER_STAFF";
        assertThat(programs.json(admin, HttpMethod.PUT, role, "")
                        .done()
                        .required("roles")
                        .size())
                .isEqualTo(2);
        programs.json(admin, HttpMethod.DELETE, role, "").done();
        assertThat(programs.json(admin, HttpMethod.DELETE, role, "").refused(404))
                .isEqualTo("NOT_FOUND");
    }
}
