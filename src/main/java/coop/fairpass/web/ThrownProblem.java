package coop.fairpass.web;

import coop.fairpass.web.Problem.FieldProblem;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MultipartException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What a program is told for whatever was thrown: nothing leaks, nothing is a bare 500. */
final class ThrownProblem {

    private static final Logger LOG = LoggerFactory.getLogger(ThrownProblem.class);

    private ThrownProblem() {}

    static Problem of(Exception thrown) {
        return switch (thrown) {
            case ProblemException refused -> refused.problem();
            case HttpMessageNotReadableException unreadable -> unreadable(unreadable);
            case MethodArgumentTypeMismatchException mismatch -> field(mismatch.getName(), WebReason.FIELD_INVALID);
            case ErrorResponse answered
            when !answered.getStatusCode().is5xxServerError() -> known(answered.getStatusCode());
            case MultipartException _ ->
                isTooLarge(thrown) ? problem(413, WebReason.TOO_LARGE) : problem(400, WebReason.MALFORMED_REQUEST);
            // Two calls met: the second one, sent again, reads what the first one did.
            case DuplicateKeyException _, ConcurrencyFailureException _ -> {
                LOG.warn("two requests met: {}", thrown.getMessage());
                yield problem(409, WebReason.TRY_AGAIN);
            }
            default ->
                isTooLarge(thrown)
                        ? problem(413, WebReason.TOO_LARGE)
                        : Unavailable.isCauseOf(thrown) ? unavailable(thrown) : unexpected(thrown);
        };
    }

    /** Without its stack: while a database is away there is one a call, and the pool says why. */
    private static Problem unavailable(Exception thrown) {
        LOG.warn("the database did not answer: {}", thrown.toString());
        return problem(503, WebReason.TRY_LATER);
    }

    private static Problem unexpected(Exception thrown) {
        var reference = UUID.randomUUID().toString();
        LOG.error("request failed, reference {}", reference, thrown);
        return new Problem(
                "about:blank",
                500,
                WebReason.UNEXPECTED.name(),
                Sentences.of(WebReason.UNEXPECTED),
                Map.of("reference", reference),
                List.of());
    }

    private static Problem unreadable(HttpMessageNotReadableException unreadable) {
        if (isTooLarge(unreadable)) {
            return problem(413, WebReason.TOO_LARGE);
        }
        if (unreadable.getCause() instanceof JacksonException json) {
            var path = json.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                    .reduce((a, b) -> b.startsWith("[") ? a + b : a + "." + b);
            if (path.isPresent()) {
                return field(
                        path.get(),
                        json instanceof UnrecognizedPropertyException
                                ? WebReason.FIELD_UNKNOWN
                                : WebReason.FIELD_INVALID);
            }
        }
        return problem(400, WebReason.MALFORMED_REQUEST);
    }

    private static boolean isTooLarge(Throwable thrown) {
        for (var cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof RequestLimits.BodyTooLarge) {
                return true;
            }
        }
        return false;
    }

    private static Problem field(String name, WebReason reason) {
        return ProblemException.fields(List.of(new FieldProblem(name, reason.name(), Sentences.of(reason))))
                .problem();
    }

    private static Problem known(HttpStatusCode status) {
        return switch (status.value()) {
            case 401 -> problem(401, WebReason.NOT_SIGNED_IN);
            case 403 -> problem(403, WebReason.NOT_ALLOWED);
            case 404 -> problem(404, WebReason.NOT_FOUND);
            case 405 -> problem(405, WebReason.METHOD_NOT_ALLOWED);
            case 406, 415 -> problem(415, WebReason.MEDIA_TYPE_NOT_SUPPORTED);
            case 413 -> problem(413, WebReason.TOO_LARGE);
            default -> problem(400, WebReason.MALFORMED_REQUEST);
        };
    }

    private static Problem problem(int status, WebReason reason) {
        return Problem.of(status, reason.name(), Sentences.of(reason));
    }
}
