package coop.fairpass.site;

import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Unavailable;
import coop.fairpass.web.WebReason;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** What a person reads when a page cannot be shown: what happened, in one sentence, and a way on. */
@ControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
class PageProblems {

    private static final Logger LOG = LoggerFactory.getLogger(PageProblems.class);

    private final Frames frames;

    private static final String VIEW = "site/problem";

    PageProblems(Frames frames) {
        this.frames = frames;
    }

    @ExceptionHandler(ProblemException.class)
    ModelAndView refused(ProblemException refused, HttpServletRequest request) {
        var problem = refused.problem();
        return page(request, problem.status(), problem.title(), "");
    }

    /** An address with a word where an id or a number was awaited is the address of nothing. */
    @ExceptionHandler({NoResourceFoundException.class, MethodArgumentTypeMismatchException.class})
    ModelAndView absent(HttpServletRequest request) {
        return page(request, 404, Sentences.of(WebReason.NOT_FOUND), "");
    }

    @ExceptionHandler(Exception.class)
    ModelAndView other(Exception thrown, HttpServletRequest request) {
        if (thrown instanceof ErrorResponse answered
                && !answered.getStatusCode().is5xxServerError()) {
            return page(request, answered.getStatusCode().value(), sentence(answered.getStatusCode()), "");
        }
        if (Unavailable.isCauseOf(thrown)) {
            LOG.warn("the database did not answer: {}", thrown.toString());
            return page(request, 503, Sentences.of(WebReason.TRY_LATER), "");
        }
        var reference = UUID.randomUUID().toString();
        LOG.error("page failed, reference {}", reference, thrown);
        return page(request, 500, Sentences.of(WebReason.UNEXPECTED), reference);
    }

    private static String sentence(HttpStatusCode status) {
        return Sentences.of(
                switch (status.value()) {
                    case 404 -> WebReason.NOT_FOUND;
                    case 405 -> WebReason.METHOD_NOT_ALLOWED;
                    case 413 -> WebReason.TOO_LARGE;
                    case 415 -> WebReason.MEDIA_TYPE_NOT_SUPPORTED;
                    default -> WebReason.MALFORMED_REQUEST;
                });
    }

    private ModelAndView page(HttpServletRequest request, int status, String text, String reference) {
        var view = new ModelAndView(
                VIEW,
                Map.of(
                        "frame",
                        frames.frame(request, VIEW),
                        "title",
                        status == 404
                                ? Language.say("Page introuvable", "Page not found")
                                : Language.say("Cela n’a pas pu se faire", "That could not be done"),
                        "text",
                        text,
                        "reference",
                        reference));
        view.setStatus(HttpStatusCode.valueOf(status));
        return view;
    }
}
