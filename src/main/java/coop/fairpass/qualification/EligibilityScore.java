package coop.fairpass.qualification;

import coop.fairpass.qualification.Questionnaire.Blocking;
import coop.fairpass.qualification.Questionnaire.Family;
import coop.fairpass.qualification.Questionnaire.Question;
import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import java.util.List;
import java.util.Map;

/**
 * Note d’un dossier : what its answers bring, family by family, and what the machine proposes; a person decides (R-104,
 * R-109, domain §12.2).
 *
 * @param blockers the blocking questions answered no
 * @param unanswered codes without an answer: until there is none, nothing is proposed
 */
public record EligibilityScore(
        int total, List<FamilyScore> families, List<Blocking> blockers, List<String> unanswered, Verdict verdict) {

    /** What is proposed to the person who decides. */
    public enum Verdict {
        INCOMPLETE,
        ELIGIBLE,
        COMMITTEE,
        NOT_ELIGIBLE
    }

    /** @param floor the points under which the family is too weak, rounded up */
    public record FamilyScore(Family family, int points, int floor, List<AnswerScore> answers) {
        public FamilyScore {
            answers = List.copyOf(answers);
        }

        public boolean isUnderItsFloor() {
            return points < floor;
        }
    }

    /** @param better the answers of the same question that would bring more, the least better first */
    public record AnswerScore(Question question, String answer, int points, List<Questionnaire.Choice> better) {
        public AnswerScore {
            better = List.copyOf(better);
        }
    }

    public EligibilityScore {
        families = List.copyOf(families);
        blockers = List.copyOf(blockers);
        unanswered = List.copyOf(unanswered);
    }

    /**
     * Scores answers: by code, the rank of the answer chosen, from 0.
     *
     * @throws IllegalArgumentException when a rank is that of no answer
     */
    public static EligibilityScore of(Questionnaire questionnaire, Map<String, Integer> answers) {
        var blockers = questionnaire.blocking().stream()
                .filter(one -> answers.getOrDefault(one.code(), Questionnaire.YES) == Questionnaire.NO)
                .toList();
        var families = questionnaire.families().stream()
                .map(family -> familyScore(questionnaire, family, answers))
                .toList();
        int total = families.stream().mapToInt(FamilyScore::points).sum();
        var unanswered = java.util.stream.Stream.concat(
                        questionnaire.blocking().stream().map(Blocking::code),
                        questionnaire.questions().stream().map(Question::code))
                .filter(code -> !answers.containsKey(code))
                .toList();
        return new EligibilityScore(
                total, families, blockers, unanswered, verdict(questionnaire, total, families, blockers, unanswered));
    }

    private static Verdict verdict(
            Questionnaire questionnaire,
            int total,
            List<FamilyScore> families,
            List<Blocking> blockers,
            List<String> unanswered) {
        if (!blockers.isEmpty()) {
            return Verdict.NOT_ELIGIBLE;
        }
        if (!unanswered.isEmpty()) {
            return Verdict.INCOMPLETE;
        }
        if (total < questionnaire.committeeMark()) {
            return Verdict.NOT_ELIGIBLE;
        }
        return total >= questionnaire.passMark() && families.stream().noneMatch(FamilyScore::isUnderItsFloor)
                ? Verdict.ELIGIBLE
                : Verdict.COMMITTEE;
    }

    private static FamilyScore familyScore(Questionnaire questionnaire, Family family, Map<String, Integer> answers) {
        var scored = questionnaire.questionsOf(family).stream()
                .filter(question -> answers.containsKey(question.code()))
                .map(question -> answerScore(question, answers.getOrDefault(question.code(), 0)))
                .toList();
        return new FamilyScore(
                family,
                scored.stream().mapToInt(AnswerScore::points).sum(),
                Math.ceilDiv(family.points() * questionnaire.familyFloorPercent(), 100),
                scored);
    }

    private static AnswerScore answerScore(Question question, int rank) {
        if (rank < 0 || rank >= question.choices().size()) {
            throw new IllegalArgumentException("no answer %d to %s".formatted(rank, question.code()));
        }
        var chosen = question.choices().get(rank);
        return new AnswerScore(
                question,
                chosen.text(),
                chosen.points(),
                question.choices().stream()
                        .filter(one -> one.points() > chosen.points())
                        .sorted(java.util.Comparator.comparingInt(Questionnaire.Choice::points))
                        .toList());
    }

    private static final int MOST_NAMED = 5;

    /** Why this is proposed, in sentences that the candidate and the reviewer both read. */
    public List<String> reasons(Questionnaire questionnaire) {
        var reasons = new java.util.ArrayList<String>();
        blockers.forEach(one -> reasons.add(
                Language.say("%s : répondu non. %s", "%s: answered no. %s").formatted(one.text(), one.explanation())));
        if (!unanswered.isEmpty()) {
            reasons.add(Language.say("Il reste %s%s.", "%s%s.")
                    .formatted(
                            Language.say(
                                    Plural.of(unanswered.size(), "question sans réponse", "questions sans réponse"),
                                    Plural.english(
                                            unanswered.size(), "question not answered", "questions not answered")),
                            unanswered.size() > MOST_NAMED
                                    ? ""
                                    : Language.say(" : ", ": ") + String.join(", ", unanswered)));
            return List.copyOf(reasons);
        }
        reasons.add(
                total >= questionnaire.passMark()
                        ? Language.say("%d points, pour %d demandés.", "%d points, for the %d asked.")
                                .formatted(total, questionnaire.passMark())
                        : total >= questionnaire.committeeMark()
                                ? Language.say(
                                                "%d points : de %d à %d, le comité regarde le dossier.",
                                                "%d points: from %d to %d, the committee looks at the file.")
                                        .formatted(total, questionnaire.committeeMark(), questionnaire.passMark() - 1)
                                : Language.say(
                                                "%d points, moins que %d : un nouveau dossier est possible après trois mois.",
                                                "%d points, less than %d: a new file is possible after three months.")
                                        .formatted(total, questionnaire.committeeMark()));
        families.stream()
                .filter(FamilyScore::isUnderItsFloor)
                .forEach(one -> reasons.add(Language.say(
                                "Famille %s, %s : %d points sur %d, il en faut %d.",
                                "Family %s, %s: %d points out of %d, %d are needed.")
                        .formatted(
                                one.family().code(),
                                one.family().label(),
                                one.points(),
                                one.family().points(),
                                one.floor())));
        return List.copyOf(reasons);
    }
}
