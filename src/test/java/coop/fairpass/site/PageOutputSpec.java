package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.web.Language;
import gg.jte.output.StringOutput;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ce que Java dit sur une page a les espaces de la typographie française")
class PageOutputSpec {

    private static String sent(String words, String tag, @Nullable String attribute) {
        var page = new StringOutput();
        var output = new PageOutput(page);
        output.setContext(tag, attribute);
        output.writeUserContent(words);
        return page.toString();
    }

    @Test
    @DisplayName("un signe double, un euro, un guillemet ne commencent jamais une ligne")
    void held() {
        assertThat(sent("Le mois : 3 € ; « oui » ? 5 % !", "p", null))
                .isEqualTo("Le mois\u00a0: 3\u00a0€\u00a0; «\u00a0oui\u00a0»\u00a0? 5\u00a0%\u00a0!");
        assertThat(sent("rien à tenir", "p", null)).isEqualTo("rien à tenir");
        assertThat(sent("rien:", "p", null)).isEqualTo("rien:");
        assertThat(sent("9 h à 12 h, 3 heures", "p", null)).isEqualTo("9\u00a0h à 12\u00a0h, 3 heures");
        assertThat(sent("", "p", null)).isEmpty();
    }

    @Test
    @DisplayName("ce qu’un champ tient ou qu’une machine lit n’est pas changé")
    void asTyped() {
        assertThat(sent("Quoi ?", "input", "value")).isEqualTo("Quoi ?");
        assertThat(sent("Quoi ?", "textarea", null)).isEqualTo("Quoi ?");
        assertThat(sent("Quoi ?", "code", null)).isEqualTo("Quoi ?");
    }

    @Test
    @DisplayName("ce qui est lu en anglais non plus, et ce qui est tapé reste échappé")
    void englishAndEscaped() {
        assertThat(Language.ENGLISH.during(() -> sent("What ?", "p", null))).isEqualTo("What ?");
        assertThat(sent("<b> !", "p", null)).isEqualTo("&lt;b&gt;\u00a0!");
    }
}
