package coop.fairpass.desk;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.ProblemException;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Vos données : what an organisation takes away of itself. */
@Controller
class TakeAwayPages {

    private final TakeAway takeAway;
    private final People people;

    TakeAwayPages(TakeAway takeAway, People people) {
        this.takeAway = takeAway;
        this.people = people;
    }

    /** All the people of a provider read what may be taken away, and by whom. */
    @GetMapping("/structure/donnees")
    String page(Actor by, Model model) {
        var own = by.organisation()
                .filter(_ ->
                        by.hasAny(Role.PROVIDER_ADMIN, Role.LEGAL_REPRESENTATIVE, Role.PROVIDER_STAFF, Role.MEDIATOR))
                .orElseThrow(ProblemException::notAllowed);
        model.addAttribute("mayTake", TakeAway.mayTake(by, own));
        model.addAttribute(
                "who",
                people.seatsIn(own).stream()
                        .filter(seat -> seat.roles().contains(Role.PROVIDER_ADMIN)
                                || seat.roles().contains(Role.LEGAL_REPRESENTATIVE))
                        .map(People.Seat::name)
                        .sorted()
                        .toList());
        return "desk/take-away";
    }

    @GetMapping("/structure/donnees.zip")
    @ReadsSensitive(Sensitive.ORGANISATION_RECORDS)
    ResponseEntity<StreamingResponseBody> take(Actor by) {
        return takeAway.zip(by.organisation().orElseThrow(ProblemException::notAllowed), by);
    }
}
