package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("R-178 : un code a 60 bits et une clé ; une faute de frappe se voit avant toute recherche")
class VoucherCodeSpec {

    private static final VoucherCode CODE =
            new VoucherCode(0b00111_10011_00011_10100_10111_11101_01001_11010_00100_11100_00000_10001L);

    @Test
    @DisplayName("trois groupes, sans I, L, O ni U")
    void is_printed_in_three_groups() {
        assertThat(CODE.printed()).isEqualTo("7K3M QX9T 4W0HZ");
        assertThat(new VoucherCode(0).printed()).isEqualTo("0000 0000 00000");
        var random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            var code = new VoucherCode(random.nextLong(1L << 60));
            assertThat(code.printed()).matches("([0-9A-HJKMNP-TV-Z]{4} ){2}[0-9A-HJKMNP-TV-Z]{5}");
            assertThat(VoucherCode.read(code.printed())).isEqualTo(new VoucherCode.Reading.Read(code));
        }
    }

    @Test
    @DisplayName("se lit en minuscules, avec ou sans espaces et tirets, O pour zéro, I ou L pour un")
    void reads_what_people_type() {
        var one = new VoucherCode((1L << 55) | 1);
        var printed = one.printed();
        assertThat(printed).startsWith("1000 0000 0001");
        for (var typed : new String[] {
            printed.toLowerCase(Locale.ROOT),
            printed.replace(" ", ""),
            printed.replace(' ', '-'),
            printed.replace(" ", " – "),
            "\t" + printed.replace(' ', '\u00a0') + "\n",
            printed.replace('0', 'O').replace('1', 'I'),
            printed.replace('0', 'o').replace('1', 'l'),
        }) {
            assertThat(VoucherCode.read(typed)).as(typed).isEqualTo(new VoucherCode.Reading.Read(one));
        }
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "'', WRONG_LENGTH",
        "7K3M QX9T 4W0H, WRONG_LENGTH",
        "0000 0000 00000 0, WRONG_LENGTH",
        "0000 0000 0000U, UNKNOWN_CHARACTER",
        "0000 0000 0000é, UNKNOWN_CHARACTER",
        "0000.0000.00000, UNKNOWN_CHARACTER",
        "0000 0000 00001, WRONG_CHECK_CHARACTER",
        "SPEC IMEN SPEC1, WRONG_CHECK_CHARACTER",
    })
    void says_why_it_cannot_be_read(String text, CodeFault fault) {
        assertThat(VoucherCode.read(text)).isEqualTo(new VoucherCode.Reading.Misread(fault));
    }

    /*
     * The two proofs below are by exhaustion. The check is linear, so what a fault changes in the sum depends only on
     * the characters it touches: codes in which the touched places take all their values, and the others are zero, are
     * all the codes there are as far as faults can tell.
     */
    @Test
    @DisplayName("la clé est linéaire : celle d’un code est la somme de celles de ses caractères")
    void the_check_is_linear() {
        var random = new Random(4);
        for (int i = 0; i < 10_000; i++) {
            long a = random.nextLong(1L << 60);
            long b = random.nextLong(1L << 60);
            assertThat(check(a ^ b)).isEqualTo(check(a) ^ check(b));
        }
    }

    @Test
    @DisplayName("preuve par épuisement : chaque caractère faux, à chaque place, clé comprise")
    void every_single_wrong_character_is_caught() {
        for (int place = 0; place < 12; place++) {
            for (int value = 0; value < 32; value++) {
                var right = characters(at(place, value));
                for (int wrongPlace : new int[] {place, 12}) {
                    for (int wrongValue = 0; wrongValue < 32; wrongValue++) {
                        var wrong = right.clone();
                        wrong[wrongPlace] = VoucherCode.ALPHABET.charAt(wrongValue);
                        assertCaught(right, wrong);
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("preuve par épuisement : deux caractères inversés, voisins ou non, clé comprise")
    void every_swap_is_caught() {
        for (int i = 0; i < 12; i++) {
            for (int j = 0; j < i; j++) {
                for (int pair = 0; pair < 32 * 32; pair++) {
                    var right = characters(at(i, pair / 32) | at(j, pair % 32));
                    assertCaught(right, swapped(right, i, j));
                    assertCaught(right, swapped(right, i, 12));
                    assertCaught(right, swapped(right, j, 12));
                }
            }
        }
    }

    private static long at(int place, long value) {
        return value << (5 * (11 - place));
    }

    private static char[] characters(long bits) {
        return new VoucherCode(bits).printed().replace(" ", "").toCharArray();
    }

    private static char[] swapped(char[] right, int i, int j) {
        var wrong = right.clone();
        wrong[i] = right[j];
        wrong[j] = right[i];
        return wrong;
    }

    private static int check(long bits) {
        return VoucherCode.ALPHABET.indexOf(new VoucherCode(bits).printed().charAt(14));
    }

    private static void assertCaught(char[] right, char[] wrong) {
        boolean same = Arrays.equals(right, wrong);
        boolean caught = VoucherCode.read(String.valueOf(wrong))
                .equals(new VoucherCode.Reading.Misread(CodeFault.WRONG_CHECK_CHARACTER));
        // Hundreds of thousands of cases: the message is built only for a failure.
        if (same == caught) {
            throw new AssertionError(String.valueOf(wrong) + " read for " + String.valueOf(right));
        }
    }

    @ParameterizedTest(name = "{0} n’est pas un code de 60 bits")
    @ValueSource(longs = {-1, 1L << 60, Long.MIN_VALUE, Long.MAX_VALUE})
    void has_sixty_bits(long bits) {
        assertThatThrownBy(() -> new VoucherCode(bits)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("ne se laisse pas écrire dans un journal")
    void does_not_say_itself() {
        assertThat(CODE.toString()).isEqualTo("VoucherCode[hidden]");
        assertThat(VoucherCode.read(CODE.printed()).toString()).doesNotContain("7K3M");
    }
}
