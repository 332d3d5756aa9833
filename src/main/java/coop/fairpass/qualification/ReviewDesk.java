package coop.fairpass.qualification;

import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.BankAccount.BankAccountState;
import coop.fairpass.directory.BankAccounts;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.People;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.ReviewPage.Act;
import coop.fairpass.qualification.ReviewPage.PastDecision;
import coop.fairpass.web.Language;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.Told;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Gathers what a reviewer reads of a file. */
@Component
class ReviewDesk {

    private final Applications applications;
    private final ApplicationDocuments documents;
    private final Questionnaires questionnaires;
    private final SignApplication sign;
    private final ReviewApplication review;
    private final DecideApplication decisions;
    private final AppealApplication appeals;
    private final AppealDisqualification contested;
    private final ZoneLimits limits;
    private final Qualifications qualifications;
    private final BankAccounts accounts;
    private final People people;
    private final Catalogue catalogue;

    ReviewDesk(
            Applications applications,
            ApplicationDocuments documents,
            Questionnaires questionnaires,
            SignApplication sign,
            ReviewApplication review,
            DecideApplication decisions,
            AppealApplication appeals,
            AppealDisqualification contested,
            ZoneLimits limits,
            Qualifications qualifications,
            BankAccounts accounts,
            People people,
            Catalogue catalogue) {
        this.applications = applications;
        this.documents = documents;
        this.questionnaires = questionnaires;
        this.sign = sign;
        this.review = review;
        this.decisions = decisions;
        this.appeals = appeals;
        this.contested = contested;
        this.limits = limits;
        this.qualifications = qualifications;
        this.accounts = accounts;
        this.people = people;
        this.catalogue = catalogue;
    }

    ReviewPage page(Application application, Actor by, Told told) {
        var questionnaire = questionnaires.get(application.questionnaire());
        var signatures = sign.signaturesOf(application.id());
        var queue =
                limits.inTheWayOf(application).filter(_ -> !application.state().isOver());
        return new ReviewPage(
                application,
                questionnaire,
                EligibilityScore.of(questionnaire, application.dossier().answers()),
                documents.required(application, applications.today()),
                documents.all(application.id()),
                review.questionsOf(application.id()),
                applications.eventsOf(application.id()).reversed(),
                signatures,
                changes(signatures),
                decisions.decisionsOn(application.id()),
                application.organisation().map(of -> earlier(of, application)).orElse(List.of()),
                appeals.appealsOf(application.id()),
                services(application),
                application.organisation().map(accounts::of).orElse(List.of()).stream()
                        .filter(one -> one.state() != BankAccountState.RETIRED)
                        .findFirst(),
                queue,
                queue.map(place -> limits.nameOf(place.limit().zone())).orElse(""),
                acts(application, by, queue.isPresent()),
                applications.today(),
                UUID.randomUUID().toString(),
                told);
    }

    private List<String> services(Application application) {
        var today = applications.today();
        return application.dossier().services().stream()
                .map(code -> catalogue
                        .find(ServiceCode.of(code), today)
                        .map(service -> "%s (%s)".formatted(service.label(), code))
                        .orElse(code))
                .toList();
    }

    private static List<String> changes(List<SignApplication.Signature> signatures) {
        return signatures.size() < 2
                ? List.of()
                : DossierChanges.between(
                        signatures.get(signatures.size() - 2).dossier(),
                        signatures.getLast().dossier());
    }

    /** What was decided before about the organisation: its other files, its qualifications and what befell them. */
    List<PastDecision> earlier(OrganisationId organisation, Application but) {
        var past = new ArrayList<PastDecision>(decisions.decisionsOn(organisation).stream()
                .filter(one -> decisions.decisionsOn(but.id()).stream()
                        .noneMatch(own -> own.id().equals(one.id())))
                .map(one -> new PastDecision(
                        coop.fairpass.calendar.Paris.dayOf(one.at()),
                        Sentences.of(one.kind()),
                        one.reason(),
                        one.byName()))
                .toList());
        past.addAll(pastOf(organisation));
        return past;
    }

