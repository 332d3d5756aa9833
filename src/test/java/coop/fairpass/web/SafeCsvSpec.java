package coop.fairpass.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un tableau pour tableurs n’exécute rien de ce qu’il contient")
class SafeCsvSpec {

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"=1+1", "+33 6", "-A1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0"})
    @DisplayName("une cellule qui commence comme une formule est précédée d’une apostrophe")
    void formulas_are_text(String cell) {
        assertThat(cell(cell)).startsWith("'" + cell.charAt(0));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"-12", "-12.50", "'-12,50'", "12", "Besançon", "''"})
    @DisplayName("un nombre, même négatif, et un texte restent ce qu’ils sont")
    void others_are_untouched(String cell) {
        assertThat(cell(cell)).isEqualTo(cell);
    }

    @Test
    @DisplayName("point-virgule, guillemets doublés, marque d’UTF-8")
    void quotes_what_must_be() {
        var bytes = new SafeCsv("Nom", "Ville").row("a;b \"c\"", "Dole").bytes();
        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .isEqualTo("\ufeffNom;Ville\r\n\"a;b \"\"c\"\"\";Dole\r\n");
    }

    private static String cell(String cell) {
        var text = new String(new SafeCsv("x").row(cell, "end").bytes(), StandardCharsets.UTF_8);
        var line = text.substring(text.indexOf("\r\n") + 2, text.lastIndexOf(";end"));
        return line.startsWith("\"") ? line.substring(1, line.length() - 1) : line;
    }
}
