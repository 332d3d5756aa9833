package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Candidatures : the queue of the cooperative, and each file on one page, from the signature to the decision. */
@Controller
@RequestMapping("/candidatures")
class ReviewPages {

    private static final int LONGEST = 2_000;
    private static final String PATH = "/candidatures";

    private final Applications applications;
    private final ApplicationDocuments documents;
    private final ReviewApplication review;
    private final DecideApplication decide;
    private final AppealApplication appeals;
    private final ClaimAccess claims;
    private final ReviewDesk desk;

    ReviewPages(
            Applications applications,
            ApplicationDocuments documents,
            ReviewApplication review,
            DecideApplication decide,
            AppealApplication appeals,
            ClaimAccess claims,
            ReviewDesk desk) {
        this.applications = applications;
        this.documents = documents;
        this.review = review;
        this.decide = decide;
        this.appeals = appeals;
        this.claims = claims;
        this.desk = desk;
    }

    @GetMapping
    String queue(Actor by, Model model) {
        mayReview(by);
        model.addAttribute("toTake", review.toTake());
        model.addAttribute(
                "underWay",
                applications.in(
                        ApplicationState.IN_REVIEW,
                        ApplicationState.ANSWERS_AWAITED,
                        ApplicationState.WAITLISTED,
                        ApplicationState.IN_APPEAL));
        model.addAttribute(
                "over",
                applications.in(ApplicationState.QUALIFIED, ApplicationState.REFUSED).reversed().stream()
                        .limit(50)
                        .toList());
        model.addAttribute("claims", claims.waitingFor(by));
        model.addAttribute("today", applications.today());
        told(model);
        return "qualification/queue";
    }

    @GetMapping("/{id}")
    String file(@PathVariable String id, Actor by, Model model) {
        mayReview(by);
        model.addAttribute("page", desk.page(find(id, by), by, told(model)));
        return "qualification/review";
    }

    @ReadsSensitive(Sensitive.APPLICATION_DOCUMENT)
    @GetMapping("/{id}/pieces/{document}")
    ResponseEntity<byte[]> document(@PathVariable String id, @PathVariable UUID document, Actor by) {
        mayReview(by);
        var application = find(id, by);
        var file = documents.content(application.id(), document).orElseThrow(ProblemException::notFound);
        return Download.of(
                "dossier-%d-%s%s"
                        .formatted(
                                application.number(),
                                document.toString().substring(0, 8),
                                file.kind().ending()),
                file.kind().type(),
                file.content());
    }

    @PostMapping("/{id}/prise-en-charge")
    String take(@PathVariable String id, Actor by, RedirectAttributes after) {
        mayReview(by);
        var application = find(id, by);
        return back(
                after,
                application,
                review.take(application.id(), by),
                Language.say("Vous examinez ce dossier.", "You are examining this file."),
                Map.of());
    }

    @PostMapping("/{id}/questions")
    String ask(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String question,
            @RequestParam(defaultValue = "") String about,
            @RequestParam(defaultValue = "") String text,
            Actor by,
            RedirectAttributes after) {
        mayReview(by);
        var application = find(id, by);
        var checks = new Checks();
        var chosen = checks.id("question", question);
        var asked = checks.text("text", text, LONGEST);
        var subject = checks.optionalText("about", about, 40);
        var typed = Map.of("text", text, "about", about);
        return checks.errors().isEmpty()
                ? back(
                        after,
                        application,
                        review.ask(new ReviewApplication.Question(
                                application.id(), chosen, subject.orElse(""), asked, by)),
                        Language.say("La question est posée.", "The question is asked."),
                        typed)
                : back(after, application, Told.refused(checks, typed));
    }

    @PostMapping("/{id}/pieces/{document}")
    String judge(
            @PathVariable String id,
            @PathVariable UUID document,
            @RequestParam(defaultValue = "") String decision,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String until,
            Actor by,
            RedirectAttributes after) {
        mayReview(by);
        var application = find(id, by);
        if (documents.content(application.id(), document).isEmpty()) {
            throw ProblemException.notFound();
        }
        var checks = new Checks();
        var day = checks.optionalDay("until-" + document, until);
        var why = checks.optionalText("reason-" + document, reason, LONGEST);
        var typed = Map.of("reason-" + document, reason, "until-" + document, until);
        return checks.errors().isEmpty()
                ? back(
                        after,
                        application,
                        documents.judge(new ApplicationDocuments.Judgement(
                                document, decision.equals("VALID"), why.orElse(""), day, by)),
                        Language.say("La pièce est lue.", "The document is read."),
                        typed)
                : back(after, application, Told.refused(checks, typed));
    }

