package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.redemption.AppealRejection.Appeal;
import coop.fairpass.redemption.AppealRejection.AppealDecision;
import coop.fairpass.redemption.AppealRejection.Rejection;
import coop.fairpass.redemption.DecideHold.HoldDecision;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Rejections and their appeals: the provider appeals once, a second person decides; and the documents of both. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Mises en attente")
class AppealsApi {

    private static final int LONGEST_TEXT = 2_000;

    record RejectionAnswer(
            String redemption,
            UUID provider,
            UUID place,
            String service,
            LocalDate serviceOn,
            HoldRule rule,
            HoldDecision decision,
            String reason,
            LocalDate appealUntil,
            Optional<String> providerSays,
            boolean answerDocument,
            Optional<String> appeal,
            boolean appealDocument,
            Optional<AppealDecision> appealDecision,
            Optional<String> appealReason) {

        static RejectionAnswer of(Rejection one) {
            return new RejectionAnswer(
                    one.redemption().toString(),
                    one.provider().value(),
                    one.place(),
                    one.service(),
                    one.serviceOn(),
                    one.rule(),
                    one.decision(),
                    one.reason(),
                    one.appealUntil(),
                    one.providerSays(),
                    one.answerDocument(),
                    one.appeal().map(Appeal::words),
                    one.appealDocument(),
                    one.appeal().flatMap(Appeal::decision),
                    one.appeal().flatMap(Appeal::decisionReason));
        }
    }

    record AppealBody(@Nullable String text) {}

    record AppealDecisionBody(
            @Nullable String decision, @Nullable String reason) {}

    record AppealAnswer(String redemption, Optional<AppealDecision> decision) {}

    private final AppealRejection appeals;
    private final HoldDocuments documents;

    AppealsApi(AppealRejection appeals, HoldDocuments documents) {
        this.appeals = appeals;
        this.documents = documents;
    }

    @GetMapping("/rejections")
    @Operation(
            summary = "Les rejets : ceux du prestataire, ou les recours à décider",
            description = "The provider's own rejections, or for those who decide the appeals that wait.")
    Page<RejectionAnswer> rejections(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        boolean decides = AppealRejection.mayDecide(caller);
        if (!decides && HoldDocuments.ownOf(caller).isEmpty()) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        int most = checks.size(size);
        if (after != null && RedemptionId.read(after).isEmpty()) {
            checks.refuse("after", WebReason.FIELD_INVALID);
        }
        checks.orThrow();
        return Page.within(
                        decides ? appeals.waiting(caller) : appeals.of(caller),
                        Optional.ofNullable(after),
                        most,
                        one -> one.redemption().toString())
                .map(RejectionAnswer::of);
    }

    @PostMapping(path = "/holds/{redemption}/appeal", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Le prestataire conteste un rejet, une fois, dans les 30 jours",
            description = "The provider appeals a rejection, once, within 30 days.")
    AppealAnswer appeal(@PathVariable String redemption, @RequestBody AppealBody body, Actor caller)
            throws IOException {
        return appealWith(redemption, body.text(), null, caller);
    }

    @PostMapping(path = "/holds/{redemption}/appeal", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @Operation(
            summary = "Le prestataire conteste un rejet, avec un document : PDF, PNG ou JPEG, 5 Mo au plus",
            description = "The provider appeals a rejection with one document.")
    AppealAnswer appealWith(
            @PathVariable String redemption,
            @RequestParam(required = false) @Nullable String text,
            @RequestPart(required = false) @Nullable MultipartFile document,
            Actor caller)
            throws IOException {
        var checks = new Checks();
        var words = checks.text("text", text, LONGEST_TEXT);
        checks.orThrow();
        return told(appeals.appeal(RedemptionApi.idOf(redemption), words, HoldDocuments.brought(document), caller));
    }

    @PostMapping("/holds/{redemption}/appeal/decision")
    @Operation(
            summary = "Une autre personne que celle qui a rejeté maintient le rejet, ou accepte le recours",
            description = "Another person upholds the rejection or accepts the appeal, with a reason.")
    AppealAnswer decide(@PathVariable String redemption, @RequestBody AppealDecisionBody body, Actor caller) {
        var checks = new Checks();
        var decision = checks.choice("decision", body.decision(), AppealDecision.class, AppealDecision.UPHELD);
        var reason = checks.text("reason", body.reason(), LONGEST_TEXT);
        checks.orThrow();
        return told(
                appeals.handle(new AppealRejection.Command(RedemptionApi.idOf(redemption), decision, reason, caller)));
    }

    @ReadsSensitive(Sensitive.HOLD_DOCUMENT)
    @GetMapping("/holds/{redemption}/documents/{occasion}")
    @Operation(
            summary = "Le document joint à une réponse (answer) ou à un recours (appeal)",
            description = "The document given with an answer or an appeal; only its provider and who decides read it.")
    ResponseEntity<byte[]> document(@PathVariable String redemption, @PathVariable String occasion, Actor caller) {
        var id = RedemptionApi.idOf(redemption);
        var when = HoldDocuments.occasion(occasion).orElseThrow(ProblemException::notFound);
        var kept = documents.find(id, when, caller).orElseThrow(ProblemException::notFound);
        return Download.of(
                HoldDocuments.Kept.name(id, when, kept.kind()), kept.kind().type(), kept.content());
    }

    private static AppealAnswer told(AppealRejection.Outcome outcome) {
        return switch (outcome) {
            case AppealRejection.Outcome.Appealed(var id) -> new AppealAnswer(id.toString(), Optional.empty());
            case AppealRejection.Outcome.Decided(var id, var decision) ->
                new AppealAnswer(id.toString(), Optional.of(decision));
            case AppealRejection.Outcome.Refused(var reason) -> throw RedemptionApi.problem(reason);
        };
    }
}
