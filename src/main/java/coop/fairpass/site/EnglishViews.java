package coop.fairpass.site;

import coop.fairpass.web.Language;
import gg.jte.springframework.boot.autoconfigure.JteViewResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** The English of a page, for who reads English; where there is none, the French page, whole, which says so. */
@Component
@ConditionalOnWebApplication
class EnglishViews implements ViewResolver, Ordered {

    private final JteViewResolver templates;

    EnglishViews(JteViewResolver templates) {
        this.templates = templates;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) throws Exception {
        if (Language.reading() == Language.FRENCH || name.contains(":")) {
            return null;
        }
        var english = templates.resolveViewName(Language.ENGLISH.tag() + "/" + name, locale);
        if (english != null) {
            return english;
        }
        var french = templates.resolveViewName(name, locale);
        return french == null ? null : new WhollyFrench(french);
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    /** A page of which every word is French, its menu and its days too, whatever its reader chose. */
    private record WhollyFrench(View page) implements View {

        @Override
        public @Nullable String getContentType() {
            return page.getContentType();
        }

        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            Language.FRENCH.during(() -> {
                page.render(model, request, response);
                return page;
            });
        }
    }
}
