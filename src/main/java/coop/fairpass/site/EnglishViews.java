package coop.fairpass.site;

import coop.fairpass.web.Language;
import gg.jte.springframework.boot.autoconfigure.JteViewResolver;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.ViewResolver;

/** The English of a page, for who reads English; where there is none yet, the French page, which says so. */
@Component
@ConditionalOnWebApplication
class EnglishViews implements ViewResolver, Ordered {

    private final JteViewResolver templates;

    EnglishViews(JteViewResolver templates) {
        this.templates = templates;
    }

    @Override
    public @Nullable View resolveViewName(String name, Locale locale) throws Exception {
        return Language.reading() == Language.ENGLISH && !name.contains(":")
                ? templates.resolveViewName(Language.ENGLISH.tag() + "/" + name, locale)
                : null;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }
}
