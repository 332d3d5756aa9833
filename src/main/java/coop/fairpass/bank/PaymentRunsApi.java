package coop.fairpass.bank;

import coop.fairpass.bank.PaymentRuns.Run;
import coop.fairpass.bank.PaymentRuns.RunReason;
import coop.fairpass.bank.PaymentRuns.RunState;
import coop.fairpass.bank.PaymentRuns.RunTransfer;
import coop.fairpass.bank.PaymentRuns.TransferState;
import coop.fairpass.bank.VerifyPayee.VerificationReason;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Payment runs for programs of the cooperative: everything but the approval of two people, which no program gives. */
@RestController
@RequestMapping("/api/v1/payment-runs")
@Tag(name = "Virements")
class PaymentRunsApi {

    record RunAnswer(UUID id, String label, LocalDate executionOn, int transfers, long totalCents, RunState state) {

        static RunAnswer of(Run run) {
            return new RunAnswer(
                    run.id(),
                    run.label(),
                    run.executionOn(),
                    run.transfers(),
                    run.total().cents(),
                    run.state());
        }
    }

    record TransferAnswer(
            UUID id,
            String endToEndId,
            UUID payee,
            String holderName,
            String iban,
            long amountCents,
            String remittance,
            TransferState state,
            Optional<String> reason) {

        static TransferAnswer of(RunTransfer transfer) {
            return new TransferAnswer(
                    transfer.id(),
                    transfer.endToEndId(),
                    transfer.payee().value(),
                    transfer.holderName(),
                    transfer.iban().masked(),
                    transfer.amount().cents(),
                    transfer.remittance(),
                    transfer.state(),
                    Optional.of(transfer.reason()).filter(reason -> !reason.isEmpty()));
        }
    }

    /** A run with its transfers, and how many people have approved it. */
    record RunDetailAnswer(RunAnswer run, int approvals, List<TransferAnswer> transfers) {}

    record ApprovalRequest(@Nullable Long totalCents) {}

    record VerificationRequest(
            @Nullable String code, @Nullable String name) {}

    record VerificationAnswer(boolean allowsPayment) {}

    record DecisionRequest(
            @Nullable Boolean accepts, @Nullable String why) {}

    private static final Money MOST = Money.cents(99_999_999_999_99L);

    private final PaymentRuns runs;
    private final ApproveRun approveRun;
    private final SendRun sendRun;
    private final AbandonRun abandonRun;
    private final ExportRun exportRun;
    private final VerifyPayee verifyPayee;
    private final DecidePayeeName decidePayeeName;
    private final BankSettings settings;

    PaymentRunsApi(
            PaymentRuns runs,
            ApproveRun approveRun,
            SendRun sendRun,
            AbandonRun abandonRun,
            ExportRun exportRun,
            VerifyPayee verifyPayee,
            DecidePayeeName decidePayeeName,
            BankSettings settings) {
        this.runs = runs;
        this.approveRun = approveRun;
        this.sendRun = sendRun;
        this.abandonRun = abandonRun;
        this.exportRun = exportRun;
        this.verifyPayee = verifyPayee;
        this.decidePayeeName = decidePayeeName;
        this.settings = settings;
    }

    @GetMapping
    @Operation(summary = "Les ordres de virement, le dernier d’abord")
    List<RunAnswer> runs(Actor caller) {
        BankApi.mayRead(caller);
        return runs.all().stream().map(RunAnswer::of).toList();
    }

    @ReadsSensitive(Sensitive.BANK_DETAILS)
    @GetMapping("/{id}")
    @Operation(summary = "Un ordre de virement et ce que devient chacun de ses virements")
    RunDetailAnswer run(@PathVariable UUID id, Actor caller) {
        BankApi.mayRead(caller);
        var run = runs.find(id).orElseThrow(ProblemException::notFound);
        return new RunDetailAnswer(
                RunAnswer.of(run),
                runs.approvedBy(id).size(),
                runs.transfers(id).stream().map(TransferAnswer::of).toList());
    }

    @PostMapping("/{id}/approvals")
    @Operation(summary = "Approuver un ordre en annonçant son total ; deux personnes le font, jamais un programme")
    RunAnswer approve(@PathVariable UUID id, @RequestBody ApprovalRequest request, Actor caller) {
        var checks = new Checks();
        var total = checks.cents("totalCents", request.totalCents(), Money.ZERO, MOST);
        checks.orThrow();
        return answer(approveRun.handle(new ApproveRun.Command(id, total, caller)));
    }

