package coop.fairpass.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Le texte s’écrit dans l’alphabet des banques ; un identifiant jamais ne se convertit (T11)")
class SepaTextSpec {

    @ParameterizedTest(name = "T11 : « {0} » s’écrit « {1} »")
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "Médias-Cité & Œuvre, Medias-Cite + Ouvre",
                "L’Atelier_n° 5, L'Atelier-n. 5",
                "Ça coûte 10 €, Ca coute 10 E",
                "cœur · œuvre · Æthelred, cour . ouvre . Athelred",
                "a – b — c ‑ d, a - b - c - d",
                "« L´entrée », . L'entree .",
                "Łódź Straße Ørsted, Lodz Strase Orsted",
                "e\u0301te\u0301, ete",
                "a\u00a0\u202f\tb, a b",
                "sou\u00adple, souple",
                "x\u200d😀, x.",
                "~/?:().+', -/?:().+'",
            })
    void converts(String written, String expected) {
        assertThat(SepaText.convert(written)).isEqualTo(expected);
    }

    @Test
    @DisplayName("T11 : un nom de 80 caractères est coupé à 70 après conversion")
    void cuts_after_converting() {
        assertThat(SepaText.convert("é".repeat(80), 70)).isEqualTo("e".repeat(70));
        assertThat(SepaText.convert("a" + "\u200b".repeat(200) + "b", 70)).isEqualTo("ab");
        assertThat(SepaText.convert("a".repeat(69) + " suite", 70)).isEqualTo("a".repeat(69));
    }

    @Test
    @DisplayName("quel que soit le texte, il n’en sort que les 73 caractères admis (500 tirages)")
    void only_allowed_characters_come_out() {
        for (int seed = 0; seed < 500; seed++) {
            var text = new StringBuilder();
            new Random(seed)
                    .ints(40, 0, Character.MAX_CODE_POINT + 1)
                    .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                    .forEach(text::appendCodePoint);
            var converted = SepaText.convert(text.toString());
            assertThat(converted).as("seed %d", seed).matches("[a-zA-Z0-9/\\-?:().,'+ ]*");
            assertThat(SepaText.convert(converted)).as("seed %d", seed).isEqualTo(converted);
        }
    }

    @ParameterizedTest(name = "T11 : identifiant « {0} » refusé")
    @ValueSource(
            strings = {
                "/A//B",
                "A//B",
                "A/",
                "/A",
                "",
                " ",
                "A ",
                "CP202611-é",
                "CP_1",
                "123456789012345678901234567890123456"
            })
    void refuses_identifiers(String text) {
        assertThat(SepaId.isSound(text)).isFalse();
        assertThatThrownBy(() -> new SepaId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest(name = "identifiant « {0} » accepté tel quel")
    @ValueSource(strings = {"CP202611-42", "A/B", "LOT 2026-11", "12345678901234567890123456789012345"})
    void accepts_identifiers(String text) {
        assertThat(new SepaId(text).value()).isEqualTo(text);
    }
}
