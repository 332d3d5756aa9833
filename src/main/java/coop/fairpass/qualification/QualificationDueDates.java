package coop.fairpass.qualification;

import coop.fairpass.calendar.DailyTask;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Organisations;
import coop.fairpass.notices.Notices;
import coop.fairpass.qualification.Applications.EventKind;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the calendar says of qualification: files that nobody took in time, files left in silence (Q8), terms
 * that come near and pass (R-113, Q18), subscriptions of another year, offers on a service that goes.
 */
@Component
class QualificationDueDates implements DailyTask {

    /** Days before the term of a qualification on which its provider is reminded. */
    static final List<Integer> REMINDERS = List.of(90, 30, 7);

    /** Days without an answer after which a questioned file is withdrawn, and the days on which it is recalled (Q8). */
    static final int DAYS_OF_SILENCE = 90;

    private static final List<Integer> RECALLS = List.of(30, 60);

    private final Applications applications;
    private final Qualifications qualifications;
    private final EndQualification endQualification;
    private final RecallDraft recallDraft;
    private final SubscriptionInvoices subscriptions;
    private final OffersToMove offers;
    private final Organisations organisations;
    private final Notices notices;
    private final TransactionTemplate transaction;

    QualificationDueDates(
            Applications applications,
            Qualifications qualifications,
            EndQualification endQualification,
            RecallDraft recallDraft,
            SubscriptionInvoices subscriptions,
            OffersToMove offers,
            Organisations organisations,
            Notices notices,
            TransactionTemplate transaction) {
        this.applications = applications;
        this.qualifications = qualifications;
        this.endQualification = endQualification;
        this.recallDraft = recallDraft;
        this.subscriptions = subscriptions;
        this.offers = offers;
        this.organisations = organisations;
        this.notices = notices;
        this.transaction = transaction;
    }

    @Override
    public String name() {
        return "qualification: files, terms and subscriptions";
    }

    @Override
    public void run(LocalDate today) {
        applications.in(ApplicationState.SUBMITTED).stream()
                .filter(one -> one.isLateOn(today))
                .forEach(one -> transaction.executeWithoutResult(_ -> tellLate(one)));
        for (var one : applications.in(ApplicationState.ANSWERS_AWAITED)) {
            transaction.executeWithoutResult(_ -> answersAwaited(one, today));
        }
        applications.in(ApplicationState.DRAFT).stream()
                .filter(one -> RecallDraft.sleepsOn(one, today))
                .forEach(one -> transaction.executeWithoutResult(_ -> draft(one, today)));
        for (var provider : qualifications.providersWithTerm(today)) {
            transaction.executeWithoutResult(_ -> term(provider, today));
        }
        for (var due : subscriptions.dueOn(today)) {
            transaction.executeWithoutResult(
                    _ -> subscriptions.invoice(due.qualification(), due.provider(), due.yearFrom()));
        }
        offers.tell(today);
    }

    private void tellLate(Application one) {
        organisations
                .cooperative()
                .ifPresent(cooperative -> notices.tell(
                        cooperative.id(),
                        "application-late/" + one.id(),
                        "Un dossier de qualification est en retard",
                        "Dossier %d, %s : il devait être pris en charge le %s au plus tard."
                                .formatted(
                                        one.number(),
                                        one.name(),
                                        Paris.frenchLong(one.takeBy().orElseThrow()))));
    }

    private void answersAwaited(Application one, LocalDate today) {
        var asked = one.askedOn().orElse(today);
        if (!asked.plusDays(DAYS_OF_SILENCE).isAfter(today)) {
            withdraw(one);
            return;
        }
        RECALLS.stream()
                .filter(days -> !asked.plusDays(days).isAfter(today))
                .forEach(days -> notices.tell(
                        one.organisation().orElseThrow(),
                        "application-recalled/%s/%s/%d".formatted(one.id(), asked, days),
                        "Votre dossier %d attend vos réponses".formatted(one.number()),
                        "Sans réponse avant le %s, il sera clos. Un nouveau dossier restera possible."
                                .formatted(Paris.frenchLong(asked.plusDays(DAYS_OF_SILENCE)))));
    }

    private void draft(Application one, LocalDate today) {
        if (RecallDraft.closesOn(one).isAfter(today)) {
            recallDraft.handle(one.id(), today);
        } else {
            withdraw(one);
        }
    }

    private void withdraw(Application one) {
        var now = applications.lock(one.id()).orElseThrow();
        if (now.state() != one.state()) {
            return;
        }
        applications.move(one.id(), ApplicationState.WITHDRAWN);
        applications.note(one.id(), EventKind.WITHDRAWN, "Sans nouvelle.", Actor.CLOCK);
        now.organisation()
                .ifPresent(organisation -> notices.tell(
                        organisation,
                        "application-withdrawn/" + one.id(),
                        "Votre dossier %d est clos".formatted(one.number()),
                        "Il est resté sans nouvelle. Un nouveau dossier reprend ce qui était écrit."));
    }

    private void term(OrganisationId provider, LocalDate today) {
        var qualification = qualifications.on(provider, today);
        var term = qualification.map(qualifications::termOf);
        // Whoever leaves before its term is reminded of nothing; whoever gave notice for later still comes to it.
        if (term.isEmpty()
                || qualification
                        .flatMap(Qualification::end)
                        .filter(end -> !end.endedOn().isAfter(term.get()))
                        .isPresent()) {
            return;
        }
        REMINDERS.stream()
                .filter(days -> !term.get().minusDays(days).isAfter(today))
                .forEach(days -> notices.tell(
                        provider,
                        "qualification-term/%s/%d".formatted(term.get(), days),
                        "Votre qualification est à renouveler",
                        "Elle court jusqu’au %s. Le renouvellement ne redemande que ce qui a pu changer."
                                .formatted(Paris.frenchLong(term.get().minusDays(1)))));
        if (!term.get().isAfter(today)) {
            endQualification.handle(new EndQualification.Command(
                    provider, today, EndKind.LAPSED, "Arrivée à son terme sans renouvellement.", Actor.CLOCK));
        }
    }
}
