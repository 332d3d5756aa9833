package coop.fairpass.web;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a program is told when something is refused, as {@code application/problem+json} (RFC 9457).
 *
 * @param reason stable, upper case; programs decide on it: {@code EXPIRED}
 * @param title the sentence a person reads
 * @param details facts that go with the reason, such as the last usable day
 * @param errors what is wrong field by field, when fields are wrong
 */
public record Problem(
        String type, int status, String reason, String title, Map<String, Object> details, List<FieldProblem> errors) {

    /** What is wrong with one field. */
    public record FieldProblem(String field, String reason, String title) {}

    public Problem {
        details = Collections.unmodifiableMap(new TreeMap<>(details)); // in the same order from every site
        errors = List.copyOf(errors);
    }

    static Problem of(int status, String reason, String title) {
        return new Problem("about:blank", status, reason, title, Map.of(), List.of());
    }
}
