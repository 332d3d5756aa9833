package coop.fairpass.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.Db;
import coop.fairpass.MovableClock;
import coop.fairpass.TestApplication;
import coop.fairpass.TestDatabase;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("Une base faite par une version précédente est menée à jour au démarrage")
@ExtendWith(TestDatabase.class)
class OlderDatabaseTest {

    @Test
    @DisplayName("même si un numéro de migration laissé libre a servi depuis, sous ceux qu’elle a déjà")
    void a_number_left_free_is_taken_later(Db db) {
        var owner = JdbcClient.create(db.owner());
        owner.sql("ALTER TABLE directory.api_key DROP COLUMN last_used_on").update();
        owner.sql("DELETE FROM flyway_schema_history WHERE version = '212'").update();
        try (var _ = TestApplication.start(db, MovableClock.at("2026-11-10T10:00"))) {
            assertThat(owner.sql("SELECT count(last_used_on) FROM directory.api_key")
                            .query(Long.class)
                            .single())
                    .isZero();
            assertThat(owner.sql("SELECT success FROM flyway_schema_history WHERE version = '212'")
                            .query(Boolean.class)
                            .single())
                    .isTrue();
        }
    }
}
