package coop.fairpass.qualification;

import coop.fairpass.directory.Actor;
import coop.fairpass.qualification.Charter.Capacity;
import coop.fairpass.qualification.ZoneLimits.Limit;
import coop.fairpass.territory.PerimeterCode;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rules by which one is qualified, for programs: anyone reads them, the committee and the board change them. */
@RestController
@Tag(name = "Règles de qualification")
@RequestMapping("/api/v1")
class RulesApi {

    private static final int LONGEST_REASON = 2_000;

    record RuleDecisionAnswer(String body, LocalDate decidedOn, String minutes) {}

    record BlockingAnswer(String code, String text, String explanation) {}

    /** @param points absent when the decision hides them */
    record AnswerChoice(String text, Optional<Integer> points) {}

    record QuestionAnswer(String code, String family, String text, List<AnswerChoice> choices) {}

    record FamilyAnswer(String code, String label, Optional<Integer> points) {}

    record QuestionnaireAnswer(
            int number,
            String title,
            Optional<LocalDate> effectiveOn,
            Optional<RuleDecisionAnswer> decision,
            int passMark,
            int committeeMark,
            int familyFloorPercent,
            boolean weightsShown,
            List<BlockingAnswer> blocking,
            List<FamilyAnswer> families,
            List<QuestionAnswer> questions) {}

    record CharterArticleAnswer(int number, Charter.Part part, String title, String text, Set<Capacity> binds) {}

    record CharterAnswer(
            int number,
            String title,
            Optional<LocalDate> effectiveOn,
            Optional<RuleDecisionAnswer> decision,
            String sha256,
            List<CharterArticleAnswer> articles) {}

    /**
     * A version to come.
     *
     * @param content the whole text, as JSON in a string: what {@code GET} answers, changed
     * @param proposals the numbers of the decided proposals that it settles, kept or not
     */
    record NewVersionRequest(
            @Nullable String content,
            @Nullable String effectiveOn,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes,
            @Nullable List<Long> proposals) {}

    record AcceptanceRequest(
            @Nullable String capacity, @Nullable Long version) {}

    record AcceptanceAnswer(Capacity capacity, int version, String sha256, String by, Instant at) {}

    record ZoneLimitAnswer(
            UUID id,
            String zone,
            String name,
            int most,
            String reason,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            RuleDecisionAnswer decision) {}

    record ZoneLimitRequest(
            @Nullable String zone,
            @Nullable Long most,
            @Nullable String reason,
            @Nullable String from,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes) {}

    private final Questionnaires questionnaires;
    private final Charters charters;
    private final AdoptRuleVersion adopt;
    private final AcceptCharter acceptCharter;
    private final ZoneLimits limits;

    RulesApi(
            Questionnaires questionnaires,
            Charters charters,
            AdoptRuleVersion adopt,
            AcceptCharter acceptCharter,
            ZoneLimits limits) {
        this.questionnaires = questionnaires;
        this.charters = charters;
        this.adopt = adopt;
        this.acceptCharter = acceptCharter;
        this.limits = limits;
    }

    @GetMapping("/questionnaires")
    @Operation(
            summary = "Les versions du questionnaire d’éligibilité, la dernière d’abord",
            description = "Versions of the eligibility questionnaire.")
    List<QuestionnaireAnswer> questionnaires() {
        return questionnaires.all().stream().map(RulesApi::questionnaire).toList();
    }

    @GetMapping("/questionnaires/{number}")
    @Operation(summary = "Une version du questionnaire", description = "One version of the questionnaire.")
    QuestionnaireAnswer questionnaire(@PathVariable int number) {
        return questionnaires.version(number).map(RulesApi::questionnaire).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/questionnaires")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Adopter une nouvelle version du questionnaire, par décision du comité",
            description = "Adopt a version of the questionnaire.")
    QuestionnaireAnswer adoptQuestionnaire(@RequestBody NewVersionRequest request, Actor caller) {
        int version = adopt(RuleText.QUESTIONNAIRE, request, caller);
        return questionnaires.version(version).map(RulesApi::questionnaire).orElseThrow();
    }

    @GetMapping("/charters")
    @Operation(
            summary = "Les versions de la charte et des conditions, la dernière d’abord",
            description = "Versions of the charter.")
    List<CharterAnswer> charters() {
        return charters.all().stream().map(RulesApi::charter).toList();
    }

