package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Siret;
import coop.fairpass.qualification.Application.ApplicationKind;
import coop.fairpass.qualification.Applications.EventKind;
import coop.fairpass.qualification.BroughtRegister.RegisterFileReason;
import coop.fairpass.qualification.DecideApplication.Choice;
import coop.fairpass.qualification.DecideApplication.DecisionKind;
import coop.fairpass.qualification.EligibilityScore.Verdict;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Applications for programs: an organisation reads and fills in its own, the cooperative reviews; people decide. */
@RestController
@Tag(name = "Candidatures")
@RequestMapping("/api/v1")
class ApplicationsApi {

    private static final int LONGEST = 2_000;
    private static final int MOST_ANSWERS = 200;

    /** What cannot be found is told in one way, whatever it is. */
    private static final Set<ApplicationReason> ABSENCES = EnumSet.of(
            ApplicationReason.UNKNOWN_APPLICATION,
            ApplicationReason.UNKNOWN_QUESTION,
            ApplicationReason.UNKNOWN_DOCUMENT,
            ApplicationReason.UNKNOWN_CLAIM);

    record ScoreFamilyAnswer(String code, String label, int points, int outOf, int floor) {}

    record ScoreAnswer(
            int total,
            Verdict verdict,
            List<String> reasons,
            List<String> unanswered,
            List<ScoreFamilyAnswer> families) {}

    record DocumentAnswer(
            DocumentKind kind,
            DocumentState state,
            String title,
            Optional<UUID> last,
            Optional<String> reason,
            Optional<LocalDate> validUntil) {}

    record AskedAnswer(UUID id, String about, String text, Optional<String> answer) {}

    record DecidedAnswer(
            UUID id,
            DecisionKind kind,
            String reason,
            Map<String, String> perQuestion,
            String body,
            String minutes,
            String by,
            String byName,
            Instant at) {}

    record EventAnswer(Instant at, String by, EventKind kind, String title, String words) {}

    record GapAnswer(Step step, GapReason reason, String title, String detail) {}

    record ApplicationAnswer(
            UUID id,
            int number,
            ApplicationKind kind,
            ApplicationState state,
            String title,
            String name,
            Optional<UUID> organisation,
            int questionnaire,
            Optional<LocalDate> submittedOn,
            Optional<LocalDate> takeBy,
            boolean isLate,
            ScoreAnswer score,
            List<GapAnswer> missing,
            List<DocumentAnswer> documents,
            List<AskedAnswer> questions,
            List<DecidedAnswer> decisions,
            List<EventAnswer> history) {}

    record ApplicationLineAnswer(
            UUID id,
            int number,
            ApplicationState state,
            String name,
            Optional<LocalDate> submittedOn,
            Optional<LocalDate> takeBy,
            boolean isLate) {}

    record EstablishmentAnswer(
            String siret,
            RegisterFinding finding,
            String title,
            Optional<String> legalName,
            Optional<String> postalCode,
            Optional<String> town) {}

    record RegisterRowAnswer(long line, String column, RegisterFileReason reason, String title) {}

    record RegisterAnswer(int accepted, List<RegisterRowAnswer> refused) {}

    record ChosenAnswer(@Nullable String code, @Nullable Long choice) {}

    record AnswersRequest(@Nullable List<ChosenAnswer> answers) {}

    record AskRequest(@Nullable String about, @Nullable String text) {}

    record AnswerRequest(@Nullable String answer) {}

    record ReasonOfQuestion(@Nullable String code, @Nullable String reason) {}

    record DecideRequest(
            @Nullable String choice,
            @Nullable String reason,
            @Nullable List<ReasonOfQuestion> perQuestion,
            @Nullable String decidedBy,
            @Nullable String minutes) {}

    private final Applications applications;
    private final ApplicationDocuments documents;
    private final Questionnaires questionnaires;
    private final BeginApplication begin;
    private final SaveStep save;
    private final SignApplication sign;
    private final ReviewApplication review;
    private final DecideApplication decide;
    private final LookUpEstablishment lookUp;
    private final BroughtRegister register;

    ApplicationsApi(
            Applications applications,
            ApplicationDocuments documents,
            Questionnaires questionnaires,
            BeginApplication begin,
            SaveStep save,
            SignApplication sign,
            ReviewApplication review,
            DecideApplication decide,
            LookUpEstablishment lookUp,
            BroughtRegister register) {
        this.applications = applications;
        this.documents = documents;
        this.questionnaires = questionnaires;
        this.begin = begin;
        this.save = save;
        this.sign = sign;
        this.review = review;
        this.decide = decide;
        this.lookUp = lookUp;
        this.register = register;
    }

