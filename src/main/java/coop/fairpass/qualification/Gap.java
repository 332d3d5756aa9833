package coop.fairpass.qualification;

import coop.fairpass.web.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ce qui manque : one thing to do before the signature, and the step where it is done. */
public record Gap(Step step, GapReason reason, String detail) {

    /** What is missing in a file; nothing when it may be signed. */
    static List<Gap> in(Dossier dossier, Questionnaire questionnaire, List<RequiredDocument> documents) {
        var gaps = new ArrayList<Gap>();
        if (dossier.contact().isEmpty()) {
            gaps.add(new Gap(Step.CONTACT, GapReason.CONTACT_MISSING, ""));
        }
        identity(dossier, gaps);
        var score = EligibilityScore.of(questionnaire, dossier.answers());
        if (!score.unanswered().isEmpty()) {
            gaps.add(new Gap(Step.QUESTIONS, GapReason.ANSWERS_MISSING, String.join(", ", score.unanswered())));
        }
        score.blockers().forEach(one -> gaps.add(new Gap(Step.QUESTIONS, GapReason.BLOCKED, one.explanation())));
        team(dossier, gaps);
        boolean signsToo =
                dossier.contact().filter(Dossier.Contact::isRepresentative).isPresent();
        if (!signsToo && dossier.representative().isEmpty()) {
            gaps.add(new Gap(Step.REPRESENTATIVE, GapReason.REPRESENTATIVE_MISSING, ""));
        }
        documents.stream()
                .filter(one -> switch (one.state()) {
                    case MISSING, REFUSED, EXPIRED -> true;
                    case RECEIVED, VALID -> false;
                })
                .forEach(
                        one -> gaps.add(new Gap(Step.DOCUMENTS, GapReason.DOCUMENT_MISSING, Sentences.of(one.kind()))));
        if (dossier.account().isEmpty()) {
            gaps.add(new Gap(Step.ACCOUNT, GapReason.ACCOUNT_MISSING, ""));
        }
        return List.copyOf(gaps);
    }

    private static final int MOST_NAMED = 5;

    /** As the page of the file says it; many questions are counted, few are named. */
    public String french() {
        return switch (reason) {
            case ANSWERS_MISSING -> {
                var codes = detail.split(", ", -1);
                yield codes.length > MOST_NAMED
                        ? "Il reste %d questions.".formatted(codes.length)
                        : "Il reste à répondre à : %s.".formatted(detail);
            }
            case DOCUMENT_MISSING -> "À joindre : %s.".formatted(decapitalised(detail));
            case BLOCKED -> "%s %s".formatted(Sentences.of(reason), detail);
            case NO_PAID_LEADER, ESTABLISHMENT_ELSEWHERE -> "%s (%s)".formatted(Sentences.of(reason), detail);
            case CONTACT_MISSING,
                    IDENTITY_MISSING,
                    COMMUNE_UNKNOWN,
                    SIRET_NEEDED,
                    RIDET_ALONE,
                    SIRET_CLOSED,
                    SIRET_USED,
                    SIRET_ELSEWHERE,
                    TEAM_MISSING,
                    NOBODY_PAID,
                    REPRESENTATIVE_MISSING,
                    ACCOUNT_MISSING -> Sentences.of(reason);
        };
    }

    /** As the English page of the file says it. */
    public String english() {
        return switch (reason) {
            case ANSWERS_MISSING -> {
                var codes = detail.split(", ", -1);
                yield codes.length > MOST_NAMED
                        ? "%d questions left.".formatted(codes.length)
                        : "Left to answer: %s.".formatted(detail);
            }
            case DOCUMENT_MISSING -> "To attach: %s.".formatted(decapitalised(detail));
            case BLOCKED,
                    NO_PAID_LEADER,
                    ESTABLISHMENT_ELSEWHERE,
                    CONTACT_MISSING,
                    IDENTITY_MISSING,
                    COMMUNE_UNKNOWN,
                    SIRET_NEEDED,
                    RIDET_ALONE,
                    SIRET_CLOSED,
                    SIRET_USED,
                    SIRET_ELSEWHERE,
                    TEAM_MISSING,
                    NOBODY_PAID,
                    REPRESENTATIVE_MISSING,
                    ACCOUNT_MISSING -> french();
        };
    }

    private static String decapitalised(String words) {
        return words.substring(0, 1).toLowerCase(Locale.FRENCH) + words.substring(1);
    }

    private static void identity(Dossier dossier, List<Gap> gaps) {
        if (dossier.identity().isEmpty()) {
            gaps.add(new Gap(Step.ORGANISATION, GapReason.IDENTITY_MISSING, ""));
            return;
        }
        var identity = dossier.identity().get();
        if (!identity.isWhole()) {
            gaps.add(new Gap(Step.ORGANISATION, GapReason.IDENTITY_MISSING, ""));
        } else if (identity.commune().isEmpty()) {
            // In no commune, a structure would be in no zone: no limit would count it.
            gaps.add(new Gap(Step.ORGANISATION, GapReason.COMMUNE_UNKNOWN, ""));
        }
        switch (identity.kind()) {
            case RNA -> gaps.add(new Gap(Step.ORGANISATION, GapReason.SIRET_NEEDED, ""));
            case RIDET -> gaps.add(new Gap(Step.ORGANISATION, GapReason.RIDET_ALONE, ""));
            case SIRET -> {
                // The number may have been changed after they were written.
                var elsewhere = dossier.establishmentsElsewhere();
                if (!elsewhere.isEmpty()) {
                    gaps.add(new Gap(
                            Step.ORGANISATION, GapReason.ESTABLISHMENT_ELSEWHERE, String.join(", ", elsewhere)));
                }
            }
        }
        switch (identity.finding()) {
            case CLOSED -> gaps.add(new Gap(Step.ORGANISATION, GapReason.SIRET_CLOSED, ""));
            case ALREADY_USED -> gaps.add(new Gap(Step.ORGANISATION, GapReason.SIRET_USED, ""));
            case OTHER_ORGANISATION -> gaps.add(new Gap(Step.ORGANISATION, GapReason.SIRET_ELSEWHERE, ""));
            case ACTIVE, NON_DIFFUSIBLE, UNKNOWN, NOT_IN_THIS_REGISTER, NO_SIREN_THERE -> {
                // Nothing is missing: what cannot be verified here is verified by a person, on a notice.
            }
        }
    }

    private static void team(Dossier dossier, List<Gap> gaps) {
        if (dossier.team().isEmpty() || dossier.services().isEmpty()) {
            gaps.add(new Gap(Step.TEAM, GapReason.TEAM_MISSING, ""));
            return;
        }
        if (!dossier.hasPaidLeader()) {
            gaps.add(new Gap(Step.TEAM, GapReason.NOBODY_PAID, ""));
            return;
        }
        var unpaid = dossier.servicesWithoutPaidLeader();
        if (!unpaid.isEmpty()) {
            gaps.add(new Gap(Step.TEAM, GapReason.NO_PAID_LEADER, String.join(", ", unpaid)));
        }
    }
}
