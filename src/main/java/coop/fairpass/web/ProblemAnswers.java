package coop.fairpass.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;

/**
 * Turns whatever a programming interface throws into one problem with a stable reason; nothing leaks, nothing is a bare
 * 500.
 */
@RestControllerAdvice(annotations = RestController.class)
class ProblemAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    @ExceptionHandler(ProblemException.class)
    ResponseEntity<Problem> refused(ProblemException refused) {
        return answer(refused.problem());
    }

    @ExceptionHandler(HttpMessageNotReadableException.class)
    ResponseEntity<Problem> unreadable(HttpMessageNotReadableException unreadable) {
        if (unreadable.getCause() instanceof JacksonException json) {
            var path = json.getPath().stream()
                    .map(step -> step.getPropertyName() == null ? "[" + step.getIndex() + "]" : step.getPropertyName())
                    .reduce((a, b) -> b.startsWith("[") ? a + b : a + "." + b);
            if (path.isPresent()) {
                return answer(ProblemException.fields(List.of(new Problem.FieldProblem(
                                path.get(), WebReason.FIELD_INVALID.name(), Sentences.of(WebReason.FIELD_INVALID))))
                        .problem());
            }
        }
        return answer(problem(400, WebReason.MALFORMED_REQUEST));
    }

    @ExceptionHandler(MethodArgumentTypeMismatchException.class)
    ResponseEntity<Problem> mismatched(MethodArgumentTypeMismatchException mismatch) {
        return answer(ProblemException.fields(List.of(new Problem.FieldProblem(
                        mismatch.getName(), WebReason.FIELD_INVALID.name(), Sentences.of(WebReason.FIELD_INVALID))))
                .problem());
    }

    @ExceptionHandler(Exception.class)
    ResponseEntity<Problem> other(Exception thrown) {
        if (thrown instanceof ErrorResponse answered
                && !answered.getStatusCode().is5xxServerError()) {
            return answer(known(answered.getStatusCode()));
        }
        var reference = UUID.randomUUID().toString();
        LOG.error("request failed, reference {}", reference, thrown);
        return answer(new Problem(
                "about:blank",
                500,
                WebReason.UNEXPECTED.name(),
                Sentences.of(WebReason.UNEXPECTED),
                Map.of("reference", reference),
                List.of()));
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

    private static ResponseEntity<Problem> answer(Problem problem) {
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
