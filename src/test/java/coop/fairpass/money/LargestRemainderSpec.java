package coop.fairpass.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Partager au plus fort reste : les parts refont le tout (T20)")
class LargestRemainderSpec {

    @Test
    @DisplayName("T20 : les partages de référence")
    void the_reference_splits() {
        assertThat(LargestRemainder.split(10_000_000, List.of(50L, 25L, 25L)))
                .containsExactly(5_000_000L, 2_500_000L, 2_500_000L);
        assertThat(LargestRemainder.split(10_000, List.of(1L, 1L, 1L))).containsExactly(3_334L, 3_333L, 3_333L);
        assertThat(LargestRemainder.split(10_000, List.of(1L, 2L, 3L, 1L)))
                .containsExactly(1_429L, 2_857L, 4_286L, 1_428L);
        assertThat(LargestRemainder.split(1, List.of(1L, 1L))).containsExactly(1L, 0L);
        assertThat(LargestRemainder.split(40, List.of(120L, 60L, 20L))).containsExactly(24L, 12L, 4L);
        var communes = LargestRemainder.split(40, Collections.nCopies(36, 1L));
        assertThat(communes.stream().filter(part -> part == 2)).hasSize(4);
        assertThat(communes.subList(0, 4)).containsOnly(2L);
    }

    @Test
    @DisplayName("pas une unité perdue ni créée, quelle que soit la clé (500 tirages)")
    void nothing_is_lost() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            long whole = random.nextLong(0, 10_000_000_000L);
            var weights = LongStream.range(0, random.nextInt(1, 40))
                    .map(i -> random.nextLong(0, 1_000))
                    .boxed()
                    .toList();
            if (weights.stream().allMatch(weight -> weight == 0)) {
                continue;
            }
            var parts = LargestRemainder.split(whole, weights);
            assertThat(parts.stream().mapToLong(Long::longValue).sum())
                    .as("seed %d", seed)
                    .isEqualTo(whole);
            assertThat(parts).as("seed %d", seed).allMatch(part -> part >= 0);
        }
    }

    @Test
    @DisplayName("refuse une clé sans poids ou un poids négatif")
    void refuses_an_empty_key() {
        assertThatThrownBy(() -> LargestRemainder.split(10, List.of(0L, 0L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LargestRemainder.split(10, List.of(-1L, 2L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LargestRemainder.split(10, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("de rien, chacun a rien ; d’un montant, chacun a le sien au centime")
    void shares_nothing_and_money() {
        assertThat(LargestRemainder.split(0, List.of(1L, 2L))).containsExactly(0L, 0L);
        assertThat(LargestRemainder.split(Money.cents(10_01), List.of(1L, 1L)))
                .containsExactly(Money.cents(5_01), Money.cents(5_00));
    }
}
