package coop.fairpass.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import coop.fairpass.impact.Funnel.Booklets;
import coop.fairpass.impact.SmallCells.Cell;
import coop.fairpass.impact.SmallCells.Count;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Un taux ne va jamais sans ses deux nombres")
class FunnelSpec {

    @Test
    @DisplayName("domain §14 : 100 carnets activés, 80 remis, 56 commencés, 377 chèques utilisés : 37,7 % de l’activé")
    void the_worked_example() {
        var funnel = new Funnel(
                LocalDate.of(2026, 11, 30),
                1_000,
                1_000,
                1_000,
                new Booklets(100, 20, 80, 56, 0, 0, 0, 800, 560),
                377,
                0);
        assertThat(funnel.handOver().french()).isEqualTo("80,0\u00a0% (80 sur 100)");
        assertThat(funnel.start().french()).isEqualTo("70,0\u00a0% (56 sur 80)");
        assertThat(funnel.depth().french()).isEqualTo("67,3\u00a0% (377 sur 560)");
        assertThat(funnel.usage().french()).isEqualTo("37,7\u00a0% (377 sur 1\u00a0000)");
        assertThat(funnel.usageOfHandedOver().perMille()).isEqualTo(471);
    }

    @Test
    @DisplayName("rien sur rien ne fait pas un taux, plus que tout est refusé")
    void edges() {
        assertThat(new Ratio(0, 0).french()).isEqualTo("– (0 sur 0)");
        assertThat(new Ratio(1, 2_000).perMille()).isEqualTo(1); // half up
        assertThatThrownBy(() -> new Ratio(2, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Nested
    @DisplayName("R-037 : les petits effectifs ne se montrent pas")
    class Cells {

        @Test
        @DisplayName(
                "quatre ne se montre pas, ni le plus petit voisin qui le rendrait par soustraction ; cinq se montre")
        void a_small_cell_takes_a_neighbour_with_it() {
            assertThat(SmallCells.of(
                            List.of(new Count("a", 4), new Count("b", 40), new Count("c", 5), new Count("d", 0))))
                    .extracting(Cell::label, cell -> cell.count().orElse(-1L))
                    .containsExactly(tuple("a", -1L), tuple("b", 40L), tuple("c", -1L), tuple("d", 0L));
        }

        @Test
        @DisplayName("500 tableaux au hasard : ce qui manque est au moins deux cases, ou tout ce qu’il y a")
        void never_one_alone() {
            for (int seed = 0; seed < 500; seed++) {
                var random = new Random(seed);
                var counts = new ArrayList<Count>();
                for (int i = 0; i < 1 + random.nextInt(6); i++) {
                    counts.add(new Count("c" + i, random.nextInt(12)));
                }
                var cells = SmallCells.of(counts);
                var withheld = new ArrayList<Count>();
                for (int i = 0; i < cells.size(); i++) {
                    if (cells.get(i).count().isEmpty()) {
                        withheld.add(counts.get(i));
                    } else {
                        assertThat(cells.get(i).count().get())
                                .as("seed %d", seed)
                                .isEqualTo(counts.get(i).count())
                                .matches(count -> count == 0 || count >= SmallCells.LEAST_SHOWN);
                    }
                }
                boolean isAll = withheld.size()
                        == counts.stream().filter(count -> count.count() > 0).count();
                assertThat(withheld.isEmpty()
                                || isAll
                                || (withheld.size() >= 2
                                        && withheld.stream()
                                                        .mapToLong(Count::count)
                                                        .sum()
                                                >= SmallCells.LEAST_SHOWN))
                        .as("seed %d: %s", seed, withheld)
                        .isTrue();
            }
        }
    }
}
