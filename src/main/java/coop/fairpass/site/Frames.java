package coop.fairpass.site;

import coop.fairpass.access.SignedIn;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page its {@link Frame}; what answers programs has none. */
@Component
class Frames implements HandlerInterceptor, WebMvcConfigurer {

    private final Organisations organisations;
    private final Clock clock;
    private final boolean demonstration;

    Frames(Organisations organisations, Clock clock, @Value("${fairpass.demonstration:false}") boolean demonstration) {
        this.organisations = organisations;
        this.clock = clock;
        this.demonstration = demonstration;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public void postHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler, @Nullable ModelAndView page) {
        var view = page == null ? null : page.getViewName();
        if (page != null && view != null && !view.startsWith("redirect:")) {
            page.addObject("frame", frame(request));
        }
    }

    Frame frame(HttpServletRequest request) {
        var actor = visitor();
        return new Frame(
                actor,
                actor.flatMap(Actor::organisation)
                        .flatMap(organisations::find)
                        .map(Organisation::legalName)
                        .orElse(""),
                request.getRequestURI(),
                demonstration,
                Paris.frenchLong(Paris.today(clock)),
                SignedIn.of(request).isPresent(),
                () -> request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? token.getToken()
                        : "");
    }

    /** Whoever came in; a visitor is nobody. */
    static Optional<Actor> visitor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof Actor actor
                ? Optional.of(actor)
                : Optional.empty();
    }
}
