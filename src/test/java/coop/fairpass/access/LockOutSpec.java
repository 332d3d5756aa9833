package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Se tromper coûte de plus en plus de temps, jamais trop")
class LockOutSpec {

    private static final Instant NOW = Instant.parse("2027-03-01T08:00:00Z");

    @Test
    @DisplayName("les premières erreurs sont gratuites, puis l’attente double, jusqu’à un quart d’heure")
    void doubles() {
        var waits = IntStream.rangeClosed(1, 14)
                .mapToObj(failures -> LockOut.ACCOUNT
                        .until(failures, NOW, NOW)
                        .map(until -> Duration.between(NOW, until).toSeconds())
                        .orElse(0L))
                .toList();
        assertThat(waits).containsExactly(0L, 0L, 0L, 0L, 30L, 60L, 120L, 240L, 480L, 900L, 900L, 900L, 900L, 900L);
    }

    @Test
    @DisplayName("une fois l’attente passée, on essaie à nouveau ; un bureau entier a droit à plus d’erreurs")
    void ends() {
        assertThat(LockOut.ACCOUNT.until(5, NOW.minusSeconds(30), NOW)).isEmpty();
        assertThat(LockOut.ACCOUNT.until(5, NOW.minusSeconds(29), NOW)).contains(NOW.plusSeconds(1));
        assertThat(LockOut.ADDRESS.until(39, NOW, NOW)).isEmpty();
        assertThat(LockOut.ADDRESS.until(40, NOW, NOW)).isPresent();
    }

    @Test
    @DisplayName("qui devine sans arrêt fait une centaine d’essais par jour")
    void guessing() {
        // however many times it is tried, an attempt is heard once its wait is over; what is older than a day is
        // forgotten
        var now = NOW;
        int heard = 0;
        var tried = new java.util.ArrayList<Instant>();
        for (var second = 0; second < 2 * 86_400; second++) {
            var at = now.plusSeconds(second);
            tried.removeIf(one -> one.isBefore(at.minus(LockOut.ACCOUNT.remembered())));
            var last = tried.isEmpty() ? Instant.EPOCH : tried.getLast();
            if (LockOut.ACCOUNT.until(tried.size(), last, at).isEmpty()) {
                heard++;
                tried.add(at);
            }
        }
        assertThat(heard)
                .as(tried.stream().map(Instant::toString).collect(Collectors.joining(",")))
                .isLessThan(210);
    }
}
