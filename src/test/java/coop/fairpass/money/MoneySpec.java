package coop.fairpass.money;

import static coop.fairpass.money.Money.cents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un montant est un nombre entier de centimes")
class MoneySpec {

    @ParameterizedTest(name = "« {0} » est {1} centimes")
    @CsvSource({
        "'10,40', 1040",
        "'10.4', 1040",
        "'3', 300",
        "'-3,05', -305",
        "'1 234,56 €', 123456",
        "'1\u202f234,56\u00a0€', 123456",
        "'0,00', 0",
        "'-0,07', -7",
        "'+0,07', 7",
    })
    void reads_what_people_write(String text, long expected) {
        assertThat(Money.parse(text)).isEqualTo(cents(expected));
    }

    @ParameterizedTest(name = "« {0} » n’est pas un montant")
    @ValueSource(
            strings = {"", " ", "dix", "1,234", "1.2.3", "10,405", "1e3", "--1", "999999999999999", "0x10", "NaN", "€"})
    void refuses_what_is_not_an_amount(String text) {
        assertThatThrownBy(() -> Money.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("un dépassement s’arrête au lieu de revenir à zéro")
    void never_wraps() {
        assertThatThrownBy(() -> cents(Long.MAX_VALUE).plus(cents(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> cents(Long.MIN_VALUE).negated()).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> cents(Long.MAX_VALUE).times(2)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    @DisplayName("s’affiche comme on l’attend en France, à la banque et en comptabilité")
    void shows_itself_three_ways() {
        assertThat(cents(1_234_56).french()).isEqualTo("1\u202f234,56\u00a0€");
        assertThat(cents(-7).french()).isEqualTo("-0,07\u00a0€");
        assertThat(cents(352_24).dotted()).isEqualTo("352.24");
        assertThat(cents(48_00).comma()).isEqualTo("48,00");
        assertThat(Money.ZERO.comma()).isEqualTo("0,00");
    }

    @Test
    @DisplayName("une somme d’aucun montant est zéro")
    void sums() {
        assertThat(Stream.<Money>of().collect(Money.sum())).isEqualTo(Money.ZERO);
        assertThat(Stream.of(cents(1), cents(2), cents(-5)).collect(Money.sum()))
                .isEqualTo(cents(-2));
    }

    @ParameterizedTest(name = "{0} centimes et {1} : plus petit {2}, plus grand {3}")
    @CsvSource({"-1, 0, true, false", "0, 0, false, false", "1, 0, false, true", "5, 7, true, false"})
    void compares(long one, long other, boolean isLess, boolean isMore) {
        assertThat(cents(one).isLessThan(cents(other))).isEqualTo(isLess);
        assertThat(cents(one).isMoreThan(cents(other))).isEqualTo(isMore);
        assertThat(cents(one).compareTo(cents(other))).isEqualTo(Long.compare(one, other));
        assertThat(cents(one).min(cents(other))).isEqualTo(cents(Math.min(one, other)));
        assertThat(cents(one).max(cents(other))).isEqualTo(cents(Math.max(one, other)));
        assertThat(cents(one).isPositive()).isEqualTo(one > 0);
        assertThat(cents(one).isNegative()).isEqualTo(one < 0);
        assertThat(cents(one).isZero()).isEqualTo(one == 0);
    }

    @Test
    @DisplayName("combien de fois un montant tient dans un autre, jamais d’un négatif ni par zéro")
    void counts_whole_times() {
        assertThat(cents(47_60).wholeTimes(cents(9_52))).isEqualTo(5);
        assertThat(cents(9_51).wholeTimes(cents(9_52))).isZero();
        assertThat(Money.ZERO.wholeTimes(cents(9_52))).isZero();
        assertThatThrownBy(() -> cents(-1).wholeTimes(cents(9_52))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cents(9_52).wholeTimes(Money.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.00 € in 9.52 €");
    }

    @Test
    @DisplayName("un texte trop long n’est pas répété en entier par son refus")
    void abridges_what_it_refuses() {
        assertThatThrownBy(() -> Money.parse("x".repeat(40))).hasMessageEndingWith(": " + "x".repeat(40));
        assertThatThrownBy(() -> Money.parse("x".repeat(41))).hasMessageEndingWith(": " + "x".repeat(40) + "…");
    }
}
