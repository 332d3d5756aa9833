package coop.fairpass.site;

import coop.fairpass.access.SignedIn;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisation;
import coop.fairpass.directory.Organisations;
import coop.fairpass.web.Banner;
import coop.fairpass.web.Caller;
import coop.fairpass.web.Language;
import gg.jte.TemplateEngine;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
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
    private final TemplateEngine templates;
    private final List<Banner> banners;
    private final Clock clock;
    private final boolean demonstration;

    Frames(
            Organisations organisations,
            TemplateEngine templates,
            List<Banner> banners,
            Clock clock,
            @Value("${fairpass.demonstration:false}") boolean demonstration) {
        this.organisations = organisations;
        this.templates = templates;
        this.banners = banners;
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
            page.addObject("frame", frame(request, view, this::said));
        }
    }

    private List<Banner.Words> said() {
        var reader = Caller.now();
        return banners.stream()
                .flatMap(banner -> banner.bannerFor(reader).stream())
                .toList();
    }

    /**
     * The frame of a page that says what went wrong: it asks the database for nothing that it can do without.
     *
     * @param view the template that will be drawn within it
     */
    Frame frame(HttpServletRequest request, String view) {
        return frame(request, view, List::of);
    }

    private Frame frame(HttpServletRequest request, String view, Supplier<List<Banner.Words>> said) {
        boolean isFrenchOnly = Language.reading() == Language.ENGLISH
                && !templates.hasTemplate(Language.ENGLISH.tag() + "/" + view + ".jte");
        return (isFrenchOnly ? Language.FRENCH : Language.reading())
                .during(() -> frame(request, isFrenchOnly, said.get()));
    }

    private Frame frame(HttpServletRequest request, boolean isFrenchOnly, List<Banner.Words> said) {
        var actor = Caller.now();
        var today = Paris.today(clock);
        return new Frame(
                actor,
                actor.flatMap(Actor::organisation)
                        .flatMap(organisations::find)
                        .map(Organisation::legalName)
                        .orElse(""),
                request.getRequestURI(),
                Optional.ofNullable(request.getQueryString()).orElse(""),
                demonstration,
                Language.say(Paris.frenchLong(today), Paris.englishLong(today)),
                SignedIn.of(request).isPresent(),
                isFrenchOnly,
                said,
                () -> request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token
                        ? token.getToken()
                        : "");
    }
}
