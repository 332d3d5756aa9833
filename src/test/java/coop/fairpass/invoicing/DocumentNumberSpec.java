package coop.fairpass.invoicing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un numéro nomme un seul document et n’a qu’une écriture (R-224)")
class DocumentNumberSpec {

    @ParameterizedTest(name = "{0} se lit et se réécrit à l’identique")
    @ValueSource(strings = {"F-2026-000001", "AF-2026-000001", "REL-2099-999999", "AV-2000-1000000"})
    void reads_back_what_it_writes(String text) {
        assertThat(DocumentNumber.parse(text)).hasToString(text);
    }

    @ParameterizedTest(name = "« {0} » n’est pas un numéro")
    @ValueSource(
            strings = {
                "",
                "F-2026-1",
                "F-2026-0000001",
                "F-2026-000000",
                "f-2026-000001",
                "X-2026-000001",
                "F-26-000001",
                "F-1999-000001",
                "F-2100-000001",
                " F-2026-000001",
                "F-2026-000001 ",
                "F2026000001",
                "F-2026-٠٠٠٠٠١",
            })
    void refuses_any_other_writing(String text) {
        assertThatThrownBy(() -> DocumentNumber.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("les numéros se suivent sans trou, depuis 1, même après 999 999")
    void numbers_follow_each_other() {
        var first = DocumentNumber.first(DocumentSeries.F, 2026);
        assertThat(first).hasToString("F-2026-000001");
        assertThat(first.next()).hasToString("F-2026-000002");
        assertThat(DocumentNumber.parse("F-2026-999999").next()).hasToString("F-2026-1000000");
    }

    @ParameterizedTest(name = "le plus long numéro de la série {0} tient en 35 caractères permis (BR-FR-01, BR-FR-02)")
    @EnumSource(DocumentSeries.class)
    void fits_the_french_rules(DocumentSeries series) {
        assertThat(new DocumentNumber(series, 2026, Long.MAX_VALUE).toString())
                .hasSizeLessThanOrEqualTo(35)
                .matches("[A-Za-z0-9+_/-]+");
    }
}
