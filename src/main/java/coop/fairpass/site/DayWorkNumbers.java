package coop.fairpass.site;

import coop.fairpass.calendar.DueWork;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** What an operator lives by: that what is due each day was done whole. */
@Component
class DayWorkNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final Duration LONGEST = Duration.ofHours(26);

    private final DueWork dueWork;
    private final Clock clock;

    DayWorkNumbers(DueWork dueWork, Clock clock) {
        this.dueWork = dueWork;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        return actor.has(Role.OPERATOR) ? List.of(work()) : List.of();
    }

    private Panel work() {
        var last = dueWork.lastWholeRun();
        boolean isNever = last.equals(Instant.EPOCH);
        boolean isLate = isNever || Duration.between(last, clock.instant()).compareTo(LONGEST) > 0;
        return new Panel(
                RANK,
                isLate
                        ? Language.say("⚠ Travaux du jour : à regarder", "⚠ Work of the day: look at it")
                        : Language.say("✓ Travaux du jour : faits", "✓ Work of the day: done"),
                List.of(new Figure(
                        isNever ? Language.say("Jamais", "Never") : Language.say(last),
                        Language.say(
                                "dernier passage où rien n’a échoué, depuis que ce programme tourne",
                                "last time when nothing failed, since this program has been running"),
                        "")),
                List.of(),
                List.of(Language.say(
                        "Ce qui a échoué est dans le journal, et sera refait au passage suivant.",
                        "What failed is in the log, and will be done again next time.")));
    }
}
