package coop.fairpass.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/** A problem told where no controller is reached: by a filter, or for an address that nothing answers. */
public final class PlainProblem {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private PlainProblem() {}

    /** Whether whoever asks is a program, and so reads a problem rather than a page. */
    public static boolean isForAProgram(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    public static void write(HttpServletResponse response, int status, WebReason reason) throws IOException {
        write(response, Problem.of(status, reason.name(), Sentences.of(reason)));
    }

    static void write(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(JSON.writeValueAsBytes(problem));
    }
}
