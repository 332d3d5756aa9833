package coop.fairpass.web;

import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Turns whatever a programming interface throws into one problem with a stable reason. */
@Order(0) // before whoever tells people
@RestControllerAdvice(annotations = RestController.class)
class ProblemAnswers {

    @ExceptionHandler(Exception.class)
    ResponseEntity<Problem> answer(Exception thrown) {
        var problem = ThrownProblem.of(thrown);
        return ResponseEntity.status(problem.status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
