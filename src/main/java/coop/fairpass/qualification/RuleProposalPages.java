package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.qualification.RuleProposal.Keeping;
import coop.fairpass.qualification.RuleProposal.Speech;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Told;
import coop.fairpass.web.WebReason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Propositions on the charter and the questionnaire: read by all, talked over by whoever has come in. */
@Controller
@RequestMapping("/propositions/{rule}")
class RuleProposalPages {

    private static final int LONGEST = RuleProposalsApi.LONGEST;
    private static final int LONGEST_WORDS = RuleProposalsApi.LONGEST_WORDS;

    private final RuleTexts texts;
    private final RuleProposals proposals;
    private final AdoptRuleVersion adopt;
    private final Applications applications;

    RuleProposalPages(RuleTexts texts, RuleProposals proposals, AdoptRuleVersion adopt, Applications applications) {
        this.texts = texts;
        this.proposals = proposals;
        this.adopt = adopt;
        this.applications = applications;
    }

    static String path(RuleText rule) {
        return "/propositions/" + rule.path();
    }

    static String path(RuleProposal proposal) {
        return path(proposal.rule()) + "/" + proposal.number();
    }

    @GetMapping
    String all(
            @PathVariable String rule,
            @RequestParam(defaultValue = "") String passage,
            Optional<Actor> by,
            Model model) {
        var of = rule(rule);
        var today = applications.today();
        model.addAttribute("rule", of);
        model.addAttribute("inForce", texts.on(of, today).number());
        model.addAttribute("versions", texts.versions(of));
        model.addAttribute("proposals", proposals.of(of));
        model.addAttribute("waiting", proposals.waiting(of));
        model.addAttribute("passages", texts.passages(of, today));
        model.addAttribute("places", texts.places(of, today));
        model.addAttribute("chosen", texts.find(of, passage, today));
        keepReader(by, model);
        return "qualification/rule-proposals";
    }

    @GetMapping("/{number}")
    String one(@PathVariable String rule, @PathVariable int number, Optional<Actor> by, Model model) {
        var proposal = proposal(rule, number);
        var today = applications.today();
        model.addAttribute("proposal", proposal);
        model.addAttribute(
                "changedSince",
                proposal.settled().isEmpty()
                        && proposal.before()
                                .filter(words -> texts.find(proposal.rule(), proposal.passage(), today)
                                        .filter(now -> Passage.isSame(now.words(), words))
                                        .isEmpty())
                                .isPresent());
        keepReader(by, model);
        return "qualification/rule-proposal";
    }

    private void keepReader(Optional<Actor> by, Model model) {
        model.addAttribute("isIn", by.isPresent());
        model.addAttribute(
                "mayDecide", by.filter(one -> one.has(Role.COMMITTEE)).isPresent());
        model.addAttribute("today", applications.today());
        model.addAttribute("newId", UUID.randomUUID().toString());
        Told.keepIn(model);
    }

    @PostMapping
    String propose(
            @PathVariable String rule, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        var of = rule(rule);
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        var passage = checks.text("passage", sent.get("passage"), 20);
        boolean goes = sent.containsKey("remove");
        var wording = goes
                ? Optional.<String>empty()
                : Optional.of(checks.text("wording", sent.get("wording"), LONGEST_WORDS));
        var why = checks.text("why", sent.get("why"), LONGEST);
        if (!checks.errors().isEmpty()) {
            return back(after, path(of), Told.refused(checks, sent));
        }
        return switch (proposals.handle(new RuleProposals.Ask(id, of, passage, wording, why, by))) {
            case RuleProposals.Outcome.Done(var done) ->
                back(
                        after,
                        path(done),
                        Told.done(Language.say(
                                "Votre proposition est ouverte à tous.", "Your proposal is open to everybody.")));
            case RuleProposals.Outcome.Refused(var reason) -> back(after, path(of), Told.refused(reason, sent));
        };
    }

    @PostMapping("/{number}/remarques")
    String remark(
            @PathVariable String rule,
            @PathVariable int number,
            @RequestParam Map<String, String> sent,
            Actor by,
            RedirectAttributes after) {
        var proposal = proposal(rule, number);
        var checks = new Checks();
        var id = checks.id("id", sent.get("id"));
        var kind = checks.choice("remark", sent.get("remark"), Speech.class, Speech.COMMENT);
        var words = checks.text("words", sent.get("words"), LONGEST);
        if (!checks.errors().isEmpty()) {
            return back(after, path(proposal), Told.refused(checks, sent));
        }
        return done(
                after,
                proposal,
                proposals.handle(new RuleProposals.Say(id, proposal.id(), kind, words, by)),
                switch (kind) {
                    case COMMENT -> Language.say("Remarque enregistrée.", "Remark saved.");
                    case OBJECTION -> Language.say("Objection enregistrée.", "Objection saved.");
                },
                sent);
    }

