package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.site.Todo.Urgency;
import coop.fairpass.web.WorkWaiting.Waiting;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Ce qui attend, et jusqu’à quand")
class TodoSpec {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 1);

    private static Todo todo(Optional<LocalDate> dueOn) {
        return Todo.of(new Waiting("Faire", "Ceci.", "/", dueOn), TODAY);
    }

    @ParameterizedTest(name = "{0} : {1}")
    @CsvSource({
        "2026-09-30, LATE, En retard : c’était le 30 septembre 2026",
        "2026-10-01, TODAY, 'Aujourd’hui, dernier jour'",
        "2026-10-02, SOON, Avant le 2 octobre 2026",
        "2026-10-08, SOON, Avant le 8 octobre 2026",
        "2026-10-09, LATER, Avant le 9 octobre 2026"
    })
    @DisplayName("le jour se dit en mots")
    void in_words(LocalDate day, Urgency urgency, String words) {
        var todo = todo(Optional.of(day));
        assertThat(todo.urgency()).isEqualTo(urgency);
        assertThat(todo.when()).isEqualTo(words);
        assertThat(urgency.sign()).as("not by colour alone").isNotEmpty();
    }

    @Test
    @DisplayName("le plus en retard d’abord, puis le plus proche, puis ce qui n’a pas de jour")
    void soonest_first() {
        var sorted = Stream.of(
                        Optional.<LocalDate>empty(),
                        Optional.of(TODAY.plusDays(3)),
                        Optional.of(TODAY.minusDays(9)),
                        Optional.of(TODAY))
                .map(TodoSpec::todo)
                .sorted(Todo.SOONEST_FIRST)
                .map(Todo::urgency)
                .toList();
        assertThat(sorted).containsExactly(Urgency.LATE, Urgency.TODAY, Urgency.SOON, Urgency.WHENEVER);
        assertThat(todo(Optional.empty()).when()).isEmpty();
    }
}
