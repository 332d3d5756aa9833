package coop.fairpass.site;

import coop.fairpass.directory.Actor;
import coop.fairpass.notices.Notice;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** All that an organisation was told and its reader may read, of which the first page shows the last few. */
@Controller
class NoticePages {

    private static final int ON_A_PAGE = 20;

    private final Notices notices;

    NoticePages(Notices notices) {
        this.notices = notices;
    }

    /** @param after the key of the last notice of the page before */
    @GetMapping("/avis")
    String all(@RequestParam(required = false) @Nullable String after, Actor by, Model model) {
        if (by.organisation().isEmpty()) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var last = checks.optionalText("after", after, 300);
        checks.orThrow();
        var page = Page.of(notices.readBy(by, last, ON_A_PAGE + 1), ON_A_PAGE, Notice::key);
        model.addAttribute("notices", page.items());
        model.addAttribute(
                "next",
                page.next()
                        .map(key -> "/avis?after=" + URLEncoder.encode(key, StandardCharsets.UTF_8))
                        .orElse(""));
        return "site/notices";
    }
}