    /** {@code why-Q05} holds the reason for one question; empty ones are not reasons. */
    @PostMapping("/{id}/decision")
    String decide(@PathVariable String id, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        mayReview(by);
        var application = find(id, by);
        var checks = new Checks();
        var decision = checks.id("decision", sent.get("decision"));
        var choice = checks.choice(
                "choice", sent.get("choice"), DecideApplication.Choice.class, DecideApplication.Choice.WAITLIST);
        var reason = checks.text("reason", sent.get("reason"), LONGEST);
        var body = checks.text("body", sent.get("body"), 200);
        var minutes = checks.text("minutes", sent.get("minutes"), 200);
        var perQuestion = new HashMap<String, String>();
        sent.forEach((field, written) -> {
            if (field.startsWith("why-") && !written.isBlank()) {
                perQuestion.put(
                        field.substring("why-".length()),
                        checks.optionalText(field, written, LONGEST).orElse(""));
            }
        });
        if (!checks.errors().isEmpty()) {
            return back(after, application, Told.refused(checks, sent));
        }
        return back(
                after,
                application,
                decide.handle(new DecideApplication.Command(
                        decision,
                        application.id(),
                        choice,
                        reason,
                        choice == DecideApplication.Choice.REFUSE ? perQuestion : Map.of(),
                        body,
                        minutes,
                        by)),
                Language.say(
                        "La décision est enregistrée et la structure prévenue.",
                        "The decision is saved and the organisation told."),
                sent);
    }

    @PostMapping("/{id}/recours")
    String decideAppeal(
            @PathVariable String id, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        mayReview(by);
        var application = find(id, by);
        var checks = new Checks();
        var decision = checks.id("decision", sent.get("decision"));
        // Nothing is ticked beforehand: an appeal is not rejected, nor accepted, for want of a choice.
        var choice = sent.getOrDefault("choice", "");
        if (!choice.equals("ACCEPT") && !choice.equals("REJECT")) {
            checks.refuse("choice", WebReason.FIELD_MISSING);
        }
        var reason = checks.text("reason", sent.get("reason"), LONGEST);
        var body = checks.text("body", sent.get("body"), 200);
        var minutes = checks.text("minutes", sent.get("minutes"), 200);
        if (!checks.errors().isEmpty()) {
            return back(after, application, Told.refused(checks, sent));
        }
        return back(
                after,
                application,
                appeals.handle(new AppealApplication.Command(
                        decision, application.id(), choice.equals("ACCEPT"), reason, body, minutes, by)),
                Language.say("La décision sur le recours est enregistrée.", "The decision on the appeal is saved."),
                sent);
    }

    /** Also open to those who administer the organisation that is claimed. */
    @PostMapping("/rattachements/{claim}")
    String decideClaim(
            @PathVariable UUID claim,
            @RequestParam(defaultValue = "") String choice,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = PATH) String from,
            Actor by,
            RedirectAttributes after) {
        var _ = claims.find(claim, by).orElseThrow(ProblemException::notFound);
        var field = "reason-" + claim;
        var checks = new Checks();
        var why = checks.text(field, reason, LONGEST);
        var told = checks.errors().isEmpty()
                ? told(
                        claims.handle(new ClaimAccess.Command(claim, choice.equals("GRANT"), why, by)),
                        Language.say("La réponse est enregistrée.", "The answer is saved."),
                        Map.of(field, reason))
                : Told.refused(checks, Map.of(field, reason));
        after.addFlashAttribute("told", told);
        return from.equals("/qualification") ? "redirect:/qualification" : "redirect:" + PATH;
    }

    private static void mayReview(Actor by) {
        if (!Applications.reviews(by)) {
            throw ProblemException.notAllowed();
        }
    }

    private Application find(String id, Actor by) {
        var checks = new Checks();
        var chosen = checks.optionalId("id", id);
        return chosen.map(ApplicationId::new)
                .flatMap(one -> applications.find(one, by))
                .orElseThrow(ProblemException::notFound);
    }

    private static String back(
            RedirectAttributes after,
            Application application,
            ApplicationOutcome outcome,
            String sentence,
            Map<String, String> typed) {
        return back(after, application, told(outcome, sentence, typed));
    }

    private static Told told(ApplicationOutcome outcome, String sentence, Map<String, String> typed) {
        return switch (outcome) {
            case ApplicationOutcome.Done _ -> Told.done(sentence);
            case ApplicationOutcome.Refused(var reason) -> Told.refused(reason, typed);
        };
    }

    private static String back(RedirectAttributes after, Application application, Told told) {
        after.addFlashAttribute("told", told);
        return "redirect:" + PATH + "/" + application.id();
    }

    private static Told told(Model model) {
        var told = Told.in(model);
        model.addAttribute("told", told);
        return told;
    }
}
