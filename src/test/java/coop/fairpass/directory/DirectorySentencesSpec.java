package coop.fairpass.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chaque refus a sa phrase française, et chaque phrase son refus")
class DirectorySentencesSpec {

    @Test
    @DisplayName("il n’en manque aucune")
    void none_is_missing() throws IOException {
        var sentences = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(Siren.class.getResourceAsStream("/messages/directory.properties")),
                StandardCharsets.UTF_8)) {
            sentences.load(file);
        }
        assertThat(sentences.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(IdentifierProblem.values())
                        .map(problem -> "IdentifierProblem." + problem.name())
                        .toList());
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat((String) sentence).matches(".{20,}[.…]"));
    }
}
