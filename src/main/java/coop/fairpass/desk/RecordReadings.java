package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.SensitiveReads;
import coop.fairpass.web.Caller;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.AsyncHandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Records that something sensitive was read, once it was: a refusal shows nothing. */
@Component
class RecordReadings implements AsyncHandlerInterceptor, WebMvcConfigurer {

    private static final int LONGEST = 300;

    private final SensitiveReads reads;

    /** Looked for once: every answer passes here, redemptions too. */
    private final Map<Method, Optional<ReadsSensitive>> known = new ConcurrentHashMap<>();

    RecordReadings(SensitiveReads reads) {
        this.reads = reads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    /** What is written as it goes has been granted: recorded while we know to whom, before it is all read. */
    @Override
    public void afterConcurrentHandlingStarted(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        record(request, response, handler);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        if (thrown == null && request.getDispatcherType() != DispatcherType.ASYNC) {
            record(request, response, handler);
        }
    }

    private void record(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var read = handler instanceof HandlerMethod method ? readBy(method) : Optional.<ReadsSensitive>empty();
        if (read.isEmpty() || response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            return;
        }
        Caller.now()
                .ifPresent(by -> reads.keep(
                        read.get().value(),
                        by.reference(),
                        about(request, read.get().organisation(), by),
                        address(request)));
    }

    private Optional<ReadsSensitive> readBy(HandlerMethod method) {
        return known.computeIfAbsent(
                method.getMethod(), _ -> Optional.ofNullable(method.getMethodAnnotation(ReadsSensitive.class)));
    }

    /** The organisation that the address names; else the reader’s own, unless it is the cooperative’s work. */
    private static Optional<UUID> about(HttpServletRequest request, String variable, Actor by) {
        if (variable.isEmpty()) {
            return by.isOfTheCooperative()
                    ? Optional.empty()
                    : by.organisation().map(OrganisationId::value);
        }
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && variables.get(variable) instanceof String named
                ? Optional.of(UUID.fromString(named))
                : Optional.empty();
    }

    private static String address(HttpServletRequest request) {
        var address = request.getRequestURI();
        return address.length() > LONGEST ? address.substring(0, LONGEST) : address;
    }
}
