package coop.fairpass.site;

import coop.fairpass.calendar.Paris;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.notices.Notices;
import coop.fairpass.web.Caller;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.LivesBy.Panel;
import coop.fairpass.web.Paused;
import coop.fairpass.web.WorkWaiting;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * The first page: what waits for the person who came in and the numbers their role lives by, or what this is for a
 * visitor.
 */
@Controller
class HomePage {

    private static final int NOTICES = 5;

    private final List<WorkWaiting> rooms;
    private final List<LivesBy> numbers;
    private final List<Paused> paused;
    private final Notices notices;
    private final SegregatedFunds funds;
    private final Clock clock;

    HomePage(
            List<WorkWaiting> rooms,
            List<LivesBy> numbers,
            List<Paused> paused,
            Notices notices,
            SegregatedFunds funds,
            Clock clock) {
        this.rooms = rooms;
        this.numbers = numbers;
        this.paused = paused;
        this.notices = notices;
        this.funds = funds;
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Model model) {
        var visitor = Caller.now();
        if (visitor.isEmpty()) {
            model.addAttribute("coverage", funds.coverage());
            return "site/welcome";
        }
        var actor = visitor.get();
        var today = Paris.today(clock);
        var waiting = rooms.stream()
                .flatMap(room -> room.waitingFor(actor).stream())
                .map(one -> Todo.of(one, today))
                .sorted(Todo.SOONEST_FIRST)
                .toList();
        var panels = numbers.stream()
                .flatMap(room -> room.panelsFor(actor).stream())
                .sorted(Comparator.comparingInt(Panel::rank))
                .toList();
        var acts = Home.actsOf(actor);
        model.addAttribute(
                "home",
                new Home(
                        acts.stream().filter(act -> whyNot(act).isEmpty()).toList(),
                        acts.stream().flatMap(act -> whyNot(act).stream()).toList(),
                        waiting,
                        panels));
        model.addAttribute("handOver", UUID.randomUUID().toString());
        model.addAttribute("notices", notices.readBy(actor, Optional.empty(), NOTICES));
        return "site/home";
    }

    private Optional<Paused.Words> whyNot(Home.Act act) {
        return paused.stream().flatMap(one -> one.why(act.path()).stream()).findFirst();
    }
}
