package coop.fairpass.expiry;

import coop.fairpass.directory.Actor;
import coop.fairpass.expiry.Credits.Refund;
import coop.fairpass.expiry.Credits.RefundState;
import coop.fairpass.expiry.JointStatements.JointStatement;
import coop.fairpass.expiry.JointStatements.NumberedLine;
import coop.fairpass.expiry.Outcomes.VoucherOutcome;
import coop.fairpass.invoicing.Documents;
import coop.fairpass.money.Money;
import coop.fairpass.orders.ConfirmEndStep;
import coop.fairpass.orders.ConfirmEndStep.EndStep;
import coop.fairpass.orders.OrderId;
import coop.fairpass.orders.OrderReason;
import coop.fairpass.orders.Orders;
import coop.fairpass.orders.VoucherOrder;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Download;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The end of an order for programs: confirmations, joint statement, credit. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Fin de validité")
class ExpiryApi {

    private static final Money LARGEST = Money.cents(1_000_000_000_00L);
    private static final int LONGEST_TEXT = 2_000;

    record EndStepBody(@Nullable String step) {}

    record ConfirmationAnswer(EndStep step, Instant at, String by, String text) {

        static ConfirmationAnswer of(ConfirmEndStep.Confirmation confirmation) {
            return new ConfirmationAnswer(
                    confirmation.step(), confirmation.at(), confirmation.by(), confirmation.text());
        }
    }

    record DisputeAnswer(UUID id, String reason, Optional<String> answer) {}

    record LineAnswer(
            int number,
            int lot,
            VoucherOutcome outcome,
            String title,
            long vouchers,
            String serials,
            Optional<DisputeAnswer> dispute) {

        static LineAnswer of(NumberedLine line) {
            return new LineAnswer(
                    line.number(),
                    line.line().lot(),
                    line.line().outcome(),
                    Sentences.of(line.line().outcome()),
                    line.line().vouchers(),
                    line.line().serials(),
                    line.dispute().map(one -> new DisputeAnswer(one.id(), one.reason(), one.answer())));
        }
    }

    record JointStatementAnswer(
            int version,
            String number,
            Instant producedAt,
            String digest,
            boolean payerAgreed,
            boolean cooperativeAgreed,
            long activated,
            List<LineAnswer> lines) {

        static JointStatementAnswer of(JointStatement statement) {
            return new JointStatementAnswer(
                    statement.version(),
                    statement.number(),
                    statement.producedAt(),
                    statement.digest(),
                    statement.payerAgreed(),
                    statement.cooperativeAgreed(),
                    statement.activated(),
                    statement.lines().stream().map(LineAnswer::of).toList());
        }
    }

    record TextBody(@Nullable String reason) {}

    record AnswerBody(@Nullable String answer) {}

    record RefundAnswer(
            UUID id,
            long amountCents,
            RefundState state,
            String stateReason,
            LocalDate requestedOn,
            Optional<LocalDate> paidOn) {

        static RefundAnswer of(Refund refund) {
            return new RefundAnswer(
                    refund.id(),
                    refund.amount().cents(),
                    refund.state(),
                    refund.stateReason(),
                    refund.requestedOn(),
                    refund.paidOn());
        }
    }

    /** What is owed for an order and not asked back yet, and what was asked back. */
    record CreditAnswer(long availableCents, List<RefundAnswer> refunds) {}

    record RefundBody(@Nullable Long amountCents) {}

    record SetOffBody(@Nullable String fundsCall, @Nullable Long amountCents) {}

    record RefundRunAnswer(UUID run) {}

    private final Orders orders;
    private final ConfirmEndStep confirmEndStep;
    private final JointStatements jointStatements;
    private final Credits credits;
    private final Documents documents;

    ExpiryApi(
            Orders orders,
            ConfirmEndStep confirmEndStep,
            JointStatements jointStatements,
            Credits credits,
            Documents documents) {
        this.orders = orders;
        this.confirmEndStep = confirmEndStep;
        this.jointStatements = jointStatements;
        this.credits = credits;
        this.documents = documents;
    }