    @PostMapping("/{id}/sending")
    @Operation(summary = "Envoyer un ordre approuvé : son fichier est arrêté, une seule fois")
    RunAnswer send(@PathVariable UUID id, Actor caller) {
        return switch (sendRun.handle(new SendRun.Command(id, caller))) {
            case SendRun.Outcome.Sent(var run) -> RunAnswer.of(run);
            case SendRun.Outcome.Refused(var reason, var endToEndIds) ->
                throw refused(reason, endToEndIds.isEmpty() ? Map.of() : Map.of("endToEndIds", endToEndIds));
        };
    }

    @ReadsSensitive(Sensitive.PAYMENT_FILE)
    @GetMapping(path = "/{id}/file", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "Le fichier d’un ordre envoyé, en pain.001 ; toujours les mêmes octets")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String version, Actor caller) {
        var asked = version(version, settings);
        return switch (exportRun.handle(new ExportRun.Command(id, asked, caller))) {
            case ExportRun.Outcome.Exported(var file) -> download(file);
            case ExportRun.Outcome.Refused(var reason) -> throw refused(reason, Map.of());
        };
    }

    static PainVersion version(@Nullable String version, BankSettings settings) {
        var checks = new Checks();
        var asked = checks.optionalChoice("version", version, PainVersion.class).orElse(settings.version());
        checks.orThrow();
        return asked;
    }

    static ResponseEntity<byte[]> download(HandedOutFile file) {
        var content = new ByteArrayOutputStream(file.size());
        try {
            file.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .eTag(file.sha256())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .body(content.toByteArray());
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Abandonner un ordre qui n’est pas parti")
    RunAnswer abandon(@PathVariable UUID id, Actor caller) {
        return answer(abandonRun.handle(new AbandonRun.Command(id, caller)));
    }

    @PostMapping("/{id}/transfers/{transfer}/verifications")
    @Operation(summary = "Dire ce que la banque d’un bénéficiaire répond sur son nom : RCVC, RVMC, RVNM ou RVNA")
    VerificationAnswer verify(
            @PathVariable UUID id,
            @PathVariable UUID transfer,
            @RequestBody VerificationRequest request,
            Actor caller) {
        var checks = new Checks();
        var code = checks.choice("code", request.code(), PaymentStatusCode.class, PaymentStatusCode.RVNM);
        var name = checks.optionalText("name", request.name(), 140).orElse("");
        checks.orThrow();
        return answer(verifyPayee.handle(new VerifyPayee.Command(id, transfer, code, name, caller)));
    }

    @PostMapping("/{id}/transfers/{transfer}/decisions")
    @Operation(summary = "Accepter ou refuser un nom proche ou que la banque n’a pas pu vérifier, avec sa raison")
    VerificationAnswer decide(
            @PathVariable UUID id, @PathVariable UUID transfer, @RequestBody DecisionRequest request, Actor caller) {
        var checks = new Checks();
        var why = checks.text("why", request.why(), 200);
        if (request.accepts() == null) {
            checks.refuse("accepts", WebReason.FIELD_MISSING);
        }
        checks.orThrow();
        boolean accepts = Boolean.TRUE.equals(request.accepts());
        return answer(decidePayeeName.handle(new DecidePayeeName.Command(id, transfer, accepts, why, caller)));
    }

    private static RunAnswer answer(PaymentRuns.Outcome outcome) {
        return switch (outcome) {
            case PaymentRuns.Outcome.Done(var run) -> RunAnswer.of(run);
            case PaymentRuns.Outcome.Refused(var reason) -> throw refused(reason, Map.of());
        };
    }

    private static VerificationAnswer answer(VerifyPayee.Outcome outcome) {
        return switch (outcome) {
            case VerifyPayee.Outcome.Kept(var allows) -> new VerificationAnswer(allows);
            case VerifyPayee.Outcome.Refused(var reason) -> throw refused(reason);
        };
    }

    private static ProblemException refused(VerificationReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_TRANSFER -> ProblemException.notFound();
            case NOT_AN_ANSWER, NOTHING_TO_DECIDE, REASON_MISSING -> ProblemException.refused(reason);
        };
    }

    private static ProblemException refused(RunReason reason, Map<String, Object> details) {
        if (reason == RunReason.NOT_ALLOWED) {
            return ProblemException.notAllowed();
        }
        return reason == RunReason.UNKNOWN_RUN
                ? ProblemException.notFound()
                : ProblemException.refused(reason, details);
    }
}
