package coop.fairpass.places;

import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One screen of « Donner mon avis »: the first question that is not answered yet, or the month, or thanks.
 *
 * @param answers so far, which go on from screen to screen in the address
 * @param months that may be chosen, the last one first
 * @param opinion the id under which it will be kept
 */
public record OpinionPage(
        Place place,
        Map<OpinionQuestion, OpinionAnswer> answers,
        List<YearMonth> months,
        String opinion,
        boolean isGiven) {

    public OpinionPage {
        answers = Map.copyOf(answers);
        months = List.copyOf(months);
    }

    /** What is asked now. */
    public Optional<OpinionQuestion> question() {
        return List.of(OpinionQuestion.values()).stream()
                .filter(question -> !answers.containsKey(question))
                .findFirst();
    }

    /** {@code 2}, of three and the month. */
    public int number() {
        return answers.size() + 1;
    }

    /** What was answered, as a form carries it; empty when nothing was. */
    public String answer(OpinionQuestion question) {
        return Optional.ofNullable(answers.get(question)).map(Enum::name).orElse("");
    }

    public String here() {
        return "/lieux/%s/avis".formatted(place.id());
    }

    /** The next screen, when an answer is chosen. */
    public String after(OpinionQuestion question, OpinionAnswer answer) {
        var before = answered(answers.size());
        return here() + "?" + (before.isEmpty() ? "" : before + "&") + question.field() + "=" + answer.name();
    }

    /** The screen before: the last answer is asked again. */
    public String before() {
        var before = answered(answers.size() - 1);
        return before.isEmpty() ? here() : here() + "?" + before;
    }

    private String answered(int most) {
        return List.of(OpinionQuestion.values()).stream()
                .filter(answers::containsKey)
                .limit(Math.max(0, most))
                .map(question -> question.field() + "=" + answer(question))
                .collect(Collectors.joining("&"));
    }
}
