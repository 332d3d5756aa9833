package coop.fairpass;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.calendar.Paris;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.jdbc.core.simple.JdbcClient;

@DisplayName("R-335 : le programme entier s’ouvre sur la base et l’horloge d’un test")
@ExtendWith(TestDatabase.class)
class TestApplicationTest {

    @Test
    @DisplayName("une page répond, l’horloge est celle du test, la base est la sienne et sous le moindre rôle")
    void opens_on_the_database_and_clock_of_the_test(Db db) throws Exception {
        var clock = MovableClock.at("2027-01-31T23:59:30");
        try (var site = TestApplication.start(db, clock);
                var client = HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            var answer = client.send(HttpRequest.newBuilder(site.url("/")).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);

            var inside = site.bean(Clock.class);
            assertThat(Paris.today(inside)).isEqualTo(LocalDate.of(2027, 1, 31));
            clock.advance(Duration.ofSeconds(30));
            assertThat(Paris.today(inside)).isEqualTo(LocalDate.of(2027, 2, 1));
            clock.advance(Period.ofMonths(1));
            assertThat(Paris.today(inside)).isEqualTo(LocalDate.of(2027, 3, 1));

            assertThat(site.bean(JdbcClient.class)
                            .sql("SELECT current_database() || ' ' || current_user")
                            .query(String.class)
                            .single())
                    .isEqualTo(db.jdbc()
                                    .sql("SELECT current_database()")
                                    .query(String.class)
                                    .single() + " fairpass_app");
        }
    }

    @Test
    @DisplayName("un jour de passage à l’heure d’été ne dure que 23 heures")
    void a_day_may_last_23_hours() {
        var clock = MovableClock.at("2027-03-27T12:00");
        var before = clock.instant();
        clock.advance(Period.ofDays(1));
        assertThat(Duration.between(before, clock.instant())).isEqualTo(Duration.ofHours(23));
    }
}
