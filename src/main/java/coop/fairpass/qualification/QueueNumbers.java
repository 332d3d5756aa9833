package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.web.Bars;
import coop.fairpass.web.Bars.Bar;
import coop.fairpass.web.Chart;
import coop.fairpass.web.LivesBy;
import coop.fairpass.web.Plural;
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
                "Dossiers en cours",
                List.of(
                        new Figure(count(all, ApplicationState.SUBMITTED), "à prendre", PATH),
                        new Figure(count(all, ApplicationState.IN_REVIEW), "en examen", PATH),
                        new Figure(count(all, ApplicationState.ANSWERS_AWAITED), "chez le candidat", PATH),
                        new Figure(count(all, ApplicationState.IN_APPEAL), "en recours", PATH),
                        new Figure(Plural.number(late), "pris ou à prendre en retard", PATH)),
                all.isEmpty()
                        ? List.of()
                        : List.of(new Bars(
                                "Depuis leur signature",
                                Chart.Unit.COUNT,
                                "Âge",
                                List.of(
                                        new Bar("Moins d’une semaine", aged(all, today, 0, WEEK), "paid"),
                                        new Bar("Moins d’un mois", aged(all, today, WEEK, MONTH), "keep"),
                                        new Bar(
                                                "Un mois et plus",
                                                aged(all, today, MONTH, Integer.MAX_VALUE),
                                                "fee")))),
                List.of()));
    }

    private static String count(List<Application> all, ApplicationState state) {
        return Plural.number(all.stream().filter(one -> one.state() == state).count());
    }

    private static long aged(List<Application> all, LocalDate today, int from, int until) {
        return all.stream()
                .mapToLong(one -> ChronoUnit.DAYS.between(one.submittedOn().orElse(one.begunOn()), today))
                .filter(age -> age >= from && age < until)
                .count();
    }
}