    @GetMapping("/charters/{number}")
    @Operation(summary = "Une version de la charte", description = "One version of the charter.")
    CharterAnswer charter(@PathVariable int number) {
        return charters.version(number).map(RulesApi::charter).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/charters")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Adopter une nouvelle version de la charte, par décision du comité",
            description = "Adopt a version of the charter.")
    CharterAnswer adoptCharter(@RequestBody NewVersionRequest request, Actor caller) {
        int version = adopt(RuleText.CHARTER, request, caller);
        return charters.version(version).map(RulesApi::charter).orElseThrow();
    }

    @GetMapping("/charter-acceptances")
    @Operation(
            summary = "Ce que sa propre organisation a accepté, le dernier d’abord",
            description = "What one's organisation accepted.")
    List<AcceptanceAnswer> acceptances(Actor caller) {
        return caller.organisation().map(acceptCharter::of).orElse(List.of()).stream()
                .map(RulesApi::answer)
                .toList();
    }

    @PostMapping("/charter-acceptances")
    @Operation(
            summary = "Accepter la charte en vigueur pour son organisation : une personne seule le peut",
            description = "Accept the charter in force.")
    List<AcceptanceAnswer> accept(@RequestBody AcceptanceRequest request, Actor caller) {
        var checks = new Checks();
        var capacity = checks.choice("capacity", request.capacity(), Capacity.class, Capacity.PROVIDER);
        var version = checks.number("version", request.version(), 1, 1_000_000);
        checks.orThrow();
        return switch (acceptCharter.handle(new AcceptCharter.Command(capacity, (int) version, caller))) {
            case AcceptCharter.Outcome.Accepted(var all) ->
                all.stream().map(RulesApi::answer).toList();
            case AcceptCharter.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @GetMapping("/zone-limits")
    @Operation(
            summary = "Les zones où le nombre de prestataires est limité, avec la décision et son motif",
            description = "Zones with a limit.")
    List<ZoneLimitAnswer> limits() {
        return limits.all().stream().map(this::answer).toList();
    }

    @PostMapping("/zone-limits")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Limiter une zone, par décision du conseil", description = "Limit a zone.")
    ZoneLimitAnswer limit(@RequestBody ZoneLimitRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var written = checks.text("zone", request.zone(), 50);
        var zone = PerimeterCode.check(written);
        if (zone.isEmpty() && checks.errors().isEmpty()) {
            checks.refuse("zone", ZoneLimits.LimitReason.ZONE_UNKNOWN);
        }
        var most = checks.number("most", request.most(), 0, 100_000);
        var reason = checks.text("reason", request.reason(), LONGEST_REASON);
        var from = checks.day("from", request.from());
        var body = checks.text("decidedBy", request.decidedBy(), 200);
        var decidedOn = checks.day("decidedOn", request.decidedOn());
        var minutes = checks.text("minutes", request.minutes(), 200);
        checks.orThrow();
        return told(limits.handle(new ZoneLimits.Command(
                id.value(),
                zone.orElseThrow(),
                (int) most,
                reason,
                from,
                new Decision(body, decidedOn, minutes),
                caller)));
    }

    record LiftLimitRequest(@Nullable String from) {}

    @PostMapping("/zone-limits/{id}/lifting")
    @Operation(summary = "Lever la limite d’une zone à partir d’un jour", description = "Lift a limit.")
    ZoneLimitAnswer lift(@PathVariable UUID id, @RequestBody LiftLimitRequest request, Actor caller) {
        var checks = new Checks();
        var from = checks.day("from", request.from());
        checks.orThrow();
        return told(limits.lift(id, from, caller));
    }

    private ZoneLimitAnswer told(ZoneLimits.Outcome outcome) {
        return switch (outcome) {
            case ZoneLimits.Outcome.Done(var limit) -> answer(limit);
            case ZoneLimits.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private static ProblemException problem(ZoneLimits.LimitReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_LIMIT -> ProblemException.notFound();
            case ZONE_UNKNOWN, REASON_MISSING, DECIDED_IN_THE_FUTURE, IN_THE_PAST, ALREADY_LIMITED, ID_TAKEN ->
                ProblemException.refused(reason);
        };
    }

    private int adopt(RuleText rule, NewVersionRequest request, Actor caller) {
        var read = NewVersion.of(request);
        return switch (adopt.handle(new AdoptRuleVersion.Command(
                rule, Optional.of(read.content()), read.proposals(), read.effectiveOn(), read.decision(), caller))) {
            case AdoptRuleVersion.Outcome.Adopted(var version) -> version;
            case AdoptRuleVersion.Outcome.NotAdopted(var reason) -> throw problem(reason);
            case AdoptRuleVersion.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
        };
    }

    private record NewVersion(String content, List<Integer> proposals, LocalDate effectiveOn, Decision decision) {

        private static final int LONGEST = 1_000_000;
        private static final int MOST_PROPOSALS = 500;

        static NewVersion of(NewVersionRequest request) {
            var checks = new Checks();
            var content = request.content() == null ? "" : request.content();
            if (content.isBlank()) {
                checks.refuse("content", coop.fairpass.web.WebReason.FIELD_MISSING);
            } else if (content.length() > LONGEST) {
                checks.refuse("content", coop.fairpass.web.WebReason.TOO_LONG);
            }
            var effectiveOn = checks.day("effectiveOn", request.effectiveOn());
            var body = checks.text("decidedBy", request.decidedBy(), 200);
            var decidedOn = checks.day("decidedOn", request.decidedOn());
            var minutes = checks.text("minutes", request.minutes(), 200);
            var proposals = checks.list("proposals", request.proposals(), MOST_PROPOSALS).stream()
                    .map(one -> (int) checks.number("proposals", one, 1, Integer.MAX_VALUE))
                    .toList();
            checks.orThrow();
            return new NewVersion(content, proposals, effectiveOn, new Decision(body, decidedOn, minutes));
        }
    }

    private static ProblemException problem(VersionReason reason) {
        return switch (reason) {
            case NOT_ALLOWED, NOT_YOURS_TO_ACCEPT -> ProblemException.notAllowed();
            case UNREADABLE,
                    DECIDED_IN_THE_FUTURE,
                    BACK_DATED,
                    DAY_TAKEN,
                    BEFORE_THE_LAST_VERSION,
                    NOT_THE_VERSION_IN_FORCE -> ProblemException.refused(reason);
        };
    }

    private static QuestionnaireAnswer questionnaire(AdoptedVersion<Questionnaire> version) {
        var content = version.content();
        boolean shown = content.weightsShown();
        return new QuestionnaireAnswer(
                version.number(),
                content.title(),
                version.effectiveOn(),
                version.decision().map(RulesApi::answer),
                content.passMark(),
                content.committeeMark(),
                content.familyFloorPercent(),
                shown,
                content.blocking().stream()
                        .map(one -> new BlockingAnswer(one.code(), one.text(), one.explanation()))
                        .toList(),
                content.families().stream()
                        .map(one -> new FamilyAnswer(
                                one.code(), one.label(), shown ? Optional.of(one.points()) : Optional.empty()))
                        .toList(),
                content.questions().stream()
                        .map(one -> new QuestionAnswer(
                                one.code(),
                                one.family(),
                                one.text(),
                                one.choices().stream()
                                        .map(choice -> new AnswerChoice(
                                                choice.text(), shown ? Optional.of(choice.points()) : Optional.empty()))
                                        .toList()))
                        .toList());
    }

    private static CharterAnswer charter(AdoptedVersion<Charter> version) {
        return new CharterAnswer(
                version.number(),
                version.content().title(),
                version.effectiveOn(),
                version.decision().map(RulesApi::answer),
                Charters.digestOf(version.content()),
                version.content().articles().stream()
                        .map(one -> new CharterArticleAnswer(
                                one.number(),
                                one.part(),
                                one.title(),
                                one.text(),
                                new java.util.TreeSet<>(one.binds())))
                        .toList());
    }

    private static RuleDecisionAnswer answer(Decision decision) {
        return new RuleDecisionAnswer(decision.body(), decision.decidedOn(), decision.minutes());
    }

    private static AcceptanceAnswer answer(AcceptCharter.Acceptance one) {
        return new AcceptanceAnswer(one.capacity(), one.version(), one.sha256(), one.by(), one.at());
    }

    private ZoneLimitAnswer answer(Limit limit) {
        return new ZoneLimitAnswer(
                limit.id(),
                limit.zone().toString(),
                limits.nameOf(limit.zone()),
                limit.most(),
                limit.reason(),
                limit.validFrom(),
                limit.validUntil(),
                answer(limit.decision()));
    }
}
