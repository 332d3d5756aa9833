package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart.Unit;
import coop.fairpass.web.Columns.Column;
import coop.fairpass.web.Columns.Mark;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Des nombres dessinés")
class ChartSpec {

    private static Columns columns(Unit unit, long... values) {
        return new Columns(
                "Titre",
                unit,
                "Semaine",
                LongStream.of(values)
                        .mapToObj(value -> new Column("c", "semaine " + value, value))
                        .toList(),
                List.of());
    }

    private static List<String> sideOf(Columns columns) {
        return columns.side().stream()
                .map(one -> one.text().replaceAll("[\\u00a0\\u202f]", " "))
                .toList();
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource({
        "0, 1",
        "1, 1",
        "2, 2",
        "3, 5",
        "5, 5",
        "6, 10",
        "10, 10",
        "11, 20",
        "377, 500",
        "501, 1000",
        "9223372036854775807, 9223372036854775807"
    })
    @DisplayName("le haut de l’échelle est un nombre rond, jamais sous le plus grand")
    void the_top_is_round(long greatest, long top) {
        assertThat(columns(Unit.COUNT, 0, greatest).top()).isEqualTo(top);
    }

    @Test
    @DisplayName("rien : une ligne à zéro, aucune hauteur, et « Rien encore »")
    void nothing() {
        for (var empty : List.of(columns(Unit.MONEY), columns(Unit.MONEY, 0, 0))) {
            assertThat(sideOf(empty)).containsExactly("0 €");
            assertThat(empty.drawn()).allMatch(one -> one.height() == 0);
            assertThat(empty.description()).isEqualTo("Rien encore.");
        }
        var bars = new Bars("Titre", Unit.COUNT, "Étape", List.of(new Bar("a", 0), new Bar("b", 0)));
        assertThat(bars.drawn()).extracting(Bars.Drawn::length).containsExactly(0, 0);
        assertThat(new Bars("Titre", Unit.COUNT, "Étape", List.of()).description())
                .isEqualTo("Rien encore.");
    }

    @Test
    @DisplayName("une seule valeur : une colonne visible, pas plus large qu’il ne faut, et son échelle")
    void one_value() {
        var one = columns(Unit.COUNT, 4);
        assertThat(sideOf(one)).containsExactly("0", "5");
        assertThat(one.drawn()).singleElement().satisfies(drawn -> {
            assertThat(drawn.width()).isEqualTo(44);
            assertThat(drawn.y() + drawn.height()).isEqualTo(one.bottom());
            assertThat(drawn.x()).isGreaterThan(one.left());
            assertThat(drawn.x() + drawn.width()).isLessThan(one.right());
        });
        assertThat(one.labels()).hasSize(1);
    }

    @Test
    @DisplayName("une petite valeur près d’une très grande se voit encore ; zéro ne se voit pas")
    void small_beside_great() {
        var columns = columns(Unit.COUNT, 0, 1, 1_000_000_000_000L);
        assertThat(columns.drawn()).extracting(Columns.Drawn::height).startsWith(0, 2);
        var bars = new Bars(
                "Titre", Unit.MONEY, "À qui", List.of(new Bar("a", 0), new Bar("b", 1), new Bar("c", Long.MAX_VALUE)));
        assertThat(bars.drawn()).extracting(Bars.Drawn::length).containsExactly(0, 2, Chart.WIDTH);
    }

    @Test
    @DisplayName(
            "tout tient dans le dessin, quels que soient les nombres ; une colonne plus grande n’est jamais plus basse")
    void all_fits() {
        for (int seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            var values = LongStream.range(0, 1 + random.nextInt(53))
                    .map(_ -> random.nextLong() >>> (1 + random.nextInt(62)))
                    .toArray();
            var columns = columns(random.nextBoolean() ? Unit.COUNT : Unit.MONEY, values);
            var drawn = columns.drawn();
            for (int i = 0; i < values.length; i++) {
                assertThat(drawn.get(i).y()).as("seed %d", seed).isBetween(0, columns.bottom());
                assertThat(drawn.get(i).x()).isGreaterThanOrEqualTo(columns.left());
                assertThat(drawn.get(i).x() + drawn.get(i).width()).isLessThanOrEqualTo(columns.right());
                for (int j = 0; j < i; j++) {
                    if (values[j] <= values[i]) {
                        assertThat(drawn.get(j).height())
                                .isLessThanOrEqualTo(drawn.get(i).height());
                    }
                }
            }
            assertThat(columns.labels()).hasSizeLessThanOrEqualTo(6);
        }
    }

    @Test
    @DisplayName("l’échelle des euros n’a de centimes que s’il y en a ; la phrase et le tableau les ont toujours")
    void euros() {
        var columns = columns(Unit.MONEY, 1_240_00, 7_90);
        assertThat(sideOf(columns)).containsExactly("0 €", "1 000 €", "2 000 €");
        assertThat(columns.description().replaceAll("[\\u00a0\\u202f]", " "))
                .isEqualTo("De semaine 124000 à semaine 790. Le plus haut : semaine 124000, 1 240,00 €.");
        assertThat(columns.rows())
                .extracting(row -> row.value().replaceAll("[\\u00a0\\u202f]", " "))
                .containsExactly("1 240,00 €", "7,90 €");
        assertThat(sideOf(columns(Unit.MONEY, 1))).containsExactly("0 €", "0,01 €");
    }

    @Test
    @DisplayName("le texte dit chaque nombre du dessin")
    void the_text_says_it_all() {
        var bars = new Bars("Titre", Unit.COUNT, "Étape", List.of(new Bar("Remis", 2_400), new Bar("Utilisés", 377)));
        assertThat(bars.rows()).containsExactly(new Chart.Row("Remis", "2\u202f400"), new Chart.Row("Utilisés", "377"));
        assertThat(bars.description()).isEqualTo("Remis\u00a0: 2\u202f400\u202f; Utilisés\u00a0: 377.");
        assertThat(bars.height()).isEqualTo(84);
    }

    @Test
    @DisplayName("un jour qui compte se marque entre deux colonnes ; ailleurs, il est refusé")
    void marks() {
        var two = List.of(new Column("a", "a", 1), new Column("b", "b", 2));
        var marked = new Columns("Titre", Unit.COUNT, "Semaine", two, List.of(new Mark(1, "ici"), new Mark(2, "fin")));
        assertThat(marked.drawnMarks())
                .extracting(Columns.DrawnMark::x)
                .containsExactly((marked.left() + marked.right()) / 2, marked.right());
        assertThat(marked.drawnMarks()).extracting(one -> one.label().anchor()).containsExactly("start", "end");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Columns("Titre", Unit.COUNT, "Semaine", two, List.of(new Mark(3, "ailleurs"))));
        assertThatIllegalArgumentException().isThrownBy(() -> new Column("a", "a", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Bar("a", -1));
    }

    @Test
    @DisplayName("les semaines vont du lundi au dimanche, sans trou, une année au plus")
    void weeks() {
        var monday = LocalDate.of(2026, 9, 28);
        assertThat(Weeks.of(LocalDate.of(2026, 10, 4))).isEqualTo(monday);
        var weeks = Weeks.columns(LocalDate.of(2026, 9, 15), LocalDate.of(2026, 10, 1), Map.of(monday, 7L));
        assertThat(weeks).extracting(Column::label).containsExactly("14/09", "21/09", "28/09");
        assertThat(weeks).extracting(Column::value).containsExactly(0L, 0L, 7L);
        assertThat(Weeks.after(LocalDate.of(2026, 9, 27), LocalDate.of(2026, 9, 15), LocalDate.of(2026, 10, 1)))
                .isEqualTo(2);
        assertThat(Weeks.after(LocalDate.of(2030, 1, 1), LocalDate.of(2026, 9, 15), LocalDate.of(2026, 10, 1)))
                .isEqualTo(3);
        assertThat(Weeks.columns(LocalDate.of(2020, 1, 1), LocalDate.of(2026, 10, 1), Map.of()))
                .hasSize(53)
                .last()
                .extracting(Column::label)
                .isEqualTo("28/09");
    }

    private static Curves curves(List<Long> held, List<Long> owed) {
        return new Curves(
                "Titre",
                Unit.MONEY,
                "Lundi",
                LongStream.rangeClosed(1, held.size())
                        .mapToObj(i -> new Curves.Moment(i + "/01", i + " janvier"))
                        .toList(),
                List.of(new Curves.Line("en banque", held, "keep"), new Curves.Line("dû", owed, "owed")));
    }

    @Test
    @DisplayName(
            "deux courbes sur une même échelle : la plus haute valeur est au plus haut, zéro au pied, le temps va à droite")
    void two_curves() {
        var curves = curves(List.of(0L, 100_00L, 50_00L), List.of(0L, 0L, 50_00L));
        assertThat(curves.drawn().getFirst().points()).isEqualTo("56,172 179,44 302,108");
        assertThat(curves.drawn().getLast().points()).isEqualTo("56,172 179,172 302,108");
        assertThat(curves.drawn()).extracting(Curves.Drawn::style).containsExactly("keep", "owed");
        assertThat(curves.side())
                .extracting(one -> one.text().replace('\u00a0', ' '))
                .containsExactly("0 €", "50 €", "100 €");
        assertThat(curves.labels()).extracting(Columns.Written::x).containsExactly(56, 179, 302);
        assertThat(curves.rows().getLast().value().replace('\u00a0', ' '))
                .isEqualTo("en banque : 50,00 €, dû : 50,00 €");
        assertThat(curves.description().replace('\u00a0', ' '))
                .isEqualTo("Du 1 janvier au 3 janvier. À la fin, en banque : 50,00 €, dû : 50,00 €.");
    }

    @Test
    @DisplayName(
            "une courbe d’un seul jour ou d’aucun se dessine ; sous zéro, ou sans valeur à un moment, elle est refusée")
    void curves_at_the_edge() {
        assertThat(curves(List.of(), List.of()).description()).isEqualTo("Rien encore.");
        assertThat(curves(List.of(), List.of()).drawn())
                .extracting(Curves.Drawn::points)
                .containsExactly("", "");
        assertThat(curves(List.of(1L), List.of(0L)).drawn().getFirst().points()).isEqualTo("179,44");
        assertThatIllegalArgumentException().isThrownBy(() -> new Curves.Line("dû", List.of(-1L), "owed"));
        assertThatIllegalArgumentException().isThrownBy(() -> curves(List.of(1L), List.of(1L, 2L)));
    }
}
