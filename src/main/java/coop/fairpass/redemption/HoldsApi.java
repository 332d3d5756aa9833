package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.redemption.DecideHold.Waiting;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Redemptions that wait for a person: the provider answers, the controller decides. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Mises en attente")
class HoldsApi {

    private static final int LONGEST_TEXT = 2_000;

    record HoldAnswer(
            String redemption,
            UUID provider,
            UUID place,
            String service,
            LocalDate serviceOn,
            HoldRule rule,
            String title,
            LocalDate decideBy,
            Optional<String> providerSays,
            boolean hasDocument) {

        static HoldAnswer of(Waiting waiting) {
            return new HoldAnswer(
                    waiting.redemption().toString(),
                    waiting.provider().value(),
                    waiting.place(),
                    waiting.service(),
                    waiting.serviceOn(),
                    waiting.rule(),
                    Sentences.of(waiting.rule()),
                    waiting.decideBy(),
                    waiting.providerSays(),
                    waiting.hasDocument());
        }
    }

    record AnswerBody(@Nullable String text) {}

    record DecisionBody(@Nullable String decision, @Nullable String reason) {}

    record DecisionAnswer(String redemption, Optional<HoldDecision> decision) {}

    private final DecideHold decideHold;
    private final UnknownCodes unknownCodes;

    HoldsApi(DecideHold decideHold, UnknownCodes unknownCodes) {
        this.decideHold = decideHold;
        this.unknownCodes = unknownCodes;
    }

    @GetMapping("/holds")
    @Operation(
            summary = "Ce qui attend une décision : le sien, ou tout pour la personne qui contrôle",
            description = "What waits for a decision, the oldest first.")
    Page<HoldAnswer> holds(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        if (!caller.hasAny(Role.COOP_CONTROLLER, Role.PROVIDER_ADMIN, Role.PROVIDER_STAFF, Role.MEDIATOR)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        int most = checks.size(size);
        if (after != null && RedemptionId.read(after).isEmpty()) {
            checks.refuse("after", WebReason.FIELD_INVALID);
        }
        checks.orThrow();
        return Page.within(
                        decideHold.waiting(caller),
                        Optional.ofNullable(after),
                        most,
                        one -> one.redemption().toString())
                .map(HoldAnswer::of);
    }

    @PostMapping(path = "/holds/{redemption}/answer", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Le prestataire explique, en ses mots, tant que rien n’est décidé",
            description = "The provider answers in its own words.")
    DecisionAnswer answer(@PathVariable String redemption, @RequestBody AnswerBody body, Actor caller)
            throws IOException {
        return answerWith(redemption, body.text(), null, caller);
    }

    @PostMapping(path = "/holds/{redemption}/answer", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Le prestataire explique, avec un document : PDF, PNG ou JPEG, 5 Mo au plus",
            description = "The provider answers in its own words, with one document.")
    DecisionAnswer answerWith(
            @PathVariable String redemption,
            @RequestParam(required = false) @Nullable String text,
            @RequestPart(required = false) @Nullable MultipartFile document,
            Actor caller)
            throws IOException {
        var checks = new Checks();
        var words = checks.text("text", text, LONGEST_TEXT);
        checks.orThrow();
        return told(decideHold.answer(RedemptionApi.idOf(redemption), words, HoldDocuments.brought(document), caller));
    }

    @PostMapping("/holds/{redemption}/decision")
    @Operation(
            summary = "Accepter ou rejeter, avec un motif que le prestataire lira",
            description = "Release or reject, with a reason the provider reads.")
    DecisionAnswer decide(@PathVariable String redemption, @RequestBody DecisionBody body, Actor caller) {
        var checks = new Checks();
        var decision = checks.choice("decision", body.decision(), HoldDecision.class, HoldDecision.RELEASED);
        var reason = checks.text("reason", body.reason(), LONGEST_TEXT);
        checks.orThrow();
        return told(
                decideHold.handle(new DecideHold.Command(RedemptionApi.idOf(redemption), decision, reason, caller)));
    }

    /** Lets an account that tried too many unknown codes in again. */
    @DeleteMapping("/stopped-accounts")
    @Operation(
            summary = "Rouvrir un compte arrêté après trop de codes inconnus",
            description = "Let a stopped account in again.")
    void lift(@RequestParam String account, Actor caller) {
        if (!caller.hasAny(Role.COOP_CONTROLLER, Role.OPERATOR)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var author = checks.text("account", account, 100);
        checks.orThrow();
        if (!unknownCodes.lift(author, caller)) {
            throw ProblemException.notFound();
        }
    }

    private static DecisionAnswer told(DecideHold.Outcome outcome) {
        return switch (outcome) {
            case DecideHold.Outcome.Decided(var id, var decision) ->
                new DecisionAnswer(id.toString(), Optional.of(decision));
            case DecideHold.Outcome.Answered(var id) -> new DecisionAnswer(id.toString(), Optional.empty());
            case DecideHold.Outcome.Refused(var reason) -> throw RedemptionApi.problem(reason);
        };
    }
}
