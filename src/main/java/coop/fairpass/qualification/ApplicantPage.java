package coop.fairpass.qualification;

import coop.fairpass.places.ListedPlace;
import coop.fairpass.qualification.AppealApplication.Appeal;
import coop.fairpass.qualification.ClaimAccess.Claim;
import coop.fairpass.qualification.DecideApplication.Taken;
import coop.fairpass.qualification.ReviewApplication.Asked;
import coop.fairpass.qualification.SignApplication.Signature;
import coop.fairpass.qualification.ZoneLimits.Place;
import coop.fairpass.web.Language;
import coop.fairpass.web.Told;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A file as its candidate sees it.
 *
 * @param key what its address holds: a secret, or the id for those who have come in
 * @param isByLink whether the address is a secret that must be kept
 * @param place the listed place from whose page it was begun
 * @param signsToo whether the reader is the person who signs
 * @param signers where the address to sign is mailed when it is somebody else
 */
public record ApplicantPage(
        String key,
        boolean isByLink,
        Application application,
        Questionnaire questionnaire,
        EligibilityScore score,
        List<Gap> gaps,
        List<RequiredDocument> documents,
        List<Asked> questions,
        List<Taken> decisions,
        List<Signature> signatures,
        List<Appeal> appeals,
        Optional<Claim> claim,
        Optional<Place> queue,
        String zoneName,
        Optional<ListedPlace> place,
        boolean signsToo,
        List<String> signers,
        LocalDate today,
        String newId,
        Told told) {

    public ApplicantPage {
        gaps = List.copyOf(gaps);
        documents = List.copyOf(documents);
        questions = List.copyOf(questions);
        decisions = List.copyOf(decisions);
        signatures = List.copyOf(signatures);
        appeals = List.copyOf(appeals);
        signers = List.copyOf(signers);
    }

    /** The address of the file. */
    public String path() {
        return "/devenir/" + key;
    }

    public String path(Step step) {
        return path() + "/" + step.path();
    }

    /** Whether the account is declared in another name than the organisation's: a remark, no refusal. */
    public boolean isHeldByAnother() {
        return application.dossier().isAccountHeldByAnother();
    }

    public boolean isDraft() {
        return application.state() == ApplicationState.DRAFT;
    }

    public List<Step> steps() {
        return List.of(Step.values());
    }

    public List<Gap> gapsOf(Step step) {
        return gaps.stream().filter(one -> one.step() == step).toList();
    }

    public boolean mayCorrect() {
        return application.state() == ApplicationState.AWAITING_SIGNATURE
                || application.state() == ApplicationState.ANSWERS_AWAITED;
    }

    public boolean mayGiveDocuments() {
        return isDraft() || application.state() == ApplicationState.ANSWERS_AWAITED;
    }

    /** Whether the refusal may still be contested, by whoever represents the organisation. */
    public boolean mayAppeal() {
        return application.state() == ApplicationState.REFUSED
                && refusal()
                        .filter(one -> !today.isAfter(DecideApplication.lastDayToAppeal(one))
                                && appeals.stream()
                                        .noneMatch(appeal -> appeal.decision().equals(one.id())))
                        .isPresent();
    }

    public Optional<Taken> refusal() {
        return decisions.stream()
                .filter(one -> one.kind() == DecideApplication.DecisionKind.REFUSED)
                .reduce((_, last) -> last);
    }

    public LocalDate lastDayToAppeal() {
        return DecideApplication.lastDayToAppeal(refusal().orElseThrow());
    }

    /** The id of the document of that kind that this page may send: sent twice, it is kept once. */
    public String documentId(DocumentKind kind) {
        return UUID.nameUUIDFromBytes((newId + "/" + kind).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** What is asked under a code, or the name of a document. */
    public String about(String code) {
        return about(questionnaire, code);
    }

    static String about(Questionnaire questionnaire, String code) {
        return questionnaire
                .textOf(code)
                .or(() -> java.util.Arrays.stream(DocumentKind.values())
                        .filter(kind -> kind.name().equals(code))
                        .map(coop.fairpass.web.Sentences::of)
                        .findFirst())
                .orElse(Language.say("Le dossier", "The file"));
    }

    /** How a state is coloured. */
    public static String style(ApplicationState state) {
        return switch (state) {
            case QUALIFIED -> "state";
            case REFUSED, WITHDRAWN -> "state stopped";
            case DRAFT, AWAITING_SIGNATURE, SUBMITTED, IN_REVIEW, ANSWERS_AWAITED, WAITLISTED, IN_APPEAL ->
                "state waits";
        };
    }

    public static String style(DocumentState state) {
        return switch (state) {
            case VALID -> "state";
            case RECEIVED -> "state waits";
            case MISSING, REFUSED, EXPIRED -> "state stopped";
        };
    }
}
