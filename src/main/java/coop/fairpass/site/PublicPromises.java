package coop.fairpass.site;

import coop.fairpass.directory.Organisations;
import coop.fairpass.web.Language;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * What the site owes its readers, linked at the foot of every page: how far it is accessible (act 2005-102, article 47;
 * RGAA 4.1) and what is kept of people (GDPR, articles 13 and 82 of the French data protection act for cookies).
 */
@Controller
class PublicPromises {

    /**
     * The day on which the rules that the tests check were last widened or reviewed. It is written by hand: a date that
     * moved at each build would say that somebody had looked when nobody had.
     */
    private static final String CHECKED_ON = "2026-11-26";

    private final Organisations organisations;
    private final LocalDate checkedOn;

    PublicPromises(
            Organisations organisations,
            @Value("${fairpass.accessibility.checked-on:" + CHECKED_ON + "}") String checkedOn) {
        this.organisations = organisations;
        this.checkedOn = LocalDate.parse(checkedOn);
    }

    @GetMapping("/accessibilite")
    String accessibility(Model model) {
        model.addAttribute("checkedOn", Language.sayLong(checkedOn));
        model.addAttribute("publisher", publisher());
        return "site/accessibility";
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
