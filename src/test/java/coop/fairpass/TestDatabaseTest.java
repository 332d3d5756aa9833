package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Chaque test a sa base, où l’application ne peut pas réécrire l’histoire")
@ExtendWith(TestDatabase.class)
class TestDatabaseTest {

    private final Db db;

    TestDatabaseTest(Db db) {
        this.db = db;
    }

    @Nested
    @DisplayName("ce que demande @BeforeAll est à toute la classe")
    class Shared {

        private static Db prepared;

        @BeforeAll
        static void prepare(Db db) {
            prepared = db;
        }

        @RepeatedTest(2)
        void one_database_a_class(Db parameter) {
            assertThat(parameter).isSameAs(prepared);
        }
    }

    @RepeatedTest(3)
    @DisplayName("une table faite par un test n’existe pas dans le suivant")
    void each_test_has_its_own() {
        JdbcClient.create(db.owner())
                .sql("CREATE TABLE public.mine (number int)")
                .update();
    }

    @Test
    @DisplayName("le paramètre d’un test est la base de son constructeur")
    void one_database_a_test(Db parameter) {
        assertThat(parameter).isSameAs(db);
    }

    @Test
    @DisplayName("l’application lit et ajoute ; elle ne change ni n’efface tant qu’une migration ne l’a pas permis")
    void the_application_reads_and_adds() {
        var owner = JdbcClient.create(db.owner());
        owner.sql("CREATE SCHEMA trial").update();
        owner.sql("CREATE TABLE trial.fact (id int GENERATED ALWAYS AS IDENTITY, word text NOT NULL)")
                .update();

        db.jdbc().sql("INSERT INTO trial.fact (word) VALUES ('dit')").update();

        assertThat(db.jdbc()
                        .sql("SELECT word FROM trial.fact")
                        .query(String.class)
                        .single())
                .isEqualTo("dit");
        for (var rewriting : new String[] {
            "UPDATE trial.fact SET word = 'redit'",
            "DELETE FROM trial.fact",
            "TRUNCATE trial.fact",
            "DROP TABLE trial.fact",
            "CREATE TABLE trial.other ()",
            "ALTER TABLE trial.fact DISABLE TRIGGER ALL"
        }) {
            assertThatThrownBy(() -> db.jdbc().sql(rewriting).update())
                    .as(rewriting)
                    .rootCause()
                    .hasMessageMatching("(?s)ERROR: (permission denied|must be owner).*");
        }

        owner.sql("GRANT UPDATE (word) ON trial.fact TO fairpass_app").update();
        assertThat(db.jdbc().sql("UPDATE trial.fact SET word = 'corrigé'").update())
                .isOne();
    }

    @Test
    @DisplayName("une transaction interrompue ne laisse rien, et le client y prend part")
    void a_failed_transaction_leaves_nothing() {
        var owner = JdbcClient.create(db.owner());
        owner.sql("CREATE SCHEMA trial").update();
        owner.sql("CREATE TABLE trial.fact (word text)").update();

        assertThatThrownBy(() -> db.transactions().executeWithoutResult(_ -> {
                    db.jdbc().sql("INSERT INTO trial.fact VALUES ('perdu')").update();
                    throw new IllegalStateException("plus loin");
                }))
                .hasMessage("plus loin");

        assertThat(db.jdbc()
                        .sql("SELECT count(*) FROM trial.fact")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    @DisplayName("toute connexion est à l’heure UTC, sous un délai, et trouve sans accents")
    void every_connection_is_set() {
        assertThat(db.jdbc()
                        .sql("SELECT current_setting('TimeZone') || ' ' || current_setting('statement_timeout')"
                                + " || ' ' || current_user || ' ' || session_user")
                        .query(String.class)
                        .single())
                .isEqualTo("UTC 30s fairpass_app fairpass");
        assertThat(JdbcClient.create(db.owner())
                        .sql("SELECT current_setting('TimeZone') || ' ' || current_user")
                        .query(String.class)
                        .single())
                .isEqualTo("UTC fairpass");
        assertThat(db.jdbc()
                        .sql("SELECT similarity(unaccent('École'), 'ecole') = 1 AND similarity('é', 'è') < 1"
                                + " AND 'éé' % 'éé'")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }
}
