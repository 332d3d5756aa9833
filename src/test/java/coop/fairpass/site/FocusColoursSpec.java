package coop.fairpass.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Ce que le clavier atteint est entouré d’un trait qui se voit, en clair et en sombre")
class FocusColoursSpec {

    private static final double ENOUGH = 3;

    /** What the ring is drawn upon. */
    private static final List<String> UNDER =
            List.of("paper", "card", "sum", "green-pale", "ochre-pale", "red-pale", "map");

    private static String sheet() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(FocusColoursSpec.class.getResourceAsStream("/static/styles/fairpass.css"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The tokens of a set of colours: those of the dark replace those of the light. */
    private static Map<String, String> tokens(String sheet, boolean dark) {
        var tokens = new HashMap<String, String>();
        var blocks =
                Pattern.compile("(?s):root \\{(.*?)}").matcher(sheet).results().toList();
        blocks.stream()
                .limit(dark ? 2 : 1)
                .flatMap(block -> Pattern.compile("--([a-z-]+): (#[0-9a-f]{6});")
                        .matcher(block.group(1))
                        .results())
                .forEach(token -> tokens.put(token.group(1), token.group(2)));
        return tokens;
    }

    private static String token(Map<String, String> tokens, String name) {
        return Objects.requireNonNull(tokens.get(name), name);
    }

    private static double luminance(String colour) {
        double sum = 0;
        double[] weights = {0.2126, 0.7152, 0.0722};
        for (int i = 0; i < weights.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            sum += weights[i] * (part <= 0.03928 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    private static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    @Test
    @DisplayName("le trait a un contraste de 3 au moins avec tout ce sur quoi il se pose (RGAA 3.3 et 10.7)")
    void the_ring_is_seen() throws IOException {
        var sheet = sheet();
        var top = Pattern.compile("\\.top \\{ --focus: (#[0-9a-f]{6}); }").matcher(sheet);
        assertThat(top.find()).isTrue();
        for (boolean dark : new boolean[] {false, true}) {
            var tokens = tokens(sheet, dark);
            for (var under : UNDER) {
                assertThat(contrast(token(tokens, "focus"), token(tokens, under)))
                        .as("%s, %s", under, dark ? "sombre" : "clair")
                        .isGreaterThanOrEqualTo(ENOUGH);
            }
            assertThat(contrast(top.group(1), token(tokens, "top"))).isGreaterThanOrEqualTo(ENOUGH);
        }
    }
}
