package coop.fairpass.qualification;

import coop.fairpass.qualification.Passage.Rewording;
import coop.fairpass.qualification.Questionnaire.Blocking;
import coop.fairpass.qualification.Questionnaire.Choice;
import coop.fairpass.qualification.Questionnaire.Family;
import coop.fairpass.qualification.Questionnaire.Question;
import coop.fairpass.web.Plural;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The questionnaire in passages that people can rewrite: a question, then one answer a line with its points; what is
 * necessary, then what to do when the answer is no; and the marks. The points of a family follow from its questions.
 * When points are not public, passages do not tell them, and answers that are reworded keep theirs.
 */
final class QuestionnairePassages {

    /** Longer than the code of a family can be. */
    private static final String NECESSARY = "NECESSARY";

    private static final String IF_NO = "Si c’est non : ";
    private static final Pattern NO = Pattern.compile("(?i)si c[’'`]est non\\s*:\\s*(.+)");
    private static final Pattern POINTS = Pattern.compile("(.+?)\\s*:\\s*(\\d{1,3})(?:\\s*points?)?\\.?");
    private static final Pattern MARK = Pattern.compile(".*?:\\s*(\\d{1,3})\\s*(?:points?|%)?\\.?");
    private static final Pattern SHOWN = Pattern.compile("(?i).*:\\s*(oui|non)\\.?");

    private QuestionnairePassages() {}

    static List<Passage> of(Questionnaire asked) {
        var passages = new ArrayList<Passage>();
        passages.add(new Passage(Passage.MARKS, "Ce que donne le total", marks(asked)));
        asked.blocking()
                .forEach(one -> passages.add(new Passage(
                        one.code(),
                        one.code() + ", ce qui est nécessaire",
                        one.text() + "\n" + IF_NO + one.explanation())));
        for (var family : asked.families()) {
            asked.questionsOf(family)
                    .forEach(one -> passages.add(new Passage(
                            one.code(), one.code() + ", " + family.label(), words(one, asked.weightsShown()))));
        }
        return List.copyOf(passages);
    }

    static List<Passage> places(Questionnaire asked) {
        return Stream.concat(
                        Stream.of(new Passage(Passage.NEW + NECESSARY, "Une nouvelle question nécessaire", "")),
                        asked.families().stream()
                                .map(one -> new Passage(
                                        Passage.NEW + one.code(), "Une nouvelle question, " + one.label(), "")))
                .toList();
    }

    private static String marks(Questionnaire asked) {
        return """
                Proposé éligible à partir de : %d points
                Le comité regarde à partir de : %d points
                Part des points de chaque famille : %d %%
                Points publiés : %s""".formatted(
                        asked.passMark(),
                        asked.committeeMark(),
                        asked.familyFloorPercent(),
                        asked.weightsShown() ? "oui" : "non");
    }

    private static String words(Question question, boolean shown) {
        var words = new StringBuilder(question.text());
        for (var choice : question.choices()) {
            words.append('\n').append(choice.text());
            if (shown) {
                words.append(" : ").append(Plural.of(choice.points(), "point", "points"));
            }
        }
        return words.toString();
    }

