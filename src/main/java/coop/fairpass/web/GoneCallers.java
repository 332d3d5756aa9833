package coop.fairpass.web;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/**
 * Whoever leaves while they are answered, by closing a page or a connection: there is nobody left to tell, and nothing
 * is wrong with us, so that no error is written in the journal.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
@ControllerAdvice
class GoneCallers {

    /** To ask for the response is to say that it is dealt with: nothing more is written to it. */
    @ExceptionHandler(AsyncRequestNotUsableException.class)
    void gone(@SuppressWarnings("unused") HttpServletResponse response) {}
}
