package coop.fairpass.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.catalogue.Proposal.ProposalKind;
import coop.fairpass.catalogue.Proposal.RemarkKind;
import coop.fairpass.catalogue.ServicePaths.PathReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chaque refus et chaque mot du référentiel a sa phrase française")
class CatalogueSentencesSpec {

    @Test
    @DisplayName("il n’en manque aucune, et aucune n’est de trop")
    void none_is_missing() throws IOException {
        var sentences = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(Catalogue.class.getResourceAsStream("/messages/catalogue.properties")),
                StandardCharsets.UTF_8)) {
            sentences.load(file);
        }
        assertThat(sentences.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.<Enum<?>[]>of(
                                BrandReason.values(),
                                CatalogueFileReason.values(),
                                CatalogueRowReason.values(),
                                CatalogueVersionReason.values(),
                                ServiceFormat.values(),
                                PathReason.values(),
                                ProposalKind.values(),
                                RemarkKind.values(),
                                ProposalReason.values())
                        .flatMap(Arrays::stream)
                        .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                        .toList());
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat((String) sentence).isNotBlank());
    }
}
