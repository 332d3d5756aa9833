package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.qualification.RuleProposal.Asked;
import coop.fairpass.qualification.RuleProposal.Keeping;
import coop.fairpass.qualification.RuleProposal.Speech;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How the charter and the questionnaire are written, for programs: anyone reads it, whoever has come in takes part. */
@RestController
@Tag(name = "Règles de qualification")
@RequestMapping("/api/v1/rules/{rule}")
class RuleProposalsApi {

    static final int LONGEST_WORDS = 5_500;
    static final int LONGEST = 2_000;

    private static final Set<RuleProposalReason> ABSENCES =
            EnumSet.of(RuleProposalReason.UNKNOWN_PROPOSAL, RuleProposalReason.UNKNOWN_REMARK);

    record PassageAnswer(String passage, String heading, String words) {}

    record RuleRemarkAnswer(UUID id, Speech kind, String words, Instant madeAt, String by, Optional<String> answer) {}

    /** @param words those of the committee, when it kept a part */
    record RuleKeepingAnswer(Keeping keeping, Optional<String> words, String reason, String minutes, Instant at) {}

    /**
     * A proposal.
     *
     * @param before the words in force when it was proposed; absent for what would be new
     * @param wording the words asked for; absent for what would go
     * @param version the one that settles it, kept or not
     */
    record RuleProposalAnswer(
            UUID id,
            int number,
            RuleText rule,
            Asked asked,
            String passage,
            String heading,
            Optional<String> before,
            Optional<String> wording,
            String why,
            Instant madeAt,
            String by,
            LocalDate consultedTo,
            Optional<RuleKeepingAnswer> decision,
            Optional<Integer> version,
            List<RuleRemarkAnswer> remarks) {}

    record RuleParticipantAnswer(String name, int proposals, int remarks) {}

    /** How a version was made: who took part, what was proposed, what was kept. */
    record RuleMakingAnswer(
            RuleText rule,
            int version,
            Optional<LocalDate> effectiveOn,
            List<RuleParticipantAnswer> participants,
            List<RuleProposalAnswer> proposals) {}

    /** @param wording absent when the passage should go */
    record RuleProposalRequest(
            @Nullable String passage,
            @Nullable String wording,
            @Nullable String why) {}

    record RuleRemarkRequest(
            @Nullable String kind, @Nullable String words) {}

    record RuleRemarkReplyRequest(@Nullable String answer) {}

    /** @param words what the passage becomes, for one that is kept in part */
    record RuleKeepingRequest(
            @Nullable String keeping,
            @Nullable String words,
            @Nullable String reason,
            @Nullable String minutes) {}

    private final RuleTexts texts;
    private final RuleProposals proposals;
    private final Applications applications;

    RuleProposalsApi(RuleTexts texts, RuleProposals proposals, Applications applications) {
        this.texts = texts;
        this.proposals = proposals;
        this.applications = applications;
    }

    @GetMapping("/passages")
    @Operation(
            summary = "Les passages de la version en vigueur : ce qu’une proposition peut récrire",
            description = "The passages that a proposal may reword.")
    List<PassageAnswer> passages(@PathVariable String rule) {
        var of = rule(rule);
        var today = applications.today();
        return java.util.stream.Stream.concat(texts.passages(of, today).stream(), texts.places(of, today).stream())
                .map(one -> new PassageAnswer(one.code(), one.heading(), one.words()))
                .toList();
    }

    @GetMapping("/versions/{number}")
    @Operation(
            summary = "Comment une version s’est faite : qui a pris part, ce qui fut proposé, ce qui fut gardé",
            description = "How a version was made: who took part, what was proposed and what was kept.")
    RuleMakingAnswer making(@PathVariable String rule, @PathVariable int number) {
        var of = rule(rule);
        var version = texts.versions(of).stream()
                .filter(one -> one.number() == number)
                .findFirst()
                .orElseThrow(ProblemException::notFound);
        var settled = proposals.settledBy(of, number);
        return new RuleMakingAnswer(
                of,
                number,
                version.effectiveOn(),
                RuleProposal.participants(settled).stream()
                        .map(one -> new RuleParticipantAnswer(one.name(), one.proposals(), one.remarks()))
                        .toList(),
                settled.stream().map(RuleProposalsApi::answer).toList());
    }

    @GetMapping("/proposals")
    @Operation(
            summary = "Les propositions sur la charte ou le questionnaire, la dernière d’abord",
            description = "Proposals on the charter or the questionnaire, latest first.")
    Page<RuleProposalAnswer> proposals(
            @PathVariable String rule,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size) {
        var of = rule(rule);
        var checks = new Checks();
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        return Page.within(proposals.of(of), last, most, one -> one.id().toString())
                .map(RuleProposalsApi::answer);
    }

