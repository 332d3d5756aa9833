package coop.fairpass.site;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Counts answers by the hundred of their status, and times redemptions as callers live them, keys and queues included.
 *
 * <p>All meters are made at the start: an address, which may hold a code, never becomes a label. Spring's own
 * observations, which make one for each request and each filter, are turned off in application.yaml.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class AnswersMeter implements Filter {

    private static final String TIMED = "/api/v1/redemptions";
    private static final Duration[] STEPS = IntStream.of(2, 5, 10, 15, 25, 50, 100, 250, 500, 1_000, 5_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final Counter[] answers;
    private final Timer redemptions;

    AnswersMeter(MeterRegistry registry) {
        answers = IntStream.rangeClosed(1, 5)
                .mapToObj(hundred -> Counter.builder("fairpass.http.answers")
                        .description("Answers, by the hundred of their status")
                        .tag("status", hundred + "xx")
                        .register(registry))
                .toArray(Counter[]::new);
        redemptions = Timer.builder("fairpass.http.redemptions")
                .description("Calls to redeem, from the first filter to the whole answer")
                .serviceLevelObjectives(STEPS)
                .register(registry);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long start = System.nanoTime();
        int status = 500; // what an exception becomes
        try {
            chain.doFilter(request, response);
            status = ((HttpServletResponse) response).getStatus();
        } finally {
            answers[Math.clamp(status / 100, 1, 5) - 1].increment();
            var asked = (HttpServletRequest) request;
            if (TIMED.equals(asked.getRequestURI()) && "POST".equals(asked.getMethod())) {
                redemptions.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
            }
        }
    }
}
