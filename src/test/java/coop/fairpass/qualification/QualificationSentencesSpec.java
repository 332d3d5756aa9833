package coop.fairpass.qualification;

import static org.assertj.core.api.Assertions.assertThat;

import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.qualification.BroughtRegister.RegisterFileReason;
import coop.fairpass.qualification.Charter.Capacity;
import coop.fairpass.qualification.DecideApplication.DecisionKind;
import coop.fairpass.qualification.Dossier.IdentityKind;
import coop.fairpass.qualification.EligibilityScore.Verdict;
import coop.fairpass.qualification.EstablishmentRegister.EstablishmentState;
import coop.fairpass.qualification.NamingConsents.ConsentReason;
import coop.fairpass.qualification.ZoneLimits.LimitReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Chaque refus et chaque état d’une candidature ou d’une qualification a sa phrase française")
class QualificationSentencesSpec {

    @Test
    @DisplayName("il n’en manque aucune, et aucune n’est de trop")
    void none_is_missing() throws IOException {
        var sentences = new Properties();
        try (var file = new InputStreamReader(
                Objects.requireNonNull(Qualification.class.getResourceAsStream("/messages/qualification.properties")),
                StandardCharsets.UTF_8)) {
            sentences.load(file);
        }
        assertThat(sentences.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(Stream.<Enum<?>[]>of(
                                QualificationState.values(),
                                QualificationReason.values(),
                                EndKind.values(),
                                AgreementReason.values(),
                                AgreementStanding.values(),
                                ConsentReason.values(),
                                Step.values(),
                                IdentityKind.values(),
                                RegisterFinding.values(),
                                EstablishmentState.values(),
                                RegisterFileReason.values(),
                                LegalForm.values(),
                                DocumentKind.values(),
                                DocumentState.values(),
                                GapReason.values(),
                                ApplicantProblem.values(),
                                ApplicationState.values(),
                                ApplicationReason.values(),
                                EventKind.values(),
                                DecisionKind.values(),
                                Verdict.values(),
                                Capacity.values(),
                                VersionReason.values(),
                                LimitReason.values(),
                                RuleText.values(),
                                RuleProposal.Asked.values(),
                                RuleProposal.Speech.values(),
                                RuleProposal.Keeping.values(),
                                RuleProposalReason.values(),
                                SubscriptionReason.values(),
                                AppealDisqualification.Ruling.values(),
                                AmendmentSubject.values(),
                                AmendmentState.values(),
                                AmendedField.values(),
                                AmendmentReason.values())
                        .flatMap(Arrays::stream)
                        .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name())
                        .toList());
        assertThat(sentences.values())
                .allSatisfy(sentence -> assertThat((String) sentence).isNotBlank());
    }
}
