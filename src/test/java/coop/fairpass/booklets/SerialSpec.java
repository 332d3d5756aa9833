package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Le numéro de série suit le papier ; il ne paie jamais (R-183)")
class SerialSpec {

    @Test
    @DisplayName("neuf chiffres, une clé, puis le rang dans le carnet")
    void is_printed_in_groups() {
        // 572 and its check digit 4 are the published example of Damm's algorithm.
        assertThat(Serial.damm("572")).isEqualTo(4);
        assertThat(new BookletNumber(572).serial()).isEqualTo("0000 005 724");
        assertThat(new BookletNumber(572).voucher(7).serial()).isEqualTo("0000 005 724-07");
        assertThat(new BookletNumber(BookletNumber.LAST).voucher(15).serial()).matches("9999 999 99\\d-15");
    }

    @ParameterizedTest(name = "« {0} » se lit")
    @ValueSource(strings = {"0000 005 724", "0000005724", "0000-005-724", " 0000\u00a0005\u202f724 ", "00 00 00 57 24"})
    void reads_a_booklet(String text) {
        assertThat(Serial.read(text)).isEqualTo(new Serial.Reading.OfBooklet(new BookletNumber(572)));
    }

    @ParameterizedTest(name = "« {0} » se lit")
    @ValueSource(strings = {"0000 005 724-07", "000000572407", "0000 005 724 – 07", "0000 005 724 07"})
    void reads_a_voucher(String text) {
        assertThat(Serial.read(text)).isEqualTo(new Serial.Reading.OfVoucher(new BookletNumber(572).voucher(7)));
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "'', WRONG_LENGTH",
        "5724, WRONG_LENGTH",
        "0000 005 724-7, WRONG_LENGTH",
        "0000 005 724-070, WRONG_LENGTH",
        "0000 005 72A, NOT_A_DIGIT",
        "٠٠٠٠٠٠٥٧٢٤, NOT_A_DIGIT",
        "0000 005 725, WRONG_CHECK_DIGIT",
        "0000 005 742, WRONG_CHECK_DIGIT",
        "0000 000 000, NO_SUCH_NUMBER",
        "0000 005 724-00, NO_SUCH_NUMBER",
        "0000 005 724-16, NO_SUCH_NUMBER",
    })
    void says_why_it_cannot_be_read(String text, SerialFault fault) {
        assertThat(Serial.read(text)).isEqualTo(new Serial.Reading.Misread(fault));
    }

    @Test
    @DisplayName("un chiffre faux ou deux voisins inversés se voient toujours : table entière, à chaque place")
    void every_wrong_digit_and_every_neighbour_swap_is_caught() {
        var random = new Random(1);
        for (int draw = 0; draw < 200; draw++) {
            var right = new BookletNumber(random.nextLong(1, BookletNumber.LAST + 1))
                    .serial()
                    .replace(" ", "");
            for (int i = 0; i < right.length(); i++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    assertCaught(right, right.substring(0, i) + digit + right.substring(i + 1));
                }
                if (i > 0) {
                    assertCaught(
                            right,
                            right.substring(0, i - 1) + right.charAt(i) + right.charAt(i - 1) + right.substring(i + 1));
                }
            }
        }
        // The algebra behind: two digits swapped after any beginning give two different interim digits.
        for (int before = 0; before < 1000; before++) {
            for (int a = 0; a < 10; a++) {
                for (int b = 0; b < a; b++) {
                    assertThat(Serial.damm("%03d%d%d".formatted(before, a, b)))
                            .isNotEqualTo(Serial.damm("%03d%d%d".formatted(before, b, a)));
                }
            }
        }
    }

    private static void assertCaught(String right, String wrong) {
        if (!wrong.equals(right)) {
            assertThat(Serial.read(wrong))
                    .as("%s for %s", wrong, right)
                    .isEqualTo(new Serial.Reading.Misread(SerialFault.WRONG_CHECK_DIGIT));
        }
    }

    @Test
    @DisplayName("R-183 : un numéro de série n’est jamais un code, ni celui d’un carnet ni celui d’un chèque")
    void a_serial_is_never_a_code() {
        var random = new Random(2);
        for (int draw = 0; draw < 10_000; draw++) {
            var booklet = new BookletNumber(random.nextLong(1, BookletNumber.LAST + 1));
            for (var serial : new String[] {
                booklet.serial(), booklet.voucher(1 + draw % 15).serial()
            }) {
                assertThat(VoucherCode.read(serial)).isEqualTo(new VoucherCode.Reading.Misread(CodeFault.WRONG_LENGTH));
            }
        }
    }

    @ParameterizedTest(name = "carnet {0}, rang {1} : chèque {2}")
    @CsvSource({"1, 1, 17", "1, 15, 31", "572, 7, 9159", "999999999, 15, 15999999999"})
    void a_voucher_number_is_booklet_and_rank(long booklet, int rank, long expected) {
        var number = new BookletNumber(booklet).voucher(rank);
        assertThat(number.value()).isEqualTo(expected);
        assertThat(number.booklet().value()).isEqualTo(booklet);
        assertThat(number.rank()).isEqualTo(rank);
    }

    @ParameterizedTest(name = "aucun chèque n’a le numéro {0}")
    @ValueSource(longs = {-1, 0, 1, 15, 16, 32, 15_999_999_984L, 16_000_000_000L, 16_000_000_001L, Long.MAX_VALUE})
    void no_voucher_has_this_number(long value) {
        assertThat(VoucherNumber.exists(value)).isFalse();
        assertThatThrownBy(() -> new VoucherNumber(value)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("pas de carnet zéro, pas de rang seize")
    void no_booklet_zero_and_no_rank_sixteen() {
        assertThatThrownBy(() -> new BookletNumber(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BookletNumber(1_000_000_000)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BookletNumber(1).voucher(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BookletNumber(1).voucher(16)).isInstanceOf(IllegalArgumentException.class);
    }
}
