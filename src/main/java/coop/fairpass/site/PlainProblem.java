package coop.fairpass.site;

import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A problem told by a filter, where no controller is reached; its sentences need no escaping. */
final class PlainProblem {

    private PlainProblem() {}

    static void write(HttpServletResponse response, int status, WebReason reason) throws IOException {
        response.setStatus(status);
        response.setContentType("application/problem+json");
        var body = """
                {"type":"about:blank","status":%d,"reason":"%s","title":"%s","details":{},"errors":[]}""".formatted(status, reason.name(), Sentences.of(reason));
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }
}
