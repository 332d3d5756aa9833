package coop.fairpass.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Sauvegardes gardées : la dernière de chaque jour, la première de chaque mois")
class RotationSpec {

    private static List<Instant> instants(String... texts) {
        return Stream.of(texts).map(Instant::parse).toList();
    }

    @Test
    @DisplayName("d’un jour, la dernière ; le jour est celui de Paris")
    void the_last_of_a_day() {
        var taken = instants("2026-11-26T01:00:00Z", "2026-11-26T22:59:59Z", "2026-11-26T23:00:00Z");
        assertThat(new Rotation(14, 0).kept(taken))
                .containsExactlyInAnyOrderElementsOf(instants("2026-11-26T22:59:59Z", "2026-11-26T23:00:00Z"));
    }

    @Test
    @DisplayName("trois mois de nuits : les quatorze derniers jours, et la première de chaque mois")
    void days_and_months() {
        var first = Instant.parse("2026-09-03T01:00:00Z");
        var taken = IntStream.range(0, 90)
                .mapToObj(day -> first.plusSeconds(day * 86_400L))
                .toList();
        assertThat(new Rotation(14, 12).kept(taken))
                .hasSize(14 + 3)
                .containsAll(taken.subList(76, 90))
                .contains(first, Instant.parse("2026-10-01T01:00:00Z"), Instant.parse("2026-11-01T01:00:00Z"));
        assertThat(new Rotation(14, 2).kept(taken)).hasSize(14 + 1).doesNotContain(first);
    }

    @Test
    @DisplayName("rien de nouveau : rien n’est jeté, si vieux que ce soit")
    void nothing_new() {
        var taken = instants("2020-01-05T01:00:00Z", "2020-01-06T01:00:00Z");
        assertThat(new Rotation(2, 0).kept(taken)).containsExactlyInAnyOrderElementsOf(taken);
    }
}
