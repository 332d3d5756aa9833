package coop.fairpass.places;

import coop.fairpass.web.Language;
import coop.fairpass.web.Plural;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many people answered what of a place in twelve months.
 *
 * <p>Two thresholds. Anybody reads how many people in ten were satisfied, from thirty opinions on: tenths of a
 * number that is itself told in tens give no small count back. The place and the cooperative read shares from five on:
 * under that, whoever served somebody yesterday would know what they answered.
 *
 * @param copied how many of them a desk copied from a card or a telephone call
 * @param answers of each question, how many gave each answer
 */
public record OpinionCounts(long total, long copied, Map<OpinionQuestion, Map<OpinionAnswer, Long>> answers) {

    /** From how many people a rate is public. */
    public static final long LEAST_PUBLIC = 30;

    /** From how many a place reads what they answered. */
    public static final long LEAST_SHOWN = 5;

    private static final int TEN = 10;
    private static final int HUNDRED = 100;

    public OpinionCounts {
        answers = Map.copyOf(answers);
    }

    /** Of a place that nobody said anything of. */
    static OpinionCounts none() {
        return new OpinionCounts(0, 0, Map.of());
    }

    public boolean isPublic() {
        return total >= LEAST_PUBLIC;
    }

    public boolean isShown() {
        return total >= LEAST_SHOWN;
    }

    public long count(OpinionQuestion question, OpinionAnswer answer) {
        return answers.getOrDefault(question, Map.of()).getOrDefault(answer, 0L);
    }

    /**
     * People in ten who answered yes, half rounded up: {@code 9}.
     *
     * @throws IllegalStateException under the threshold: nobody may ask
     */
    public long inTen(OpinionQuestion question) {
        if (!isPublic()) {
            throw new IllegalStateException("no public rate on fewer than %d people".formatted(LEAST_PUBLIC));
        }
        return rounded(question, OpinionAnswer.YES, TEN);
    }

    /** {@code 9 personnes sur 10}, {@code 9 people in 10}. */
    public String peopleInTen(OpinionQuestion question) {
        long tenths = inTen(question);
        return Language.say(
                Plural.of(tenths, "personne", "personnes") + " sur 10",
                Plural.english(tenths, "person", "people") + " in 10");
    }

    /** The number of opinions as anybody may read it, without its last digit: 34 is {@code 30}. */
    public long tens() {
        return total / TEN * TEN;
    }

    /**
     * The share of an answer, in whole per cent, half rounded up.
     *
     * @throws IllegalStateException under the threshold: nobody may ask
     */
    public long percent(OpinionQuestion question, OpinionAnswer answer) {
        if (!isShown()) {
            throw new IllegalStateException("no share of fewer than %d people".formatted(LEAST_SHOWN));
        }
        return rounded(question, answer, HUNDRED);
    }

    /** The same, as French pages show it: {@code 83 %}. */
    public String percentFrench(OpinionQuestion question, OpinionAnswer answer) {
        return percent(question, answer) + "\u202f%";
    }

    /** The same, as English pages show it: {@code 83%}. */
    public String percentEnglish(OpinionQuestion question, OpinionAnswer answer) {
        return percent(question, answer) + "%";
    }

    private long rounded(OpinionQuestion question, OpinionAnswer answer, int of) {
        return (2 * count(question, answer) * of + total) / (2 * total);
    }

    /** The same with those of another place. */
    OpinionCounts and(OpinionCounts other) {
        var sums = new EnumMap<OpinionQuestion, Map<OpinionAnswer, Long>>(OpinionQuestion.class);
        for (var question : OpinionQuestion.values()) {
            var sum = new EnumMap<OpinionAnswer, Long>(OpinionAnswer.class);
            for (var answer : OpinionAnswer.values()) {
                sum.put(answer, count(question, answer) + other.count(question, answer));
            }
            sums.put(question, Map.copyOf(sum));
        }
        return new OpinionCounts(total + other.total, copied + other.copied, sums);
    }
}
