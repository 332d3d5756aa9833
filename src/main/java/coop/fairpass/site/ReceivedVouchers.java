package coop.fairpass.site;

import coop.fairpass.directory.Organisations;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * « J’ai reçu des chèques »: the one page that somebody in difficulty needs to know, which leads to the four things
 * they may want; each can be done by somebody else for them, by telephone or at a desk.
 */
@Controller
class ReceivedVouchers {

    private final Organisations organisations;

    ReceivedVouchers(Organisations organisations) {
        this.organisations = organisations;
    }

    @GetMapping("/mes-cheques")
    String start(Model model) {
        model.addAttribute("publisher", Publisher.of(organisations));
        return "site/received";
    }
}
