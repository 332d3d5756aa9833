package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.redemption.RedemptionId;
import coop.fairpass.settlement.LineDisputes.LineDispute;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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

/** Lines of statements that providers contest, and how they are answered. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Relevés")
class DisputesApi {

    static final int LONGEST = 2_000;

    record LineDisputeAnswer(
            UUID id,
            String statement,
            String redemption,
            String reason,
            LocalDate contestedOn,
            LocalDate answerDueOn,
            Optional<DisputeDecision> decision,
            Optional<String> answer,
            Optional<UUID> claim,
            Optional<String> correctedOn) {

        static LineDisputeAnswer of(LineDispute dispute) {
            return new LineDisputeAnswer(
                    dispute.id(),
                    dispute.statement(),
                    dispute.redemption().toString(),
                    dispute.reason(),
                    dispute.contestedOn(),
                    dispute.answerDueOn(),
                    dispute.decision(),
                    dispute.answer(),
                    dispute.claim(),
                    dispute.correctedOn());
        }
    }

    record ContestBody(
            @Nullable String redemption, @Nullable String reason) {}

    record DecisionBody(@Nullable String decision, @Nullable String answer) {}

    private final LineDisputes disputes;
    private final Statements statements;

    DisputesApi(LineDisputes disputes, Statements statements) {
        this.disputes = disputes;
        this.statements = statements;
    }

    @GetMapping("/statements/{number}/disputes")
    @Operation(summary = "Les lignes contestées d’un relevé", description = "The contested lines of a statement.")
    List<LineDisputeAnswer> of(@PathVariable String number, Actor caller) {
        var statement = statements.find(number, caller).orElseThrow(ProblemException::notFound);
        return disputes.of(statement.number()).stream()
                .map(LineDisputeAnswer::of)
                .toList();
    }

    @PostMapping("/statements/{number}/disputes")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Contester une ligne de son relevé, dans les soixante jours, en disant pourquoi",
            description = "Contest a line of one's statement within sixty days.")
    LineDisputeAnswer contest(@PathVariable String number, @RequestBody ContestBody body, NewId id, Actor caller) {
        var checks = new Checks();
        var redemption = redemption(checks, body.redemption());
        var reason = checks.text("reason", body.reason(), LONGEST);
        checks.orThrow();
        return told(disputes.contest(id.value(), number, redemption.orElseThrow(), reason, caller));
    }

    static Optional<RedemptionId> redemption(Checks checks, @Nullable String written) {
        int before = checks.errors().size();
        var text = checks.text("redemption", written, 40);
        var redemption = RedemptionId.read(text);
        if (redemption.isEmpty() && checks.errors().size() == before) {
            checks.refuse("redemption", WebReason.FIELD_INVALID);
        }
        return redemption;
    }

    @GetMapping("/statement-disputes")
    @Operation(
            summary = "Les lignes contestées qui attendent une réponse, la plus pressée d’abord",
            description = "Contested lines that wait for an answer, the first due first.")
    List<LineDisputeAnswer> waiting(Actor caller) {
        SettlementApi.mayReadAll(caller);
        return disputes.waiting().stream().map(LineDisputeAnswer::of).toList();
    }

    @PostMapping("/statement-disputes/{id}/answer")
    @Operation(
            summary = "Répondre à une contestation ; corriger ouvre une reprise, portée sur un relevé suivant",
            description = "Answer a contested line; to correct it opens a claim, recovered on a later statement.")
    LineDisputeAnswer answer(@PathVariable UUID id, @RequestBody DecisionBody body, Actor caller) {
        var checks = new Checks();
        if (body.decision() == null) {
            checks.refuse("decision", WebReason.FIELD_MISSING);
        }
        var decision = checks.choice("decision", body.decision(), DisputeDecision.class, DisputeDecision.MAINTAINED);
        var answer = checks.text("answer", body.answer(), LONGEST);
        checks.orThrow();
        return told(disputes.answer(id, decision, answer, caller));
    }

    private static LineDisputeAnswer told(LineDisputes.Outcome outcome) {
        return switch (outcome) {
            case LineDisputes.Outcome.Done(var dispute) -> LineDisputeAnswer.of(dispute);
            case LineDisputes.Outcome.Refused(var reason) -> throw SettlementApi.problem(reason);
        };
    }
}
