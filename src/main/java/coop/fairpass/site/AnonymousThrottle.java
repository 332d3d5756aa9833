package coop.fairpass.site;

import coop.fairpass.web.Caller;
import coop.fairpass.web.PlainProblem;
import coop.fairpass.web.Throttle;
import coop.fairpass.web.WebReason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever shows no known key is answered so many times a minute from one address, and no more: codes and keys cannot be
 * tried by millions. Behind a proxy that the operator named, the address is that of its caller ({@link FrontDoor}).
 */
final class AnonymousThrottle extends OncePerRequestFilter {

    private final Throttle throttle;

    AnonymousThrottle(Clock clock, int mostPerMinute) {
        this.throttle = new Throttle(clock, Duration.ofMinutes(1), mostPerMinute);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (Caller.now().isPresent() || throttle.takes(request.getRemoteAddr())) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", Long.toString(throttle.secondsLeft()));
        PlainProblem.write(response, 429, WebReason.TOO_MANY_REQUESTS);
    }
}
