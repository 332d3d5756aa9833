package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Organisations;
import coop.fairpass.directory.Role;
import coop.fairpass.places.Places;
import coop.fairpass.web.Language;
import coop.fairpass.web.WorkWaiting;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What qualification has that waits: files for reviewers, questions for candidates, claims for whoever decides. */
@Component
class QualificationWork implements WorkWaiting {

    private static final String QUEUE = "/candidatures";

    private final Applications applications;
    private final AppealApplication appeals;
    private final AppealDisqualification contested;
    private final Organisations organisations;
    private final ClaimAccess claims;
    private final BeginApplication begin;
    private final Agreements agreements;
    private final Places places;

    QualificationWork(
            Applications applications,
            AppealApplication appeals,
            AppealDisqualification contested,
            Organisations organisations,
            ClaimAccess claims,
            BeginApplication begin,
            Agreements agreements,
            Places places) {
        this.applications = applications;
        this.appeals = appeals;
        this.contested = contested;
        this.organisations = organisations;
        this.claims = claims;
        this.begin = begin;
        this.agreements = agreements;
        this.places = places;
    }

    @Override
    public List<Waiting> waitingFor(Actor actor) {
        var work = new ArrayList<Waiting>();
        if (actor.hasAny(Role.COOP_REVIEWER, Role.COMMITTEE)) {
            applications
                    .in(ApplicationState.SUBMITTED)
                    .forEach(one -> work.add(new Waiting(
                            Language.say("Prendre le dossier %d", "Take file %d")
                                    .formatted(one.number()),
                            one.name(),
                            QUEUE + "/" + one.id(),
                            one.takeBy())));
            applications.in(ApplicationState.IN_REVIEW).stream()
                    .filter(one ->
                            one.takenBy().filter(actor.reference()::equals).isPresent())
                    .forEach(one -> work.add(new Waiting(
                            Language.say("Examiner le dossier %d", "Examine file %d")
                                    .formatted(one.number()),
                            one.name(),
                            QUEUE + "/" + one.id())));
        }
        if (actor.has(Role.BOARD)) {
            applications.in(ApplicationState.IN_APPEAL).stream()
                    .filter(one -> !appeals.isFirstJudge(one.id(), actor))
                    .forEach(one -> work.add(new Waiting(
                            Language.say("Décider d’un recours, dossier %d", "Decide an appeal, file %d")
                                    .formatted(one.number()),
                            one.name(),
                            QUEUE + "/" + one.id())));
            contested
                    .waitingFor(actor)
                    .forEach(one -> work.add(new Waiting(
                            Language.say(
                                    "Décider d’un recours contre une disqualification",
                                    "Decide an appeal against a disqualification"),
                            organisations.get(one.provider()).legalName(),
                            "/prestataires/" + one.provider())));
        }
        claims.waitingFor(actor)
                .forEach(one -> work.add(new Waiting(
                        Language.say("Quelqu’un demande à être rattaché", "Somebody asks to be let in"),
                        Language.say(
                                        "%s veut faire qualifier cette structure.",
                                        "%s wants this organisation to be qualified.")
                                .formatted(one.name()),
                        actor.has(Role.COOP_REVIEWER) ? QUEUE : "/qualification")));
        agreementsToSign(actor)
                .forEach(one -> work.add(new Waiting(
                        Language.say("Signer une convention", "Sign an agreement"),
                        places.get(one.terms().place()).name(),
                        "/conventions")));
        if (Applications.appliesFor(actor, actor.organisation())) {
            actor.organisation().map(applications::of).orElse(List.of()).stream()
                    .filter(one -> switch (one.state()) {
                        case DRAFT, AWAITING_SIGNATURE, ANSWERS_AWAITED -> true;
                        case SUBMITTED, IN_REVIEW, WAITLISTED, QUALIFIED, REFUSED, IN_APPEAL, WITHDRAWN -> false;
                    })
                    .forEach(one -> work.add(new Waiting(
                            Language.say("Dossier de qualification %d", "Qualification file %d")
                                    .formatted(one.number()),
                            coop.fairpass.web.Sentences.of(one.state()) + ".",
                            "/devenir/" + one.id())));
            if (begin.mayRenew(actor)) {
                work.add(new Waiting(
                        Language.say("Renouveler votre qualification", "Renew your qualification"),
                        Language.say("Seul ce qui a pu changer est demandé.", "Only what may have changed is asked."),
                        "/qualification"));
            }
        }
        return work;
    }

    /** Those that the other side has signed, and which are not over. */
    private List<Agreement> agreementsToSign(Actor actor) {
        var today = applications.today();
        var toSign = new ArrayList<Agreement>();
        if (actor.has(Role.MEDIATOR)) {
            actor.person().map(agreements::ofMediator).orElse(List.of()).stream()
                    .filter(one -> AgreementStanding.on(one, today) == AgreementStanding.WAITS_FOR_MEDIATOR)
                    .forEach(toSign::add);
        }
        if (Applications.appliesFor(actor, actor.organisation())) {
            actor.organisation().map(agreements::concerning).orElse(List.of()).stream()
                    .map(Agreements.Named::agreement)
                    .filter(one -> AgreementStanding.on(one, today) == AgreementStanding.WAITS_FOR_PLACE
                            && actor.isOf(places.get(one.terms().place()).provider()))
                    .forEach(toSign::add);
        }
        return toSign;
    }
}