    @GetMapping("/orders/{id}/end-confirmations")
    @Operation(summary = "Ce que le commanditaire a confirmé", description = "What the payer confirmed.")
    List<ConfirmationAnswer> confirmations(@PathVariable UUID id, Actor caller) {
        return confirmEndStep.of(visible(id, caller).id()).stream()
                .map(ConfirmationAnswer::of)
                .toList();
    }

    @PostMapping("/orders/{id}/end-confirmations")
    @Operation(
            summary = "Confirmer une étape de fin : STOP ou ACKNOWLEDGE ; le texte exact est gardé",
            description = "Confirm an end step; the exact text is kept.")
    ConfirmationAnswer confirm(@PathVariable UUID id, @RequestBody EndStepBody body, Actor caller) {
        var checks = new Checks();
        var step = checks.choice("step", body.step(), EndStep.class, EndStep.STOP);
        checks.orThrow();
        return switch (confirmEndStep.handle(new ConfirmEndStep.Command(new OrderId(id), step, caller))) {
            case ConfirmEndStep.Outcome.Confirmed(var confirmation) -> ConfirmationAnswer.of(confirmation);
            case ConfirmEndStep.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @GetMapping("/orders/{id}/joint-statement")
    @Operation(
            summary = "Le dernier état contradictoire : ce que sont devenus tous les chèques activés",
            description = "The last joint statement.")
    JointStatementAnswer jointStatement(@PathVariable UUID id, Actor caller) {
        return JointStatementAnswer.of(last(id, caller));
    }

    @GetMapping("/orders/{id}/joint-statement/pdf")
    @Operation(summary = "Le dernier état contradictoire en PDF", description = "The last joint statement as PDF.")
    ResponseEntity<byte[]> jointStatementPdf(@PathVariable UUID id, Actor caller) {
        var number = last(id, caller).number();
        return Download.pdf(number, documents.pdf(number).orElseThrow(ProblemException::notFound));
    }

    private JointStatement last(UUID id, Actor caller) {
        return jointStatements.last(visible(id, caller).id()).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/orders/{id}/joint-statement/{version}/agreement")
    @Operation(
            summary = "Accepter le dernier état ; quand les deux parties l’ont fait, l’avoir est émis",
            description = "Agree on the last version.")
    JointStatementAnswer agree(@PathVariable UUID id, @PathVariable int version, Actor caller) {
        return told(jointStatements.agree(new OrderId(id), version, caller));
    }

    @PostMapping("/orders/{id}/joint-statement/{version}/lines/{line}/dispute")
    @Operation(
            summary = "Contester une ligne du dernier état, en disant pourquoi",
            description = "Dispute a line of the last version.")
    JointStatementAnswer dispute(
            @PathVariable UUID id,
            @PathVariable int version,
            @PathVariable int line,
            @RequestBody TextBody body,
            NewId dispute,
            Actor caller) {
        var checks = new Checks();
        var reason = checks.text("reason", body.reason(), LONGEST_TEXT);
        checks.orThrow();
        return told(jointStatements.dispute(dispute.value(), new OrderId(id), version, line, reason, caller));
    }

    @PostMapping("/joint-statement-disputes/{dispute}/answer")
    @Operation(
            summary = "Répondre à une contestation ; toutes répondues, une nouvelle version est faite",
            description = "Answer a dispute.")
    JointStatementAnswer answer(@PathVariable UUID dispute, @RequestBody AnswerBody body, Actor caller) {
        var checks = new Checks();
        var answer = checks.text("answer", body.answer(), LONGEST_TEXT);
        checks.orThrow();
        return told(jointStatements.answer(dispute, answer, caller));
    }

    private static JointStatementAnswer told(JointStatements.Outcome outcome) {
        return switch (outcome) {
            case JointStatements.Outcome.Done(var statement) -> JointStatementAnswer.of(statement);
            case JointStatements.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    @GetMapping("/orders/{id}/credit")
    @Operation(
            summary = "L’avoir d’une commande : ce qui reste, et les remboursements demandés",
            description = "The credit of an order.")
    CreditAnswer credit(@PathVariable UUID id, Actor caller) {
        var order = visible(id, caller);
        return new CreditAnswer(
                credits.available(order).cents(),
                credits.refunds(order.id()).stream().map(RefundAnswer::of).toList());
    }

    @PostMapping("/orders/{id}/refunds")
    @Operation(
            summary = "Demander un remboursement, payé sous trente jours",
            description = "Ask for a refund, paid within thirty days.")
    CreditAnswer refund(@PathVariable UUID id, @RequestBody RefundBody body, NewId refund, Actor caller) {
        var checks = new Checks();
        var amount = checks.cents("amountCents", body.amountCents(), Money.cents(1), LARGEST);
        checks.orThrow();
        told(credits.askRefund(refund.value(), new OrderId(id), amount, caller));
        return credit(id, caller);
    }

    @PostMapping("/orders/{id}/set-offs")
    @Operation(
            summary = "Payer l’appel de fonds d’une nouvelle commande avec cet avoir",
            description = "Let this credit pay the funds call of a new order.")
    CreditAnswer setOff(@PathVariable UUID id, @RequestBody SetOffBody body, NewId agreement, Actor caller) {
        var checks = new Checks();
        var call = checks.text("fundsCall", body.fundsCall(), 40);
        var amount = checks.cents("amountCents", body.amountCents(), Money.cents(1), LARGEST);
        checks.orThrow();
        told(credits.consume(agreement.value(), new OrderId(id), call, amount, caller));
        return credit(id, caller);
    }

    @PostMapping("/refund-runs")
    @Operation(
            summary = "Rassembler les remboursements à payer en un ordre de virement",
            description = "Gather the refunds to pay into one payment run.")
    RefundRunAnswer prepareRun(NewId run, Actor caller) {
        told(credits.prepareRun(run.value(), caller));
        return new RefundRunAnswer(run.value());
    }

    @PostMapping("/orders/{id}/closing")
    @Operation(
            summary = "Clore une commande dont il ne reste rien",
            description = "Close an order of which nothing is left.")
    CreditAnswer close(@PathVariable UUID id, Actor caller) {
        told(credits.close(new OrderId(id), caller));
        return credit(id, caller);
    }

    private static void told(Credits.Outcome outcome) {
        switch (outcome) {
            case Credits.Outcome.Done(var _) -> {
                // the caller reads the credit again
            }
            case Credits.Outcome.Refused(var reason) -> throw problem(reason);
            case Credits.Outcome.RefusedByRun(var reason) -> throw ProblemException.refused(reason);
        }
    }

    private VoucherOrder visible(UUID id, Actor caller) {
        return orders.find(new OrderId(id), caller).orElseThrow(ProblemException::notFound);
    }

    /** What confirming an end step can be refused for; the other reasons are of other use cases. */
    private static ProblemException problem(OrderReason reason) {
        if (reason == OrderReason.UNKNOWN_ORDER) {
            return ProblemException.notFound();
        }
        return reason == OrderReason.NOT_ALLOWED ? ProblemException.notAllowed() : ProblemException.refused(reason);
    }

    private static ProblemException problem(ExpiryReason reason) {
        return switch (reason) {
            case UNKNOWN_ORDER, UNKNOWN_LINE, UNKNOWN_DOCUMENT -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case ID_TAKEN,
                    NOT_POSSIBLE_NOW,
                    NOT_THE_LAST_VERSION,
                    CHANGED_SINCE,
                    REASON_MISSING,
                    ALREADY_DISPUTED,
                    MORE_THAN_CREDIT,
                    NO_PAYABLE_ACCOUNT,
                    MORE_THAN_OPEN,
                    NOTHING_TO_PAY,
                    CREDIT_LEFT,
                    LOT_NEVER_ACTIVE,
                    SOMETHING_IS_HELD,
                    SOMETHING_IS_UNPAID,
                    COVERAGE_INCIDENT,
                    WIND_DOWN -> ProblemException.refused(reason);
        };
    }
}
