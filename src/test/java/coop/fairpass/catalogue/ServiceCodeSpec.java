package coop.fairpass.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Le code d’un service : deux à cinq lettres, trois lettres, trois chiffres")
class ServiceCodeSpec {

    private static final Pattern FORM = Pattern.compile("[A-Z]{2,5}-[A-Z]{3}-[0-9]{3}");
    private static final String SIGNS = "AZ@[az09:/-é ";

    @Test
    @DisplayName("de part et d’autre de chaque bord")
    void edges() {
        for (var code : new String[] {"FP-COM-001", "ABCDE-AAA-999", "ZZ-ZZZ-000"}) {
            assertThat(ServiceCode.of(code).value()).isEqualTo(code);
        }
        for (var no : new String[] {
            "",
            "-",
            "--",
            "F-COM-001",
            "ABCDEF-COM-001",
            "FP-CO-001",
            "FP-COMM-001",
            "FP-COM-01",
            "FP-COM-0001",
            "fp-COM-001"
        }) {
            assertThatThrownBy(() -> ServiceCode.of(no)).as(no).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(ServiceCode.check(" fp-com-001 ")).contains(ServiceCode.of("FP-COM-001"));
    }

    @Test
    @DisplayName("dix mille codes abîmés d’un signe, d’un de plus ou d’un de moins sont jugés comme par l’expression")
    void as_the_expression_says() {
        var chance = new Random(235);
        int sound = 0;
        for (int i = 0; i < 10_000; i++) {
            var text = new StringBuilder("FP-COM-001");
            int at = chance.nextInt(text.length());
            var sign = SIGNS.charAt(chance.nextInt(SIGNS.length()));
            switch (chance.nextInt(3)) {
                case 0 -> text.setCharAt(at, sign);
                case 1 -> text.insert(at, sign);
                default -> text.deleteCharAt(at);
            }
            boolean isCode = FORM.matcher(text).matches();
            sound += isCode ? 1 : 0;
            assertThat(accepts(text.toString())).as(text.toString()).isEqualTo(isCode);
        }
        assertThat(sound).isBetween(1, 9_999);
    }

    private static boolean accepts(String text) {
        try {
            return ServiceCode.of(text).value().equals(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
