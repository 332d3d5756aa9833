package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** What a controller lives by: the vouchers that wait for a decision, by the day until which it must be taken. */
@Component
class HoldNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final String PATH = "/cheques/attente";
    private static final int SOON = 3;

    private final DecideHold holds;
    private final AppealRejection appeals;
    private final Clock clock;

    HoldNumbers(DecideHold holds, AppealRejection appeals, Clock clock) {
        this.holds = holds;
        this.appeals = appeals;
        this.clock = clock;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.has(Role.COOP_CONTROLLER)) {
            return List.of();
        }
        var today = Paris.today(clock);
        var days =
                holds.waiting(actor).stream().map(DecideHold.Waiting::decideBy).toList();
        long answered = holds.waiting(actor).stream()
                .filter(one -> one.providerSays().isPresent())
                .count();
        int contested = appeals.waiting(actor).size();
        return List.of(new Panel(
                RANK,
                Language.say("Chèques en attente d’une décision", "Vouchers that wait for a decision"),
                List.of(
                        new Figure(Language.say(days.size()), Language.say("en attente", "on hold"), PATH),
                        new Figure(
                                Language.say(answered),
                                Language.say("dont le lieu a dit pourquoi", "of which the place has said why"),
                                PATH),
                        new Figure(
                                Language.say(contested),
                                Language.say(
                                        Plural.words(contested, "rejet contesté", "rejets contestés"),
                                        Plural.englishWords(contested, "rejection disputed", "rejections disputed")),
                                PATH + "#recours")),
                days.isEmpty()
                        ? List.of()
                        : List.of(new Bars(
                                Language.say("Par jour limite", "By last day"),
                                Chart.Unit.COUNT,
                                Language.say("Jour limite", "Last day"),
                                List.of(
                                        new Bar(
                                                Language.say("En retard", "Late"),
                                                count(days, day -> day.isBefore(today)),
                                                "fee"),
                                        new Bar(
                                                Language.say("D’ici %d jours", "Within %d days")
                                                        .formatted(SOON),
                                                count(
                                                        days,
                                                        day -> !day.isBefore(today)
                                                                && !day.isAfter(today.plusDays(SOON))),
                                                "keep"),
                                        new Bar(
                                                Language.say("Plus tard", "Later"),
                                                count(days, day -> day.isAfter(today.plusDays(SOON))),
                                                "paid")))),
                List.of()));
    }

    private static long count(List<LocalDate> days, Predicate<LocalDate> when) {
        return days.stream().filter(when).count();
    }
}
