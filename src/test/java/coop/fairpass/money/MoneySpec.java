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
}
