package coop.fairpass.site;

import coop.fairpass.calendar.Paris;
import coop.fairpass.web.RulesInForce;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Every rate and rule in force, open to all, each with the decision that made it. */
@Controller
class RulesPage {

    private final List<RulesInForce> rooms;
    private final Clock clock;

    RulesPage(List<RulesInForce> rooms, Clock clock) {
        this.rooms = rooms.stream()
                .sorted(Comparator.comparingInt(RulesInForce::rank))
                .toList();
        this.clock = clock;
    }

    @GetMapping("/regles")
    String read(Model model) {
        var today = Paris.today(clock);
        model.addAttribute("today", today);
        model.addAttribute(
                "rules",
                rooms.stream().flatMap(room -> room.rulesOn(today).stream()).toList());
        return "site/rules";
    }
}