    /** The questionnaire with some passages reworded, added or gone; empty when the whole would not hold. */
    static Optional<Questionnaire> rewritten(Questionnaire asked, List<Rewording> rewordings, int version) {
        try {
            var pages = new Draft(asked);
            return rewordings.stream().allMatch(pages::take) ? Optional.of(pages.whole(version)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // points that do not make a hundred, words too long, nothing asked any more
        }
    }

    /** Whether words can be read as a passage, whatever the points of the whole would then be. */
    static boolean reads(Questionnaire asked, Rewording rewording) {
        try {
            return new Draft(asked).take(rewording);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** A questionnaire being rewritten. */
    private static final class Draft {

        private final Questionnaire asked;
        private final List<Blocking> blocking;
        private final List<Question> questions;
        private int passMark;
        private int committeeMark;
        private int floor;
        private boolean shown;

        Draft(Questionnaire asked) {
            this.asked = asked;
            this.blocking = new ArrayList<>(asked.blocking());
            this.questions = new ArrayList<>(asked.questions());
            this.passMark = asked.passMark();
            this.committeeMark = asked.committeeMark();
            this.floor = asked.familyFloorPercent();
            this.shown = asked.weightsShown();
        }

        boolean take(Rewording rewording) {
            var passage = rewording.passage();
            var lines = rewording.words().map(Passage::lines).orElse(List.of());
            if (passage.equals(Passage.MARKS)) {
                return takeMarks(lines);
            }
            if (passage.startsWith(Passage.NEW)) {
                return takeNew(passage.substring(Passage.NEW.length()), lines);
            }
            int necessary = placeOf(blocking, Blocking::code, passage);
            if (necessary >= 0) {
                return change(blocking, necessary, rewording, read(lines, blocking.get(necessary)));
            }
            int scored = placeOf(questions, Question::code, passage);
            return scored >= 0 && change(questions, scored, rewording, read(lines, questions.get(scored)));
        }

        Questionnaire whole(int version) {
            var families = asked.families().stream()
                    .map(one -> new Family(
                            one.code(),
                            one.label(),
                            questions.stream()
                                    .filter(question -> question.family().equals(one.code()))
                                    .mapToInt(Question::points)
                                    .sum()))
                    .toList();
            return new Questionnaire(
                    RuleTexts.titled(asked.title(), version),
                    passMark,
                    committeeMark,
                    floor,
                    shown,
                    blocking,
                    families,
                    questions);
        }

        private boolean takeMarks(List<String> lines) {
            if (lines.size() < 3 || lines.size() > 4) {
                return false;
            }
            var numbers = lines.subList(0, 3).stream().map(MARK::matcher).toList();
            if (!numbers.stream().allMatch(java.util.regex.Matcher::matches)) {
                return false;
            }
            passMark = Integer.parseInt(numbers.get(0).group(1));
            committeeMark = Integer.parseInt(numbers.get(1).group(1));
            floor = Integer.parseInt(numbers.get(2).group(1));
            if (lines.size() == 4) {
                var said = SHOWN.matcher(lines.get(3));
                if (!said.matches()) {
                    return false;
                }
                shown = said.group(1).equalsIgnoreCase("oui");
            }
            return committeeMark <= passMark && passMark <= 100 && floor <= 100;
        }

        private boolean takeNew(String place, List<String> lines) {
            if (place.equals(NECESSARY)) {
                var code = "N" + next(blocking.stream().map(Blocking::code), 'N');
                return read(lines, code, Optional.empty()).map(blocking::add).orElse(false);
            }
            boolean isKnown =
                    asked.families().stream().anyMatch(one -> one.code().equals(place));
            var code = "Q%02d".formatted(next(questions.stream().map(Question::code), 'Q'));
            return isKnown
                    && read(lines, code, place, List.of()).map(questions::add).orElse(false);
        }

        private static int next(Stream<String> codes, char letter) {
            return codes.filter(code -> code.matches(letter + "\\d{1,4}"))
                            .mapToInt(code -> Integer.parseInt(code.substring(1)))
                            .max()
                            .orElse(0)
                    + 1;
        }

        private static <T> int placeOf(List<T> all, Function<T, String> code, String passage) {
            for (int i = 0; i < all.size(); i++) {
                if (code.apply(all.get(i)).equals(passage)) {
                    return i;
                }
            }
            return -1;
        }

        private static <T> boolean change(List<T> all, int place, Rewording rewording, Optional<T> written) {
            if (rewording.words().isEmpty()) {
                all.remove(place);
                return true;
            }
            written.ifPresent(one -> all.set(place, one));
            return written.isPresent();
        }

        private static Optional<Blocking> read(List<String> lines, Blocking before) {
            return read(lines, before.code(), Optional.of(before.explanation()));
        }

        private static Optional<Blocking> read(List<String> lines, String code, Optional<String> before) {
            if (lines.isEmpty() || lines.size() > 2) {
                return Optional.empty();
            }
            var no = lines.size() == 2 ? NO.matcher(lines.get(1)) : NO.matcher("");
            if (lines.size() == 2 && !no.matches()) {
                return Optional.empty();
            }
            var explanation = lines.size() == 2 ? Optional.of(no.group(1)) : before;
            return explanation.map(one -> new Blocking(code, lines.getFirst(), one));
        }

        private static Optional<Question> read(List<String> lines, Question before) {
            return read(lines, before.code(), before.family(), before.choices());
        }

        private static Optional<Question> read(List<String> lines, String code, String family, List<Choice> before) {
            if (lines.size() < 3) {
                return Optional.empty();
            }
            var choices = new ArrayList<Choice>();
            boolean sameChoices = lines.size() - 1 == before.size();
            for (var line : lines.subList(1, lines.size())) {
                var told = POINTS.matcher(line);
                if (told.matches()) {
                    choices.add(new Choice(told.group(1), Integer.parseInt(told.group(2))));
                } else if (sameChoices) {
                    choices.add(new Choice(line, before.get(choices.size()).points()));
                } else {
                    return Optional.empty();
                }
            }
            return Optional.of(new Question(code, family, lines.getFirst(), choices));
        }
    }
}
