package coop.fairpass.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No program sends more than its address can use: a written request is at most {@value #MOST_WRITTEN} bytes, a file at
 * most {@value #MOST_FILE}. The files of the bank have a limit of their own, where they are read.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestLimits extends OncePerRequestFilter {

    static final int MOST_WRITTEN = 2 * 1024 * 1024;
    static final int MOST_FILE = 32 * 1024 * 1024;

    private static final String BANK_FILES = "/api/v1/bank/files";

    /** More came than was allowed, and the rest was not read. */
    static final class BodyTooLarge extends IOException {
        private static final long serialVersionUID = 1L;

        BodyTooLarge() {
            super("the body of the request is too large");
        }
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !PlainProblem.isForAProgram(request) || request.getRequestURI().equals(BANK_FILES);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        int most = isFile(request.getContentType()) ? MOST_FILE : MOST_WRITTEN;
        if (request.getContentLengthLong() > most) {
            response.setHeader("Connection", "close");
            PlainProblem.write(response, 413, WebReason.TOO_LARGE);
            return;
        }
        chain.doFilter(new Bounded(request, most), response);
    }

    private static boolean isFile(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        var type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("multipart/")
                || type.startsWith("image/")
                || type.startsWith("application/octet-stream")
                || type.startsWith("application/x-pem-file");
    }

    private static final class Bounded extends HttpServletRequestWrapper {
        private final int most;
        private @Nullable ServletInputStream stream;

        Bounded(HttpServletRequest request, int most) {
            super(request);
            this.most = most;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                stream = new BoundedBody(super.getInputStream(), most);
            }
            return stream;
        }

        @Override
        public BufferedReader getReader() throws IOException {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }
    }

    private static final class BoundedBody extends ServletInputStream {
        private final ServletInputStream body;
        private final BoundedStream bounded;

        BoundedBody(ServletInputStream body, long most) {
            this.body = body;
            this.bounded = new BoundedStream(body, most, BodyTooLarge::new);
        }

        @Override
        public int read() throws IOException {
            return bounded.read();
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return bounded.read(bytes, offset, length);
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
