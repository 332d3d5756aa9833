package coop.fairpass.qualification;

import java.util.List;
import java.util.Optional;

/**
 * Passage : the part of a charter or of a questionnaire that a proposal is about, in words that people can change: an
 * article, a question with its answers and their points, or the marks.
 *
 * @param code of an article its part and its number, the code of a question, {@value #MARKS} for the marks; for what
 *     would be new, {@value #NEW} and where it would come
 * @param heading how people name it, in French as the text itself
 * @param words as they are; empty for what would be new
 */
public record Passage(String code, String heading, String words) {

    static final String NEW = "+";
    static final String MARKS = "=";

    /** What becomes of a passage: other words, or none any more. */
    record Rewording(String passage, Optional<String> words) {}

    public boolean isNew() {
        return code.startsWith(NEW);
    }

    public boolean isMarks() {
        return code.equals(MARKS);
    }

    /** The lines of what somebody wrote, without the empty ones, however their keyboard ends them. */
    static List<String> lines(String words) {
        return words.lines()
                .map(line -> line.replace('\u00a0', ' ').replace('\u202f', ' ').strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /** Whether two writings say the same, whatever the ends of their lines and the width of their spaces. */
    static boolean isSame(String first, String second) {
        return lines(first).equals(lines(second));
    }
}