    /** The acts on the right of a provider, each with its author. */
    List<PastDecision> pastOf(OrganisationId organisation) {
        var past = new ArrayList<PastDecision>();
        var appealed = contested.of(organisation);
        for (var one : qualifications.of(organisation).reversed()) {
            past.add(new PastDecision(
                    one.recorded().on(),
                    Language.say("Qualification à partir du ", "Qualification from ")
                            + Language.sayLong(one.qualifiedFrom()),
                    "%s, %s".formatted(one.decision().body(), one.decision().minutes()),
                    nameOf(one.recorded().by())));
            one.suspensions()
                    .forEach(suspension -> past.add(new PastDecision(
                            suspension.recorded().on(),
                            "Suspension",
                            suspension.reason(),
                            nameOf(suspension.recorded().by()))));
            one.end()
                    .ifPresent(end -> past.add(new PastDecision(
                            end.recorded().on(),
                            Sentences.of(end.kind()),
                            end.reason(),
                            nameOf(end.recorded().by()))));
            appealed.stream()
                    .filter(appeal -> appeal.qualification().equals(one.id()))
                    .forEach(appeal -> contest(appeal, past));
        }
        return past;
    }

    private void contest(AppealDisqualification.Appeal appeal, List<PastDecision> past) {
        past.add(new PastDecision(
                appeal.made().on(),
                Language.say("Disqualification au %s contestée", "Disqualification on %s contested")
                        .formatted(Language.sayLong(appeal.endedOn())),
                appeal.words(),
                nameOf(appeal.made().by())));
        appeal.decision()
                .ifPresent(decided -> past.add(new PastDecision(
                        decided.recorded().on(),
                        Sentences.of(decided.ruling()),
                        decided.reason(),
                        nameOf(decided.recorded().by()))));
    }

    /** How the author of an act is called. */
    private String nameOf(String reference) {
        return Actor.personOf(reference)
                .flatMap(people::nameOf)
                .orElse(
                        reference.equals(Actor.CLOCK.reference())
                                ? Language.say(Actor.CLOCK.label(), "Due date")
                                : Language.say("un programme", "a program"));
    }

    private Set<Act> acts(Application application, Actor by, boolean isFull) {
        var acts = EnumSet.noneOf(Act.class);
        boolean reviews = by.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE);
        boolean isPerson = by.isPerson();
        switch (application.state()) {
            case SUBMITTED -> add(acts, reviews, Act.TAKE);
            case IN_REVIEW -> {
                add(acts, reviews, Act.ASK);
                add(acts, reviews, Act.JUDGE_DOCUMENTS);
                add(acts, reviews && isPerson && !isFull, Act.QUALIFY);
                add(acts, by.has(Role.COMMITTEE) && isPerson, Act.REFUSE);
                add(acts, reviews && isPerson && isFull, Act.WAITLIST);
            }
            case ANSWERS_AWAITED -> {
                add(acts, reviews, Act.ASK);
                add(acts, reviews, Act.JUDGE_DOCUMENTS);
            }
            case WAITLISTED -> {
                add(acts, reviews && isPerson && !isFull, Act.RESUME);
                add(acts, by.has(Role.COMMITTEE) && isPerson, Act.REFUSE);
            }
            case IN_APPEAL ->
                add(
                        acts,
                        by.has(Role.BOARD) && isPerson && !appeals.isFirstJudge(application.id(), by),
                        Act.DECIDE_APPEAL);
            case DRAFT, AWAITING_SIGNATURE, QUALIFIED, REFUSED, WITHDRAWN -> {
                // Nothing waits for the cooperative.
            }
        }
        return acts;
    }

    private static void add(Set<Act> acts, boolean may, Act act) {
        if (may) {
            acts.add(act);
        }
    }
}