    @PostMapping("/{number}/reponses")
    String answer(
            @PathVariable String rule,
            @PathVariable int number,
            @RequestParam(defaultValue = "") String remark,
            @RequestParam(defaultValue = "") String answer,
            Actor by,
            RedirectAttributes after) {
        requireCommittee(by);
        var proposal = proposal(rule, number);
        var checks = new Checks();
        var id = checks.id("remark", remark);
        var text = checks.text("answer-" + remark, answer, LONGEST);
        var typed = Map.of("answer-" + remark, answer);
        return checks.errors().isEmpty()
                ? done(
                        after,
                        proposal,
                        proposals.answer(proposal.id(), id, text, by),
                        Language.say("La réponse est publiée.", "The answer is published."),
                        typed)
                : back(after, path(proposal), Told.refused(checks, typed));
    }

    @PostMapping("/{number}/decision")
    String decide(
            @PathVariable String rule,
            @PathVariable int number,
            @RequestParam Map<String, String> sent,
            Actor by,
            RedirectAttributes after) {
        requireCommittee(by);
        var proposal = proposal(rule, number);
        var checks = new Checks();
        var keeping = checks.choice("choice", sent.get("choice"), Keeping.class, Keeping.NOT_KEPT);
        var words = checks.optionalText("kept", sent.get("kept"), LONGEST_WORDS);
        if (keeping == Keeping.KEPT_IN_PART
                && words.isEmpty()
                && checks.errors().isEmpty()) {
            checks.refuse("kept", WebReason.FIELD_MISSING);
        }
        var reason = checks.text("reason", sent.get("reason"), LONGEST);
        var minutes = checks.text("minutes", sent.get("minutes"), 200);
        return checks.errors().isEmpty()
                ? done(
                        after,
                        proposal,
                        proposals.handle(new RuleProposals.Decide(proposal.id(), keeping, words, reason, minutes, by)),
                        Language.say("La décision est publiée.", "The decision is published."),
                        sent)
                : back(after, path(proposal), Told.refused(checks, sent));
    }

    @PostMapping("/publication")
    String publish(
            @PathVariable String rule, @RequestParam Map<String, String> sent, Actor by, RedirectAttributes after) {
        requireCommittee(by);
        var of = rule(rule);
        var checks = new Checks();
        var on = checks.day("effectiveOn", sent.get("effectiveOn"));
        var body = checks.text("body", sent.get("body"), 200);
        var minutes = checks.text("minutes", sent.get("minutes"), 200);
        if (!checks.errors().isEmpty()) {
            return back(after, path(of), Told.refused(checks, sent));
        }
        var decision = new Decision(body, applications.today(), minutes);
        return back(
                after,
                path(of),
                switch (adopt.handle(new AdoptRuleVersion.Command(of, Optional.empty(), List.of(), on, decision, by))) {
                    case AdoptRuleVersion.Outcome.Adopted(var version) ->
                        Told.done(Language.say(
                                        "La version %d est adoptée, en vigueur le %s.",
                                        "Version %d is adopted, in force on %s.")
                                .formatted(version, Language.sayLong(on)));
                    case AdoptRuleVersion.Outcome.Refused(var reason) -> Told.refused(reason, sent);
                    case AdoptRuleVersion.Outcome.NotAdopted(var reason) -> Told.refused(reason, sent);
                });
    }

    private static void requireCommittee(Actor by) {
        if (!by.has(Role.COMMITTEE)) {
            throw ProblemException.notAllowed();
        }
    }

    private static RuleText rule(String path) {
        return RuleText.ofPath(path).orElseThrow(ProblemException::notFound);
    }

    private RuleProposal proposal(String rule, int number) {
        return proposals.numbered(rule(rule), number).orElseThrow(ProblemException::notFound);
    }

    private static String done(
            RedirectAttributes after,
            RuleProposal proposal,
            RuleProposals.Outcome outcome,
            String sentence,
            Map<String, String> typed) {
        return back(
                after,
                path(proposal),
                switch (outcome) {
                    case RuleProposals.Outcome.Done _ -> Told.done(sentence);
                    case RuleProposals.Outcome.Refused(var reason) -> Told.refused(reason, typed);
                });
    }

    private static String back(RedirectAttributes after, String path, Told told) {
        after.addFlashAttribute("told", told);
        return "redirect:" + path;
    }
}
