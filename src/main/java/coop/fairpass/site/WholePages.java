package coop.fairpass.site;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import gg.jte.springframework.boot.autoconfigure.JteProperties;
import gg.jte.springframework.boot.autoconfigure.JteView;
import gg.jte.springframework.boot.autoconfigure.JteViewResolver;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.view.AbstractUrlBasedView;

/**
 * A page is drawn whole, then sent at once: its thousand pieces do not each go through the writers of the filters, and
 * one that cannot be drawn to its end is a page of what went wrong, not half a page.
 */
@Component
@ConditionalOnWebApplication
class WholePages extends JteViewResolver {

    /** Characters; most pages have fewer. */
    private static final int USUAL_LENGTH = 32_768;

    private final TemplateEngine templates;

    WholePages(TemplateEngine templates, JteProperties settings) {
        super(templates, settings);
        this.templates = templates;
    }

    @Override
    protected AbstractUrlBasedView instantiateView() {
        return new WholePage(templates);
    }

    private static final class WholePage extends JteView {

        private final TemplateEngine templates;

        WholePage(TemplateEngine templates) {
            super(templates);
            this.templates = templates;
        }

        /** As what it extends does, without telling the log what the page holds: a code, a name. */
        @Override
        public void render(@Nullable Map<String, ?> model, HttpServletRequest request, HttpServletResponse response)
                throws Exception {
            var whole = createMergedOutputModel(model, request, response);
            prepareResponse(request, response);
            renderMergedOutputModel(whole, getRequestToExpose(request), response);
        }

        @Override
        protected void renderMergedTemplateModel(
                Map<String, Object> model, HttpServletRequest request, HttpServletResponse response) throws Exception {
            var page = new StringOutput(USUAL_LENGTH);
            templates.render(Objects.requireNonNull(getUrl()), model, new PageOutput(page));
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.getOutputStream().write(page.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
