package coop.fairpass.web;

import coop.fairpass.web.Problem.FieldProblem;
import java.io.Serializable;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.ui.Model;

/**
 * What a page tells a person about the form just sent: refused and why, with all that was typed, or done. Whoever sends
 * a form finds it again as it was.
 *
 * @param title one sentence; empty when nothing is told
 * @param lines more to read under it
 * @param wrong by field, what is wrong with it
 * @param typed by field, what was typed
 */
public record Told(Kind kind, String title, List<String> lines, Map<String, String> wrong, Map<String, String> typed)
        implements Serializable {

    /** How a form was answered. */
    public enum Kind {
        NOTHING,
        REFUSED,
        DONE
    }

    /** A page that nobody sent a form to. */
    public static final Told NOTHING = new Told(Kind.NOTHING, "", List.of(), Map.of(), Map.of());

    public Told {
        lines = List.copyOf(lines);
        wrong = Map.copyOf(wrong);
        typed = Map.copyOf(typed);
    }

    /** It was done, and this is what the person reads. */
    public static Told done(String title) {
        return new Told(Kind.DONE, title, List.of(), Map.of(), Map.of());
    }

    /**
     * A rule refused.
     *
     * @throws ProblemException when what refused is that the role does not hold the act: no form was offered to it, so
     *     that it is told nothing of the thing, not even where it is
     */
    public static Told refused(Enum<?> reason, Map<String, String> typed) {
        if (ProblemException.isOfRights(reason)) {
            throw ProblemException.refused(reason);
        }
        return new Told(Kind.REFUSED, Sentences.of(reason), List.of(), Map.of(), typed);
    }

    /** A rule refused for what one field holds: told above the form, and beside that field. */
    public static Told refused(Enum<?> reason, String field, Map<String, String> typed) {
        return refused(reason, typed).andWrong(List.of(new FieldProblem(field, reason.name(), Sentences.of(reason))));
    }

    /**
     * Some fields, or a rule, refused: what a program would read as a problem.
     *
     * @throws ProblemException the same, when it is of rights or of existence: that is no matter of what was typed
     */
    public static Told refused(ProblemException refused, Map<String, String> typed) {
        if (refused.problem().status() == 403 || refused.problem().status() == 404) {
            throw refused;
        }
        var problem = refused.problem();
        return new Told(
                Kind.REFUSED,
                problem.title(),
                List.of(),
                problem.errors().stream()
                        .collect(Collectors.toMap(FieldProblem::field, FieldProblem::title, (first, _) -> first)),
                typed);
    }

    /** Some fields were wrong: the same, when nothing else was asked. */
    public static Told refused(Checks checks, Map<String, String> typed) {
        try {
            checks.orThrow();
        } catch (ProblemException refused) {
            return refused(refused, typed);
        }
        throw new IllegalStateException("nothing was wrong");
    }

    /** Some fields were wrong, under a title of the page's own. */
    public static Told refused(String title, List<FieldProblem> errors, Map<String, String> typed) {
        return new Told(Kind.REFUSED, title, List.of(), Map.of(), typed).andWrong(errors);
    }

    /** What the last form said to a page that is about to be shown; {@link #NOTHING} when none was sent. */
    public static Told in(Model model) {
        return model.getAttribute("told") instanceof Told told ? told : NOTHING;
    }

    /** Makes sure that a page which is about to be shown is told something, be it nothing. */
    public static void keepIn(Model model) {
        model.addAttribute("told", in(model));
    }

    /** What a person typed in the fields of a form, without what the site itself put there. */
    public static Map<String, String> typedIn(Map<String, String> sent) {
        var typed = new HashMap<>(sent);
        typed.remove("_csrf");
        return typed;
    }

    public Told withLines(List<String> more) {
        return new Told(kind, title, more, wrong, typed);
    }

    /** The same, with what is wrong with more fields. */
    public Told andWrong(List<FieldProblem> more) {
        var all = new LinkedHashMap<>(wrong);
        more.forEach(one -> all.putIfAbsent(one.field(), one.title()));
        return new Told(kind, title, lines, all, typed);
    }

    public boolean isRefused() {
        return kind == Kind.REFUSED;
    }

    public boolean isDone() {
        return kind == Kind.DONE;
    }

    public boolean isWrong(String field) {
        return wrong.containsKey(field);
    }

    /** What is wrong with a field; empty when nothing is. */
    public String wrong(String field) {
        return wrong.getOrDefault(field, "");
    }

    /** What was typed in a field, or what the page proposes. */
    public String typed(String field, String proposed) {
        return typed.getOrDefault(field, proposed);
    }
}
