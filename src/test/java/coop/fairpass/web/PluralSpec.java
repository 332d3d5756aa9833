package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un nombre de choses : par milliers, en français et en anglais")
class PluralSpec {

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            longs = {0, 1, 2, 999, 1_000, 1_001, 2_400, 1_000_000, -1, -999, -1_000, Long.MAX_VALUE, Long.MIN_VALUE})
    void grouped(long count) {
        var grouped = String.format(Locale.ROOT, "%,d", count);
        assertThat(Plural.englishNumber(count)).isEqualTo(grouped);
        assertThat(Plural.number(count)).isEqualTo(grouped.replace(',', '\u202f'));
    }
}
