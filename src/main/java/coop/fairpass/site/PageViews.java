package coop.fairpass.site;

import gg.jte.TemplateEngine;
import gg.jte.output.PrintWriterOutput;
import gg.jte.springframework.boot.autoconfigure.JteProperties;
import gg.jte.springframework.boot.autoconfigure.JteView;
import gg.jte.springframework.boot.autoconfigure.JteViewResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/** Draws every page through one {@link PageOutput}. */
@Component
@ConditionalOnWebApplication
class PageViews extends JteViewResolver {

    private final TemplateEngine templates;

    PageViews(TemplateEngine templates, JteProperties properties) {
        super(templates, properties);
        this.templates = templates;
    }

    @Override
    protected AbstractUrlBasedView instantiateView() {
        return new Drawn(templates);
    }

    private static final class Drawn extends JteView {

        private final TemplateEngine templates;

        Drawn(TemplateEngine templates) {
            super(templates);
            this.templates = templates;
        }

        @Override
        protected void renderMergedTemplateModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            templates.render(
                    Objects.requireNonNull(getUrl()),
                    model,
                    new PageOutput(new PrintWriterOutput(response.getWriter())));
        }
    }
}
