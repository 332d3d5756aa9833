package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Opens the file of an address, and gathers what its page shows. */
@Component
public class ApplicantDesk {

    /** A file opened by somebody who may. */
    record Opened(String key, boolean isByLink, Application application, Actor by) {

        String path() {
            return "/devenir/" + key;
        }

        String path(Step step) {
            return path() + "/" + step.path();
        }
    }

    /** What is read before signing, and after. */
    public record SignPage(
            String secret,
            Application application,
            AdoptedVersion<Charter> charter,
            boolean mayBeSigned,
            Optional<SignApplication.Signature> signature,
            Told told) {}

    private final Applications applications;
    private final ApplicationDocuments documents;
    private final Questionnaires questionnaires;
    private final Charters charters;
    private final SignApplication sign;
    private final ReviewApplication review;
    private final DecideApplication decisions;
    private final AppealApplication appeals;
    private final ClaimAccess claims;
    private final ZoneLimits limits;
    private final PlaceAsked placeAsked;

    ApplicantDesk(
            Applications applications,
            ApplicationDocuments documents,
            Questionnaires questionnaires,
            Charters charters,
            SignApplication sign,
            ReviewApplication review,
            DecideApplication decisions,
            AppealApplication appeals,
            ClaimAccess claims,
            ZoneLimits limits,
            PlaceAsked placeAsked) {
        this.applications = applications;
        this.documents = documents;
        this.questionnaires = questionnaires;
        this.charters = charters;
        this.sign = sign;
        this.review = review;
        this.decisions = decisions;
        this.appeals = appeals;
        this.claims = claims;
        this.limits = limits;
        this.placeAsked = placeAsked;
    }

    /** By its id for the people of its organisation, by its secret for whoever has it; to others it does not exist. */
    Opened open(String key, Optional<Actor> by) {
        return idOf(key)
                .<Opened>flatMap(id -> by.filter(Actor::isPerson)
                        .flatMap(one -> applications
                                .find(id)
                                .filter(found -> Applications.appliesFor(one, found.organisation()))
                                .map(found -> new Opened(key, false, found, one))))
                .or(() -> applications.byLink(key).map(found -> new Opened(key, true, found, found.applicantActor())))
                .orElseThrow(ProblemException::notFound);
    }

    private static Optional<ApplicationId> idOf(String key) {
        try {
            return key.length() == 36 ? Optional.of(new ApplicationId(UUID.fromString(key))) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Questionnaire questionnaireOf(Application application) {
        return questionnaires.get(application.questionnaire());
    }

    ApplicantPage page(Opened opened, Told told) {
        var application = opened.application();
        var questionnaire = questionnaireOf(application);
        var queue = application.state() == ApplicationState.WAITLISTED
                ? limits.inTheWayOf(application)
                : Optional.<ZoneLimits.Place>empty();
        return new ApplicantPage(
                opened.key(),
                opened.isByLink(),
                application,
                questionnaire,
                EligibilityScore.of(questionnaire, application.dossier().answers()),
                application.state() == ApplicationState.DRAFT ? sign.gaps(application) : java.util.List.of(),
                documents.required(application, applications.today()),
                review.questionsOf(application.id()),
                decisions.decisionsOn(application.id()),
                sign.signaturesOf(application.id()),
                appeals.appealsOf(application.id()),
                claims.of(application.id()),
                queue,
                queue.map(place -> limits.nameOf(place.limit().zone())).orElse(""),
                placeAsked.of(application.id()),
                applications.today(),
                UUID.randomUUID().toString(),
                told);
    }

    SignPage signPage(Application application, String secret, Told told) {
        return new SignPage(
                secret,
                application,
                charters.on(applications.today()),
                application.state() == ApplicationState.AWAITING_SIGNATURE,
                sign.signaturesOf(application.id()).reversed().stream().findFirst(),
                told);
    }
}
