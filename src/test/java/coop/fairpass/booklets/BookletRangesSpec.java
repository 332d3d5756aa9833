package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Des plages de carnets se comptent, s’ajoutent et se retranchent sans en perdre un seul")
class BookletRangesSpec {

    private static final int SEEDS = 500;

    @ParameterizedTest(name = "{0} et {1} : union {2}, communs {3}, différence {4}")
    @CsvSource({
        "1-3, 4-6, 1-6, '', 1-3",
        "1-3, 3-6, 1-6, 3-3, 1-2",
        "1-10, 4-6, 1-10, 4-6, 1-3 7-10",
        "4-6, 1-10, 1-10, 4-6, ''",
        "1-2 5-6 9-9, 2-5, 1-6 9-9, 2-2 5-5, 1-1 6-6 9-9",
        "1-2, '', 1-2, '', 1-2",
        "'', 1-2, 1-2, '', ''",
    })
    void behaves_like_a_set(String a, String b, String union, String common, String difference) {
        assertThat(ranges(a).plus(ranges(b))).isEqualTo(ranges(union));
        assertThat(ranges(a).and(ranges(b))).isEqualTo(ranges(common));
        assertThat(ranges(a).minus(ranges(b))).isEqualTo(ranges(difference));
    }

    @Test
    @DisplayName("500 tirages : les mêmes réponses que des ensembles de numéros")
    void answers_as_sets_of_numbers_do() {
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var a = draw(random);
            var b = draw(random);
            assertThat(numbers(a.plus(b))).isEqualTo(union(numbers(a), numbers(b)));
            assertThat(numbers(a.and(b)))
                    .isEqualTo(numbers(a).stream().filter(numbers(b)::contains).collect(Collectors.toSet()));
            assertThat(numbers(a.minus(b)))
                    .isEqualTo(numbers(a).stream()
                            .filter(number -> !numbers(b).contains(number))
                            .collect(Collectors.toSet()));
            assertThat(a.count()).isEqualTo(numbers(a).size());
            assertThat(a.contains(b)).isEqualTo(numbers(a).containsAll(numbers(b)));
            int some = random.nextInt((int) a.count() + 1);
            assertThat(a.first(some).count()).isEqualTo(some);
            assertThat(a.first(some).plus(a.minus(a.first(some)))).isEqualTo(a);
        }
    }

    @Test
    @DisplayName("on lit des numéros de série, dont le chiffre de contrôle attrape les fautes")
    void reads_as_serials() {
        assertThat(ranges("12345-12346 20000-20000").french())
                .isEqualTo("%s à %s ; %s"
                        .formatted(
                                new BookletNumber(12_345).serial(),
                                new BookletNumber(12_346).serial(),
                                new BookletNumber(20_000).serial()));
    }

    @Test
    @DisplayName("une plage va du plus petit au plus grand, parmi les numéros qui existent")
    void refuses_what_is_no_range() {
        assertThatThrownBy(() -> new BookletRange(2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BookletRange(0, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BookletRange(1, 1_000_000_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ranges("1-3").first(4)).isInstanceOf(IllegalArgumentException.class);
    }

    private static BookletRanges ranges(String text) {
        var ranges = new ArrayList<BookletRange>();
        for (var range : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            var ends = range.split("-", -1);
            ranges.add(new BookletRange(Long.parseLong(ends[0]), Long.parseLong(ends[1])));
        }
        return new BookletRanges(ranges);
    }

    private static BookletRanges draw(Random random) {
        var ranges = new ArrayList<BookletRange>();
        for (int i = random.nextInt(6); i > 0; i--) {
            long first = 1L + random.nextInt(40);
            ranges.add(new BookletRange(first, first + random.nextInt(8)));
        }
        return new BookletRanges(ranges);
    }

    private static Set<Long> numbers(BookletRanges ranges) {
        return ranges.numbers().boxed().collect(Collectors.toSet());
    }

    private static Set<Long> union(Set<Long> a, Set<Long> b) {
        var both = new TreeSet<>(a);
        both.addAll(b);
        return Set.copyOf(List.copyOf(both));
    }
}
