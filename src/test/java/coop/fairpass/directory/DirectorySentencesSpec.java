package coop.fairpass.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
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
                .containsExactlyInAnyOrderElementsOf(Stream.<Enum<?>[]>of(
                                IdentifierProblem.values(),
                                RegisterOrganisation.OrganisationReason.values(),
                                CorrectOrganisation.CorrectionReason.values(),
                                BankAccounts.BankAccountReason.values(),
                                BankAccount.BankAccountState.values(),
                                BankAccounts.PayabilityReason.values(),
                                Role.values(),
                                RoleEnd.values(),
                                LegalNature.values(),
                                OrganisationKind.values(),
                                VatRegime.values())
                        .flatMap(Arrays::stream)
                        .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                        .toList());
        assertThat(sentences).allSatisfy((key, sentence) -> {
            if (((String) key).contains("Reason.") || ((String) key).contains("Problem.")) {
                assertThat((String) sentence).matches(".{20,}[.…]");
            } else {
                assertThat((String) sentence).isNotBlank();
            }
        });
    }
}
