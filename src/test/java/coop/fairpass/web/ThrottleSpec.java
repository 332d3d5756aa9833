package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tant de fois par heure d’une même adresse, et pas une de plus")
class ThrottleSpec {

    @Test
    @DisplayName("chaque adresse pour elle-même, et l’heure suivante recommence")
    void so_many_times() {
        var clock = MovableClock.at("2026-11-10T10:59:59");
        var throttle = new Throttle(clock, Duration.ofHours(1), 2);
        assertThat(throttle.takes("a")).isTrue();
        assertThat(throttle.takes("a")).isTrue();
        assertThat(throttle.takes("a")).isFalse();
        assertThat(throttle.takes("b")).isTrue();
        assertThat(throttle.secondsLeft()).isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        assertThat(throttle.takes("a")).isTrue();
        assertThat(throttle.secondsLeft()).isEqualTo(3_600);
    }
}
