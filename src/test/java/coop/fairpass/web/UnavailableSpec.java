package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.UncategorizedSQLException;

@DisplayName("« Plus tard » quand la base est empêchée, une panne quand le programme s’est trompé")
class UnavailableSpec {

    @ParameterizedTest
    @DisplayName("selon ce que PostgreSQL a répondu")
    @CsvSource({
        "08006, true", // the connection was cut
        "53300, true", // no connection left
        "57P01, true", // closed by an operator
        "58030, true", // the disk
        "55P03, true", // a lock kept by a commit that waits for a standby
        "25006, true", // a primary that is no longer one
        "42601, false", // SQL that is wrong
        "23514, false", // a rule of the base was broken
    })
    void by_what_postgresql_said(String state, boolean passes) {
        var thrown = new UncategorizedSQLException("asking", "SELECT", new SQLException("no", state));
        assertThat(Unavailable.isCauseOf(new IllegalStateException(thrown))).isEqualTo(passes);
    }
}
