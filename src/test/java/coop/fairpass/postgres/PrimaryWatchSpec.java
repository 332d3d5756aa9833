package coop.fairpass.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Les liaisons au primaire perdu sont coupées, et elles seules")
class PrimaryWatchSpec {

    private final List<String> connections = new ArrayList<>(List.of("pg1", "pg1", "pg2"));
    private Optional<String> seen = Optional.empty();
    private final PrimaryWatch<String> watch = new PrimaryWatch<>(() -> seen, this::cut);

    private void cut(Predicate<String> isGone) {
        connections.removeIf(isGone);
    }

    private void look(String primary, int times) {
        seen = Optional.of(primary).filter(name -> !name.isEmpty());
        Stream.generate(() -> watch).limit(times).forEach(PrimaryWatch::look);
    }

    @Test
    @DisplayName("tant que le même primaire répond, rien n’est coupé")
    void the_same_primary() {
        look("pg1", 100);
        assertThat(connections).containsExactly("pg1", "pg1", "pg2");
    }

    @Test
    @DisplayName("un autre primaire : les liaisons aux autres sont coupées, les siennes restent")
    void another_primary() {
        look("pg1", 1);
        look("pg2", 1);
        assertThat(connections).containsExactly("pg2");
    }

    @Test
    @DisplayName("un moment sans réponse n’est pas une panne")
    void a_moment() {
        look("pg1", 1);
        look("", PrimaryWatch.LOOKS - 1);
        look("pg1", 1);
        look("", PrimaryWatch.LOOKS - 1);
        assertThat(connections).containsExactly("pg1", "pg1", "pg2");
    }

    @Test
    @DisplayName("personne ne répond : ceux qui attendent sont libérés, une fois")
    void nobody() {
        look("pg1", 1);
        look("", PrimaryWatch.LOOKS);
        assertThat(connections).isEmpty();
        connections.add("pg3");
        look("", 100);
        assertThat(connections).as("made meanwhile by somebody luckier").containsExactly("pg3");
    }

    @Test
    @DisplayName("personne, puis un autre primaire : ce qui mène ailleurs est coupé")
    void nobody_then_another() {
        look("pg1", 1);
        look("", 1);
        look("pg2", 1);
        assertThat(connections).containsExactly("pg2");
    }
}
