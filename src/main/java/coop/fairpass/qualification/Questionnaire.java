package coop.fairpass.qualification;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Questionnaire d’éligibilité : blocking questions, scored questions by family, and what a score leads to; data that
 * the committee edits, version by version (R-103, domain §12.2).
 *
 * @param passMark points from which a file is proposed eligible
 * @param committeeMark points from which the committee looks at it; under them it is proposed not eligible
 * @param familyFloorPercent share of its points that each family must have
 * @param weightsShown whether points are public; hiding them is said by the decision that adopts the version
 */
public record Questionnaire(
        String title,
        int passMark,
        int committeeMark,
        int familyFloorPercent,
        boolean weightsShown,
        List<Blocking> blocking,
        List<Family> families,
        List<Question> questions) {

    /** The rank of « oui » among the two answers of a blocking question. */
    public static final int YES = 0;

    public static final int NO = 1;

    private static final int MOST_QUESTIONS = 100;
    private static final int MOST_CHOICES = 10;

    /** @param explanation what somebody who answers no may do to come back */
    public record Blocking(String code, String text, String explanation) {
        public Blocking {
            code = named(code);
            text = written(text);
            explanation = written(explanation);
        }
    }

    /** @param points those of its questions together */
    public record Family(String code, String label, int points) {
        public Family {
            code = named(code);
            label = written(label);
        }
    }

    public record Question(String code, String family, String text, List<Choice> choices) {
        public Question {
            code = named(code);
            text = written(text);
            choices = List.copyOf(choices);
            if (choices.size() < 2 || choices.size() > MOST_CHOICES) {
                throw new IllegalArgumentException("a question has from two answers to ten: " + code);
            }
        }

        /** The most it can bring. */
        public int points() {
            return choices.stream().mapToInt(Choice::points).max().orElse(0);
        }
    }

    public record Choice(String text, int points) {
        public Choice {
            text = written(text);
            if (points < 0 || points > 100) {
                throw new IllegalArgumentException("an answer brings from nothing to a hundred points");
            }
        }
    }

    public Questionnaire {
        title = written(title);
        blocking = List.copyOf(blocking);
        families = List.copyOf(families);
        questions = List.copyOf(questions);
        if (committeeMark < 0 || passMark < committeeMark || passMark > 100) {
            throw new IllegalArgumentException("the marks follow each other, from 0 to 100");
        }
        if (familyFloorPercent < 0 || familyFloorPercent > 100) {
            throw new IllegalArgumentException("a floor is a share of a hundred");
        }
        if (questions.isEmpty() || blocking.size() + questions.size() > MOST_QUESTIONS) {
            throw new IllegalArgumentException("a questionnaire has from one question to a hundred");
        }
        var codes = new HashSet<String>();
        for (var family : families) {
            int points = questionsOf(questions, family).stream()
                    .mapToInt(Question::points)
                    .sum();
            if (points != family.points() || !codes.add("family " + family.code())) {
                throw new IllegalArgumentException("the points of a family are those of its questions: " + family);
            }
        }
        for (var one : blocking) {
            if (!codes.add(one.code())) {
                throw new IllegalArgumentException("a code is given once: " + one.code());
            }
        }
        for (var question : questions) {
            if (!codes.add(question.code()) || !codes.contains("family " + question.family())) {
                throw new IllegalArgumentException("a question has a code and a family: " + question.code());
            }
        }
        if (families.stream().mapToInt(Family::points).sum() != 100) {
            throw new IllegalArgumentException("all the points together are a hundred");
        }
    }

    /** The questions of a family, in order. */
    public List<Question> questionsOf(Family family) {
        return questionsOf(questions, family);
    }

    private static List<Question> questionsOf(List<Question> all, Family family) {
        return all.stream().filter(one -> one.family().equals(family.code())).toList();
    }

    /** How many answers a code has; nothing when it is not asked. */
    public Optional<Integer> answersTo(String code) {
        if (blocking.stream().anyMatch(one -> one.code().equals(code))) {
            return Optional.of(2);
        }
        return questions.stream()
                .filter(one -> one.code().equals(code))
                .findFirst()
                .map(one -> one.choices().size());
    }

    /** What is asked under a code; empty when nothing is. */
    public Optional<String> textOf(String code) {
        return blocking.stream()
                .filter(one -> one.code().equals(code))
                .map(Blocking::text)
                .findFirst()
                .or(() -> questions.stream()
                        .filter(one -> one.code().equals(code))
                        .map(Question::text)
                        .findFirst());
    }

    private static String named(String code) {
        if (!code.matches("[A-Z][A-Z0-9]{0,5}")) {
            throw new IllegalArgumentException("a code is a letter and some more");
        }
        return code;
    }

    private static String written(String text) {
        var stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > 500) {
            throw new IllegalArgumentException("a text has from 1 to 500 characters");
        }
        return stripped;
    }
}
