package coop.fairpass.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Qui entre revient à la page d’où il vient, et jamais sur un autre site")
class WayBackSpec {

    @ParameterizedTest(name = "« {0} » est une page d’ici")
    @ValueSource(
            strings = {
                "/",
                "/lieux/11111111-0000-4000-8000-000000000001/notre-lieu",
                "/devis?vouchers=10&postalCode=21000",
                "/lieux/recenses?near=Chalon-sur-Sa%C3%B4ne"
            })
    void ours(String target) {
        assertThat(WayBack.local(target)).contains(target);
    }

    @ParameterizedTest(name = "« {0} » n’en est pas une")
    @ValueSource(
            strings = {
                "",
                "lieux",
                "https://ailleurs.example/",
                "//ailleurs.example/",
                "/..//ailleurs.example/",
                "/lieux//ailleurs.example",
                "/\\ailleurs.example/",
                "\\\\ailleurs.example",
                "/\t/ailleurs.example",
                "/lieux\r\nSet-Cookie: a=b",
                "/@ailleurs.example",
                "/lieux?vers=//ailleurs.example#",
                "/{near}",
                "javascript:alert(1)",
                " /lieux"
            })
    void not_ours(String target) {
        assertThat(WayBack.local(target)).isEmpty();
        assertThat(WayBack.query(target)).isEmpty();
    }

    @Test
    @DisplayName("ce qui suit la porte tient en une valeur, et l’accueil n’a pas besoin d’être dit")
    void after_the_door() {
        assertThat(WayBack.query("/devis?vouchers=10&postalCode=21000"))
                .isEqualTo("?vers=%2Fdevis%3Fvouchers%3D10%26postalCode%3D21000");
        assertThat(WayBack.query("/")).isEmpty();
        assertThat(WayBack.query(null)).isEmpty();
    }
}
