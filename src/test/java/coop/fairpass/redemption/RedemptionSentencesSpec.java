package coop.fairpass.redemption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("R-130 : chaque motif de refus a une phrase en français, qui dit quoi faire ensuite")
class RedemptionSentencesSpec {

    /** A verb that asks something of the reader: « vérifiez », « appelez », « attendez »… */
    private static final Pattern ASKS = Pattern.compile("(?iu)(?<!\\p{L})(?!assez|chez|rez)\\p{L}{2,}ez(?!\\p{L})");

    static Stream<Enum<?>> refusals() {
        return Stream.of(
                        RedeemReason.values(),
                        RequestReason.values(),
                        OfflineReason.values(),
                        OfflineAllowances.AllowanceReason.values())
                .flatMap(Stream::of);
    }

    private static Properties sentences() throws IOException {
        var sentences = new Properties();
        try (var file = RedemptionSentencesSpec.class.getResourceAsStream("/messages/redemption.properties")) {
            sentences.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        }
        return sentences;
    }

    private static String key(Enum<?> constant) {
        return constant.getDeclaringClass().getSimpleName() + "." + constant.name();
    }

    private static List<String> missing(Properties sentences) {
        return refusals()
                .map(RedemptionSentencesSpec::key)
                .filter(key -> sentences.getProperty(key, "").isBlank())
                .toList();
    }

    @Test
    @DisplayName("aucune ne manque ; retirée, n’importe laquelle arrête la construction en se nommant")
    void none_is_missing() throws IOException {
        assertThat(missing(sentences())).isEmpty();
        for (var refusal : refusals().toList()) {
            var without = sentences();
            without.remove(key(refusal));
            assertThat(missing(without)).containsExactly(key(refusal));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void each_is_one_sentence_that_says_what_to_do_next(Enum<?> refusal) throws IOException {
        var sentence = sentences().getProperty(key(refusal), "");

        assertThat(sentence).as("it is a sentence").matches("\\p{Lu}.*\\.");
        assertThat(ASKS.matcher(sentence).find())
                .as("it asks something of who reads it: %s", sentence)
                .isTrue();
        assertThat(sentence).as("it says « vous »").doesNotContain(" tu ", " ton ", " ta ");
    }
}
