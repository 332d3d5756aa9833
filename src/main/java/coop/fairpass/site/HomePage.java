package coop.fairpass.site;

import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.WorkWaiting;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The first page: what waits for the person who came in, or what this is for a visitor. */
@Controller
class HomePage {

    private static final int NOTICES = 8;

    private final List<WorkWaiting> rooms;
    private final Notices notices;
    private final SegregatedFunds funds;

    HomePage(List<WorkWaiting> rooms, Notices notices, SegregatedFunds funds) {
        this.rooms = rooms;
        this.notices = notices;
        this.funds = funds;
    }

    @GetMapping("/")
    String home(Model model) {
        var visitor = Frames.visitor();
        if (visitor.isEmpty()) {
            model.addAttribute("coverage", funds.coverage());
            return "site/welcome";
        }
        var actor = visitor.get();
        model.addAttribute(
                "waiting",
                rooms.stream().flatMap(room -> room.waitingFor(actor).stream()).toList());
        model.addAttribute(
                "notices",
                actor.organisation()
                        .map(organisation -> notices.lastOf(organisation, NOTICES))
                        .orElse(List.of()));
        return "site/home";
    }
}