    @GetMapping("/proposals/{id}")
    @Operation(summary = "Une proposition, ses remarques et sa décision", description = "One proposal.")
    RuleProposalAnswer proposal(@PathVariable String rule, @PathVariable UUID id) {
        return answer(get(rule, id));
    }

    @PostMapping("/proposals")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Proposer de changer, d’ajouter ou de supprimer un passage",
            description = "Propose to change, add or remove a passage.")
    RuleProposalAnswer propose(
            @PathVariable String rule, @RequestBody RuleProposalRequest request, NewId id, Actor caller) {
        var of = rule(rule);
        var checks = new Checks();
        var passage = checks.text("passage", request.passage(), 20);
        var wording = checks.optionalText("wording", request.wording(), LONGEST_WORDS);
        var why = checks.text("why", request.why(), LONGEST);
        checks.orThrow();
        return told(proposals.handle(new RuleProposals.Ask(id.value(), of, passage, wording, why, caller)));
    }

    @PostMapping("/proposals/{id}/remarks")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Commenter une proposition ou y objecter",
            description = "Comment on a proposal, or object to it.")
    RuleProposalAnswer remark(
            @PathVariable String rule,
            @PathVariable UUID id,
            @RequestBody RuleRemarkRequest request,
            NewId remark,
            Actor caller) {
        var proposal = get(rule, id);
        var checks = new Checks();
        var kind = checks.choice("kind", request.kind(), Speech.class, Speech.COMMENT);
        var words = checks.text("words", request.words(), LONGEST);
        checks.orThrow();
        return told(proposals.handle(new RuleProposals.Say(remark.value(), proposal.id(), kind, words, caller)));
    }

    @PostMapping("/proposals/{id}/remarks/{remark}/answer")
    @Operation(summary = "Répondre par écrit à une remarque, au nom du comité", description = "Answer a remark.")
    RuleProposalAnswer answer(
            @PathVariable String rule,
            @PathVariable UUID id,
            @PathVariable UUID remark,
            @RequestBody RuleRemarkReplyRequest request,
            Actor caller) {
        var proposal = get(rule, id);
        var checks = new Checks();
        var text = checks.text("answer", request.answer(), LONGEST);
        checks.orThrow();
        return told(proposals.answer(proposal.id(), remark, text, caller));
    }

    @PostMapping("/proposals/{id}/decision")
    @Operation(
            summary = "Décider d’une proposition, avec ses raisons : une personne du comité seule le peut",
            description = "Decide on a proposal.")
    RuleProposalAnswer decide(
            @PathVariable String rule, @PathVariable UUID id, @RequestBody RuleKeepingRequest request, Actor caller) {
        var proposal = get(rule, id);
        var checks = new Checks();
        var keeping = checks.choice("keeping", request.keeping(), Keeping.class, Keeping.NOT_KEPT);
        var words = checks.optionalText("words", request.words(), LONGEST_WORDS);
        var reason = checks.text("reason", request.reason(), LONGEST);
        var minutes = checks.text("minutes", request.minutes(), 200);
        checks.orThrow();
        return told(proposals.handle(new RuleProposals.Decide(proposal.id(), keeping, words, reason, minutes, caller)));
    }

    private static RuleText rule(String code) {
        return RuleText.ofCode(code).orElseThrow(ProblemException::notFound);
    }

    private RuleProposal get(String rule, UUID id) {
        var of = rule(rule);
        return proposals.find(id).filter(one -> one.rule() == of).orElseThrow(ProblemException::notFound);
    }

    private static RuleProposalAnswer told(RuleProposals.Outcome outcome) {
        return switch (outcome) {
            case RuleProposals.Outcome.Done(var proposal) -> answer(proposal);
            case RuleProposals.Outcome.Refused(var reason) ->
                throw ABSENCES.contains(reason) ? ProblemException.notFound() : ProblemException.refused(reason);
        };
    }

    private static RuleProposalAnswer answer(RuleProposal one) {
        return new RuleProposalAnswer(
                one.id(),
                one.number(),
                one.rule(),
                one.asked(),
                one.passage(),
                one.heading(),
                one.before(),
                one.wording(),
                one.why(),
                one.madeAt(),
                one.madeByName(),
                one.consultedTo(),
                one.settled()
                        .map(settled -> new RuleKeepingAnswer(
                                settled.keeping(), settled.words(), settled.reason(), settled.minutes(), settled.at())),
                one.version(),
                one.remarks().stream()
                        .map(remark -> new RuleRemarkAnswer(
                                remark.id(),
                                remark.kind(),
                                remark.words(),
                                remark.madeAt(),
                                remark.madeByName(),
                                remark.answer()))
                        .toList());
    }
}
