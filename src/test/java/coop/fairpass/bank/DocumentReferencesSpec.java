package coop.fairpass.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("On retrouve nos numéros dans ce que les payeurs écrivent (T23)")
class DocumentReferencesSpec {

    @ParameterizedTest(name = "T23 : « {0} » nomme {1}")
    @CsvSource({
        "AF-2026-000001, AF-2026-000001",
        "af 2026 000001 pass numerique, AF-2026-000001",
        "AF-2026-000001 F-2026-000001, AF-2026-000001 F-2026-000001",
        "F-2026-000001/AF-2026-000001, F-2026-000001 AF-2026-000001",
        "AF-2026-000010, AF-2026-000010",
        "AF-2026-0000010, ''",
        "AF-2026-00001, ''",
        "MANDAT 2026-4417 DGFIP, ''",
        "VIREMENT, ''",
        "RF65AF2026000001, AF-2026-000001",
        "RF66AF2026000001, ''",
        "RF65 AF20 2600 0001, AF-2026-000001",
        "rf65af2026000001, AF-2026-000001",
        // the inside of a wrong reference is not read either, however it is spaced
        "RF66 AF2026000001, ''",
        "RF66 AF20 2600 0001, ''",
        "RF65AF2026000001 AF-2026-000001, AF-2026-000001",
        "REGLT AF2026000001PASS, AF-2026-000001",
        "AF – 2026 – 000001, AF-2026-000001",
        "AF_2026_000001, AF-2026-000001",
        "AF.2026.000001, AF-2026-000001",
        "n°AF2026000001, AF-2026-000001",
        "F2026000001, F-2026-000001",
        "XAF2026000001, XAF-2026-000001",
        "VIRAF2026000001, ''",
        "RÉF-2026-000001, ''",
        "1AF2026000001, ''",
        "AF-1926-000001, ''",
        "RF18539007547034, ''",
    })
    void finds(String text, String expected) {
        var numbers = expected.isEmpty() ? List.<String>of() : Arrays.asList(expected.split(" "));
        assertThat(DocumentReferences.findIn(text)).isEqualTo(numbers);
    }

    @Test
    @DisplayName("T23 : AF2026000001 donne RF65AF2026000001")
    void the_reference_printed_on_a_document() {
        assertThat(CreditorReference.of("AF-2026-000001").value()).isEqualTo("RF65AF2026000001");
        assertThat(CreditorReference.of("AF-2026-000001").grouped()).isEqualTo("RF65\u00a0AF20\u00a02600\u00a00001");
        assertThat(CreditorReference.read("rf65 af20 2600 0001")).contains(CreditorReference.of("AF-2026-000001"));
        assertThat(CreditorReference.read("RF66AF2026000001")).isEmpty();
        assertThatThrownBy(() -> new CreditorReference("RF66AF2026000001"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CreditorReference.of("A".repeat(22))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CreditorReference.of("é")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("un chiffre faux ou deux voisins échangés ne passent jamais, sur mille numéros")
    void a_typo_never_passes() {
        for (int number = 1; number <= 1_000; number++) {
            var sound = CreditorReference.of("AF-2026-%06d".formatted(number)).value();
            assertThat(CreditorReference.read(sound)).isPresent();
            for (int at = 6; at < sound.length(); at++) {
                var wrong = new StringBuilder(sound);
                wrong.setCharAt(at, (char) ('0' + (sound.charAt(at) - '0' + 1 + number % 9) % 10));
                assertThat(CreditorReference.read(wrong.toString()))
                        .as(wrong.toString())
                        .isEmpty();
                if (at + 1 < sound.length() && sound.charAt(at) != sound.charAt(at + 1)) {
                    var swapped = new StringBuilder(sound);
                    swapped.setCharAt(at, sound.charAt(at + 1));
                    swapped.setCharAt(at + 1, sound.charAt(at));
                    assertThat(CreditorReference.read(swapped.toString()))
                            .as(swapped.toString())
                            .isEmpty();
                }
            }
        }
    }

    @Test
    @DisplayName("un texte hostile ne fait pas attendre")
    void no_backtracking() {
        assertThat(DocumentReferences.findIn("RF12" + " A".repeat(200_000))).isEmpty();
        assertThat(DocumentReferences.findIn("AF ".repeat(200_000) + "AF-2026-000001"))
                .containsExactly("AF-2026-000001");
    }
}
