package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.PlainProblem;
import coop.fairpass.web.WebReason;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Whoever shows no known key is answered so many times a minute from one address, and no more: codes and keys cannot be
 * tried by millions. Behind a proxy that the operator named, the address is that of its caller ({@link FrontDoor}).
 * Counted in the memory of this program, forgotten each minute.
 */
final class AnonymousThrottle extends OncePerRequestFilter {

    private static final long MINUTE = 60;
    private static final int MOST_ADDRESSES = 100_000;

    private record Minute(long number, Map<String, Integer> counts) {}

    private final Clock clock;
    private final int mostPerMinute;
    private final AtomicReference<Minute> current = new AtomicReference<>(new Minute(0, Map.of()));

    AnonymousThrottle(Clock clock, int mostPerMinute) {
        this.clock = clock;
        this.mostPerMinute = mostPerMinute;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        boolean isKnown = authentication != null && authentication.getPrincipal() instanceof Actor;
        if (isKnown || count(request.getRemoteAddr()) <= mostPerMinute) {
            chain.doFilter(request, response);
            return;
        }
        response.setHeader("Retry-After", Long.toString(MINUTE - clock.instant().getEpochSecond() % MINUTE));
        PlainProblem.write(response, 429, WebReason.TOO_MANY_REQUESTS);
    }

    /** How many times an address has asked in this minute; past a number of addresses, all the others are one. */
    private int count(String address) {
        long number = Math.floorDiv(clock.instant().getEpochSecond(), MINUTE);
        var minute = current.updateAndGet(
                known -> known.number() == number ? known : new Minute(number, new ConcurrentHashMap<>()));
        var counted = minute.counts().size() < MOST_ADDRESSES || minute.counts().containsKey(address) ? address : "";
        return minute.counts().merge(counted, 1, Integer::sum);
    }
}
