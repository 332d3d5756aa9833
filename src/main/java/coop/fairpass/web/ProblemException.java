package coop.fairpass.web;

import java.util.List;
import java.util.Map;

/** Ends a controller's work with a refusal; thrown at the edge only, by what reads requests. */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** How every room names it that an id already stands for other content. */
    private static final String ID_TAKEN = "ID_TAKEN";

    /** How every room names it that a role does not hold an act. */
    private static final String NOT_ALLOWED = "NOT_ALLOWED";

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.reason(), null, false, false);
        this.problem = problem;
    }

    /**
     * A rule refused: 422 with the reason's own sentence; 409 when the reason is {@value #ID_TAKEN}, whichever room
     * says so: the id of the request, or its idempotency key, was used for something else; 403 when it is
     * {@value #NOT_ALLOWED}.
     */
    public static ProblemException refused(Enum<?> reason) {
        return refused(reason, Map.of());
    }

    /** A rule refused, with facts that help: {@code Map.of("lastUsableDay", …)}. */
    public static ProblemException refused(Enum<?> reason, Map<String, Object> details) {
        int status = switch (reason.name()) {
            case ID_TAKEN -> 409;
            case NOT_ALLOWED -> 403;
            default -> 422;
        };
        return new ProblemException(
                new Problem("about:blank", status, reason.name(), Sentences.of(reason), details, List.of()));
    }

    /** What the caller may see does not contain this. */
    public static ProblemException notFound() {
        return new ProblemException(Problem.of(404, WebReason.NOT_FOUND.name(), Sentences.of(WebReason.NOT_FOUND)));
    }

    /** The caller is known and may not do this. */
    public static ProblemException notAllowed() {
        return new ProblemException(Problem.of(403, WebReason.NOT_ALLOWED.name(), Sentences.of(WebReason.NOT_ALLOWED)));
    }

    static boolean isOfRights(Enum<?> reason) {
        return reason.name().equals(NOT_ALLOWED);
    }

    static ProblemException fields(List<Problem.FieldProblem> errors) {
        return new ProblemException(new Problem(
                "about:blank",
                400,
                WebReason.FIELDS_INVALID.name(),
                Sentences.of(WebReason.FIELDS_INVALID),
                Map.of(),
                errors));
    }

    public Problem problem() {
        return problem;
    }
}
