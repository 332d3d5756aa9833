package coop.fairpass.booklets;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.bouncycastle.crypto.fpe.FPEFF1Engine;
import org.bouncycastle.crypto.params.FPEParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Un code est le numéro du chèque, chiffré par FF1 (NIST SP 800-38G)")
class CodeCipherSpec {

    private static final long CODES = 1L << 60;

    @Test
    @DisplayName("dit la même chose que Bouncy Castle, sur 20 000 valeurs et 200 clés")
    void agrees_with_another_implementation() {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var key = new byte[32];
            var tweak = new byte[CodeCipher.TWEAK_BYTES];
            random.nextBytes(key);
            random.nextBytes(tweak);
            var ours = new CodeCipher(key, tweak);
            var theirs = new FPEFF1Engine();
            theirs.init(true, new FPEParameters(new KeyParameter(key), 32, tweak));
            for (int i = 0; i < 100; i++) {
                long bits = switch (i) {
                    case 0 -> 0;
                    case 1 -> CODES - 1;
                    case 2 -> 17;
                    default -> random.nextLong(CODES);
                };
                var numerals = numerals(bits);
                theirs.processBlock(numerals, 0, 12, numerals, 0);
                assertThat(ours.encrypt(bits)).as("seed %d, %d", seed, bits).isEqualTo(bits(numerals));
                assertThat(ours.decrypt(bits(numerals))).isEqualTo(bits);
            }
        }
    }

    private static byte[] numerals(long bits) {
        var numerals = new byte[12];
        for (int i = 0; i < 12; i++) {
            numerals[i] = (byte) ((bits >>> (5 * (11 - i))) & 31);
        }
        return numerals;
    }

    private static long bits(byte[] numerals) {
        long bits = 0;
        for (byte numeral : numerals) {
            bits = bits << 5 | numeral;
        }
        return bits;
    }

    @Test
    @DisplayName("déchiffrer rend ce qui a été chiffré, et deux numéros n’ont jamais le même code")
    void is_a_permutation() {
        var cipher = new CodeCipher(new byte[32], new byte[CodeCipher.TWEAK_BYTES]);
        var seen = new HashSet<Long>();
        for (long number = 0; number < 100_000; number++) {
            long code = cipher.encrypt(number);
            assertThat(code).isBetween(0L, CODES - 1);
            assertThat(cipher.decrypt(code)).isEqualTo(number);
            assertThat(seen.add(code)).isTrue();
        }
    }

    @Test
    @DisplayName("une autre clé ou une autre marque donne d’autres codes")
    void depends_on_key_and_tweak() {
        var key = new byte[32];
        var tweak = new byte[CodeCipher.TWEAK_BYTES];
        long code = new CodeCipher(key, tweak).encrypt(17);
        for (int i = 0; i < 32; i++) {
            var other = key.clone();
            other[i] ^= 1;
            assertThat(new CodeCipher(other, tweak).encrypt(17))
                    .as("key byte %d", i)
                    .isNotEqualTo(code);
        }
        for (int i = 0; i < CodeCipher.TWEAK_BYTES; i++) {
            var other = tweak.clone();
            other[i] ^= 1;
            assertThat(new CodeCipher(key, other).encrypt(17))
                    .as("tweak byte %d", i)
                    .isNotEqualTo(code);
        }
    }

    @Test
    @DisplayName("plusieurs fils s’en servent à la fois")
    void serves_many_threads() {
        var cipher = new CodeCipher(new byte[32], new byte[CodeCipher.TWEAK_BYTES]);
        assertThat(LongStream.range(0, 200_000)
                        .parallel()
                        .filter(number -> cipher.decrypt(cipher.encrypt(number)) != number)
                        .count())
                .isZero();
    }
}
