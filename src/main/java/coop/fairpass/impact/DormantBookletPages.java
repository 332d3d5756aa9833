package coop.fairpass.impact;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.ProblemException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Carnets qui dorment : handed over by one's own structure, and not begun. */
@Controller
class DormantBookletPages {

    static final String PATH = "/carnets/dormants";

    private final StartedBooklets started;

    DormantBookletPages(StartedBooklets started) {
        this.started = started;
    }

    @GetMapping(PATH)
    String show(Actor by, Model model) {
        if (!by.hasAny(Role.DISTRIBUTOR_MANAGER, Role.DISTRIBUTOR_AGENT)) {
            throw ProblemException.notAllowed();
        }
        var own = by.organisation().orElseThrow(ProblemException::notAllowed);
        var counted = started.of(own);
        model.addAttribute(
                "page",
                new DormantBooklets(
                        counted.started(),
                        counted.dormant(),
                        StartedBooklets.DORMANT_DAYS,
                        started.dormantOf(own).stream()
                                .map(one -> new DormantBooklets.Line(
                                        one.booklet().serial(), one.handedOverOn(), one.lastDay()))
                                .toList()));
        return "impact/dormant";
    }
}
