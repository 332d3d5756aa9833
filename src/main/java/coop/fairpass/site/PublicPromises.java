package coop.fairpass.site;

import coop.fairpass.directory.Organisations;
import coop.fairpass.web.Language;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the site owes its readers, linked at the foot of every page: how far it is accessible (act 2005-102, article 47;
 * RGAA 4.1.2) and what is kept of people (GDPR, articles 13 and 82 of the French data protection act for cookies).
 */
@Controller
class PublicPromises {

    private final Organisations organisations;

    PublicPromises(Organisations organisations) {
        this.organisations = organisations;
    }

    @GetMapping("/accessibilite")
    String accessibility(Model model) {
        model.addAttribute("evaluation", Evaluation.LAST);
        model.addAttribute("checkedOn", Language.sayLong(Evaluation.LAST.on()));
        model.addAttribute("publisher", publisher());
        return "site/accessibility";
    }

    /** A second way to every part of the site, beside its menus (RGAA, 12.1). */
    @GetMapping("/plan-du-site")
    String plan() {
        return "site/plan";
    }

    @GetMapping("/confidentialite")
    String privacy(Model model) {
        model.addAttribute("publisher", publisher());
        return "site/privacy";
    }

    private Publisher publisher() {
        return Publisher.of(organisations);
    }
}
