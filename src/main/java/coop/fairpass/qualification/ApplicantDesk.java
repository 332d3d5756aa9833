package coop.fairpass.qualification;

import coop.fairpass.catalogue.Catalogue;
import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Iban;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * What is read before signing, and after.
     *
     * @param file what is signed, or was; empty when the file was opened again to be corrected
     * @param services in the words of the catalogue, each with its code
     */
    public record SignPage(
            String secret,
            Application application,
            Optional<Dossier> file,
            List<Answered> answers,
            List<String> services,
            List<RequiredDocument> documents,
            AdoptedVersion<Charter> charter,
            boolean mayBeSigned,
            Optional<SignApplication.Signature> signature,
            Told told) {

        public SignPage {
            answers = List.copyOf(answers);
            services = List.copyOf(services);
            documents = List.copyOf(documents);
        }

        /** The account, as much of it as is needed to recognise it. */
        public String iban() {
            return file.flatMap(Dossier::account)
                    .map(one -> Iban.of(one.iban()).masked())
                    .orElse("");
        }
    }

    /** A question, and the answer that was chosen. */
    public record Answered(String code, String question, String answer) {}

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
    private final Catalogue catalogue;

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
            PlaceAsked placeAsked,
            Catalogue catalogue) {
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
        this.catalogue = catalogue;
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
                application.state() == ApplicationState.DRAFT ? sign.gaps(application) : List.of(),
                documents.required(application, applications.today()),
                review.questionsOf(application.id()),
                decisions.decisionsOn(application.id()),
                sign.signaturesOf(application.id()),
                appeals.appealsOf(application.id()),
                claims.of(application.id()),
                queue,
                queue.map(place -> limits.nameOf(place.limit().zone())).orElse(""),
                placeAsked.of(application.id()),
                sign.signsToo(application, opened.by()),
                sign.addressesToSign(application, opened.by()),
                applications.today(),
                UUID.randomUUID().toString(),
                told);
    }

    SignPage signPage(Application application, String secret, Told told) {
        boolean waits = application.state() == ApplicationState.AWAITING_SIGNATURE;
        var last = sign.signaturesOf(application.id()).reversed().stream().findFirst();
        var file = waits ? Optional.of(application.dossier()) : last.map(SignApplication.Signature::dossier);
        return new SignPage(
                secret,
                application,
                file,
                file.map(one -> answers(questionnaireOf(application), one)).orElse(List.of()),
                file.map(one -> namedServices(one.services())).orElse(List.of()),
                documents.required(application, applications.today()),
                charters.on(applications.today()),
                waits,
                last,
                told);
    }

    private List<String> namedServices(List<String> codes) {
        return codes.stream()
                .map(code -> catalogue
                        .find(ServiceCode.of(code), applications.today())
                        .map(service -> "%s (%s)".formatted(service.label(), code))
                        .orElse(code))
                .toList();
    }

    /** Each question of the file with the words of its answer, the blocking ones first. */
    private static List<Answered> answers(Questionnaire questionnaire, Dossier dossier) {
        var answers = new ArrayList<Answered>();
        for (var one : questionnaire.blocking()) {
            Optional.ofNullable(dossier.answers().get(one.code()))
                    .ifPresent(rank -> answers.add(
                            new Answered(one.code(), one.text(), rank == Questionnaire.YES ? "oui" : "non")));
        }
        for (var one : questionnaire.questions()) {
            Optional.ofNullable(dossier.answers().get(one.code()))
                    .filter(rank -> rank < one.choices().size())
                    .ifPresent(rank -> answers.add(new Answered(
                            one.code(), one.text(), one.choices().get(rank).text())));
        }
        return answers;
    }
}
