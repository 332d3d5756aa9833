package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.SensitiveReads;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Records that something sensitive was read, once it was: a refusal shows nothing. */
@Component
class RecordReadings implements HandlerInterceptor, WebMvcConfigurer {

    private static final int LONGEST = 300;

    private final SensitiveReads reads;

    RecordReadings(SensitiveReads reads) {
        this.reads = reads;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable Exception thrown) {
        var read = handler instanceof HandlerMethod method ? method.getMethodAnnotation(ReadsSensitive.class) : null;
        if (read == null || thrown != null || response.getStatus() >= HttpStatus.BAD_REQUEST.value()) {
            return;
        }
        caller().ifPresent(by ->
                reads.keep(read.value(), by.reference(), about(request, read.organisation(), by), address(request)));
    }

    private static Optional<Actor> caller() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
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