    @GetMapping("/applications")
    @Operation(
            summary = "Les candidatures : celles de son organisation, ou toutes pour qui les examine",
            description = "Applications one may read.")
    Page<ApplicationLineAnswer> list(
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        var wanted = checks.optionalChoice("state", state, ApplicationState.class);
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        var all = Applications.reviews(caller)
                ? applications.in(ApplicationState.values())
                : caller.organisation()
                        .filter(own -> Applications.appliesFor(caller, Optional.of(own)))
                        .map(applications::of)
                        .orElse(List.of());
        return Page.within(
                        all.stream()
                                .filter(one -> wanted.filter(only -> only != one.state())
                                        .isEmpty())
                                .toList(),
                        last,
                        most,
                        one -> one.id().toString())
                .map(one -> new ApplicationLineAnswer(
                        one.id().value(),
                        one.number(),
                        one.state(),
                        one.name(),
                        one.submittedOn(),
                        one.takeBy(),
                        one.isLateOn(applications.today())));
    }

    @PostMapping("/applications")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Commencer une candidature, ou un renouvellement, pour son organisation",
            description = "Begin an application for one's organisation.")
    ApplicationAnswer begin(NewId id, Actor caller) {
        return told(begin.forOwn(new ApplicationId(id.value()), caller));
    }

    @GetMapping("/applications/{id}")
    @Operation(
            summary = "Une candidature : points, pièces, questions, décisions, histoire",
            description = "One application.")
    ApplicationAnswer application(@PathVariable UUID id, Actor caller) {
        return answer(find(id, caller));
    }

    @PutMapping("/applications/{id}/answers")
    @Operation(
            summary = "Enregistrer les réponses au questionnaire d’un brouillon de son organisation",
            description = "Save the answers of a draft.")
    ApplicationAnswer answers(@PathVariable UUID id, @RequestBody AnswersRequest request, Actor caller) {
        var application = own(id, caller);
        var questionnaire = questionnaires.get(application.questionnaire());
        var checks = new Checks();
        var chosen = new TreeMap<String, Integer>();
        for (var one : checks.list("answers", request.answers(), MOST_ANSWERS)) {
            var code = checks.text("code", one.code(), 10);
            var most = questionnaire.answersTo(code);
            var rank = checks.number("choice", one.choice(), 0, most.orElse(1) - 1L);
            if (most.isEmpty()) {
                checks.refuse("code", WebReason.FIELD_INVALID);
            }
            chosen.put(code, (int) rank);
        }
        checks.orThrow();
        return told(save.handle(application.id(), dossier -> dossier.withAnswers(chosen)));
    }

    @PostMapping("/applications/{id}/taking")
    @Operation(summary = "Prendre une candidature en charge", description = "Take an application.")
    ApplicationAnswer take(@PathVariable UUID id, Actor caller) {
        return told(review.take(find(id, caller).id(), caller));
    }

    @PostMapping("/applications/{id}/questions")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Poser une question précise sur une candidature", description = "Ask a question.")
    ApplicationAnswer ask(@PathVariable UUID id, @RequestBody AskRequest request, NewId question, Actor caller) {
        var application = find(id, caller);
        var checks = new Checks();
        var about = checks.optionalText("about", request.about(), 40);
        var text = checks.text("text", request.text(), LONGEST);
        checks.orThrow();
        return told(review.ask(
                new ReviewApplication.Question(application.id(), question.value(), about.orElse(""), text, caller)));
    }

    @PostMapping("/applications/{id}/questions/{question}/answer")
    @Operation(summary = "Répondre à une question sur sa candidature", description = "Answer a question.")
    ApplicationAnswer answer(
            @PathVariable UUID id, @PathVariable UUID question, @RequestBody AnswerRequest request, Actor caller) {
        var application = own(id, caller);
        var checks = new Checks();
        var text = checks.text("answer", request.answer(), LONGEST);
        checks.orThrow();
        return told(review.answer(application.id(), question, text, caller));
    }

    /** A program is answered {@code NOT_A_PERSON}: no decision is automatic. */
    @PostMapping("/applications/{id}/decision")
    @Operation(
            summary = "Décider d’une candidature : une personne seule le peut",
            description = "Decide on an application.")
    ApplicationAnswer decide(@PathVariable UUID id, @RequestBody DecideRequest request, NewId decision, Actor caller) {
        var application = find(id, caller);
        var checks = new Checks();
        var choice = checks.choice("choice", request.choice(), Choice.class, Choice.WAITLIST);
        var reason = checks.text("reason", request.reason(), LONGEST);
        var body = checks.text("decidedBy", request.decidedBy(), 200);
        var minutes = checks.text("minutes", request.minutes(), 200);
        var perQuestion = new TreeMap<String, String>();
        for (var one : checks.list("perQuestion", request.perQuestion(), MOST_ANSWERS)) {
            perQuestion.put(checks.text("code", one.code(), 10), checks.text("reason", one.reason(), LONGEST));
        }
        checks.orThrow();
        return told(decide.handle(new DecideApplication.Command(
                decision.value(), application.id(), choice, reason, perQuestion, body, minutes, caller)));
    }

    /** Each finding has its own next step. */
    @GetMapping("/establishments/{siret}")
    @Operation(
            summary = "Ce que devient un SIRET : déjà utilisé, ouvert, non diffusible, fermé ou inconnu",
            description = "What a SIRET leads to.")
    EstablishmentAnswer establishment(@PathVariable String siret, Actor caller) {
        var checks = new Checks();
        var sound = checks.identifier("siret", siret, Siret::check);
        checks.orThrow();
        var found = lookUp.handle(sound.orElseThrow(), caller.organisation());
        return new EstablishmentAnswer(
                sound.get().digits(),
                found.finding(),
                Sentences.of(found.finding()),
                found.entry().map(EstablishmentRegister.Entry::legalName),
                found.entry().map(EstablishmentRegister.Entry::postalCode),
                found.entry().map(EstablishmentRegister.Entry::town));
    }

    @PostMapping(path = "/establishments", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Apporter un extrait du répertoire, en CSV : lignes lues, lignes refusées et pourquoi",
            description = "Bring an extract of the register.")
    RegisterAnswer bring(@RequestPart MultipartFile file, Actor caller) throws IOException {
        return switch (register.handle(new BroughtRegister.Command(file.getBytes(), caller))) {
            case BroughtRegister.Outcome.Brought(var accepted, var refused) ->
                new RegisterAnswer(
                        accepted,
                        refused.stream()
                                .map(row -> new RegisterRowAnswer(
                                        row.line(), row.column(), row.reason(), Sentences.of(row.reason())))
                                .toList());
            case BroughtRegister.Outcome.Refused(var reason) ->
                throw reason == RegisterFileReason.NOT_ALLOWED
                        ? ProblemException.notAllowed()
                        : ProblemException.refused(reason);
        };
    }

    private Application find(UUID id, Actor caller) {
        return applications.find(new ApplicationId(id), caller).orElseThrow(ProblemException::notFound);
    }

    private Application own(UUID id, Actor caller) {
        var application = find(id, caller);
        if (!Applications.appliesFor(caller, application.organisation())) {
            throw ProblemException.notAllowed();
        }
        return application;
    }

    private ApplicationAnswer told(ApplicationOutcome outcome) {
        return switch (outcome) {
            case ApplicationOutcome.Done(var application) -> answer(application);
            case ApplicationOutcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private static ProblemException problem(ApplicationReason reason) {
        if (ABSENCES.contains(reason)) {
            return ProblemException.notFound();
        }
        return reason == ApplicationReason.NOT_ALLOWED
                ? ProblemException.notAllowed()
                : ProblemException.refused(reason);
    }

    private ApplicationAnswer answer(Application application) {
        var questionnaire = questionnaires.get(application.questionnaire());
        var score = EligibilityScore.of(questionnaire, application.dossier().answers());
        return new ApplicationAnswer(
                application.id().value(),
                application.number(),
                application.kind(),
                application.state(),
                Sentences.of(application.state()),
                application.name(),
                application.organisation().map(OrganisationId::value),
                application.questionnaire(),
                application.submittedOn(),
                application.takeBy(),
                application.isLateOn(applications.today()),
                new ScoreAnswer(
                        score.total(),
                        score.verdict(),
                        score.reasons(questionnaire),
                        score.unanswered(),
                        score.families().stream()
                                .map(one -> new ScoreFamilyAnswer(
                                        one.family().code(),
                                        one.family().label(),
                                        one.points(),
                                        one.family().points(),
                                        one.floor()))
                                .toList()),
                application.state() == ApplicationState.DRAFT
                        ? sign.gaps(application).stream()
                                .map(gap -> new GapAnswer(
                                        gap.step(), gap.reason(), Sentences.of(gap.reason()), gap.detail()))
                                .toList()
                        : List.of(),
                documents.required(application, applications.today()).stream()
                        .map(ApplicationsApi::answer)
                        .toList(),
                review.questionsOf(application.id()).stream()
                        .map(one -> new AskedAnswer(one.id(), one.about(), one.text(), one.answer()))
                        .toList(),
                decide.decisionsOn(application.id()).stream()
                        .map(one -> new DecidedAnswer(
                                one.id(),
                                one.kind(),
                                one.reason(),
                                one.perQuestion(),
                                one.body(),
                                one.minutes(),
                                one.by(),
                                one.byName(),
                                one.at()))
                        .toList(),
                applications.eventsOf(application.id()).stream()
                        .map(one ->
                                new EventAnswer(one.at(), one.by(), one.kind(), Sentences.of(one.kind()), one.words()))
                        .toList());
    }

    private static DocumentAnswer answer(RequiredDocument one) {
        return new DocumentAnswer(
                one.kind(),
                one.state(),
                Sentences.of(one.kind()),
                one.last().map(RequiredDocument.Given::id),
                one.last().flatMap(RequiredDocument.Given::reason),
                one.last().flatMap(RequiredDocument.Given::validUntil));
    }
}
