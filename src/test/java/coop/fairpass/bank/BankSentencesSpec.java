package coop.fairpass.bank;

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

@DisplayName("Chaque refus, chaque état et chaque motif de la banque a sa phrase française")
class BankSentencesSpec {

    @Test
    @DisplayName("il n’en manque aucune, et aucune n’est de trop")
    void none_is_missing() throws IOException {
        var sentences = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(SepaText.class.getResourceAsStream("/messages/bank.properties")),
                StandardCharsets.UTF_8)) {
            sentences.load(file);
        }
        assertThat(sentences.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.of(
                                TransferRefusal.values(),
                                FileProblem.values(),
                                RowProblem.values(),
                                ContinuityProblem.values(),
                                StatementKind.values(),
                                EntryStatus.values(),
                                BankReason.values(),
                                ReasonAction.values(),
                                PaymentStatusCode.values(),
                                PaymentStatusCode.Effect.values(),
                                AccountKind.values(),
                                EnterCooperativeAccount.AccountReason.values(),
                                PaymentRuns.RunState.values(),
                                PaymentRuns.TransferState.values(),
                                PaymentRuns.RunReason.values(),
                                VerifyPayee.VerificationReason.values(),
                                EntryState.values(),
                                ExplanationKind.values(),
                                ExplanationReason.values(),
                                InternalTransfers.Kind.values(),
                                InternalTransfers.InternalReason.values(),
                                ImportBankFile.ImportReason.values(),
                                StatementOutcome.values(),
                                BankFileReport.LineOutcome.values(),
                                BankFileFormat.values())
                        .flatMap(Arrays::stream)
                        .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                        .toList());
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat((String) sentence).isNotBlank());
    }
}
