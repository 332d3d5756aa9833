package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.Language;
import coop.fairpass.web.LivesBy;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.springframework.stereotype.Component;

/** What reviewers and the committee live by: how many files are under way, and how old they are. */
@Component
class QueueNumbers implements LivesBy {

    private static final int RANK = 10;
    private static final String PATH = "/candidatures";
    private static final int WEEK = 7;
    private static final int MONTH = 30;

    private final Applications applications;

    QueueNumbers(Applications applications) {
        this.applications = applications;
    }

    @Override
    public List<Panel> panelsFor(Actor actor) {
        if (!actor.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            return List.of();
        }
        var today = applications.today();
        var all = applications.in(
                ApplicationState.SUBMITTED,
                ApplicationState.IN_REVIEW,
                ApplicationState.ANSWERS_AWAITED,
                ApplicationState.WAITLISTED,
                ApplicationState.IN_APPEAL);
        long late = all.stream().filter(one -> one.isLateOn(today)).count();
        return List.of(new Panel(
                RANK,
                Language.say("Dossiers en cours", "Files under way"),
                List.of(
                        new Figure(count(all, ApplicationState.SUBMITTED), Language.say("à prendre", "to take"), PATH),
                        new Figure(
                                count(all, ApplicationState.IN_REVIEW),
                                Language.say("en examen", "under examination"),
                                PATH),
                        new Figure(
                                count(all, ApplicationState.ANSWERS_AWAITED),
                                Language.say("chez le candidat", "with the candidate"),
                                PATH),
                        new Figure(
                                count(all, ApplicationState.IN_APPEAL),
                                Language.say("en recours", "under appeal"),
                                PATH),
                        new Figure(
                                Language.say(late),
                                Language.say("pris ou à prendre en retard", "taken late or late to take"),
                                PATH)),
                all.isEmpty()
                        ? List.of()
                        : List.of(new Bars(
                                Language.say("Depuis leur signature", "Since they were signed"),
                                Chart.Unit.COUNT,
                                Language.say("Âge", "Age"),
                                List.of(
                                        new Bar(
                                                Language.say("Moins d’une semaine", "Less than a week"),
                                                aged(all, today, 0, WEEK),
                                                "paid"),
                                        new Bar(
                                                Language.say("Moins d’un mois", "Less than a month"),
                                                aged(all, today, WEEK, MONTH),
                                                "keep"),
                                        new Bar(
                                                Language.say("Un mois et plus", "A month and more"),
                                                aged(all, today, MONTH, Integer.MAX_VALUE),
                                                "fee")))),
                List.of()));
    }

    private static String count(List<Application> all, ApplicationState state) {
        return Language.say(all.stream().filter(one -> one.state() == state).count());
    }

    private static long aged(List<Application> all, LocalDate today, int from, int until) {
        return all.stream()
                .mapToLong(one -> ChronoUnit.DAYS.between(one.submittedOn().orElse(one.begunOn()), today))
                .filter(age -> age >= from && age < until)
                .count();
    }
}
