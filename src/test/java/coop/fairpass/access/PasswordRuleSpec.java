package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Un mot de passe : long plutôt qu’étrange")
class PasswordRuleSpec {

    private static final String EMAIL = "accueil.exemple@exemple.coop";

    @ParameterizedTest(name = "« {0} » est bon")
    @ValueSource(strings = {"quatre mots sans lien", "éàùçôîâêûëïü", "correct cheval pile agrafe", "7gT!pq2;Lm0("})
    void good(String password) {
        assertThat(PasswordRule.refusal(password, EMAIL)).isEmpty();
    }

    @ParameterizedTest(name = "« {0} » : {1}")
    @CsvSource({
        "onze signes, PASSWORD_TOO_SHORT",
        "'', PASSWORD_TOO_SHORT",
        "aaaaaaaaaaaa, PASSWORD_TOO_PLAIN",
        "abababababab, PASSWORD_TOO_PLAIN",
        "123456789012, PASSWORD_TOO_PLAIN",
        "abcdefghijklmnop, PASSWORD_TOO_PLAIN",
        "fairpass2027!, PASSWORD_TOO_NEAR",
        "ACCUEIL.EXEMPLE-2, PASSWORD_TOO_NEAR"
    })
    void bad(String password, AccessReason reason) {
        assertThat(PasswordRule.refusal(password, EMAIL)).contains(reason);
    }

    @Test
    @DisplayName("deux cents signes, pas un de plus ; un accent s’écrit de deux façons et reste le même")
    void edges() {
        var long200 = "quatre mots ".repeat(17).substring(0, 200);
        assertThat(PasswordRule.refusal(long200, EMAIL)).isEmpty();
        assertThat(PasswordRule.refusal(long200 + "x", EMAIL)).contains(AccessReason.PASSWORD_TOO_LONG);
        assertThat(PasswordRule.normal("e\u0301te\u0301")).isEqualTo("été");
    }
}
