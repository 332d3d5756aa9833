package coop.fairpass.bank;

import coop.fairpass.bank.InternalTransfers.InternalReason;
import coop.fairpass.bank.InternalTransfers.InternalTransfer;
import coop.fairpass.bank.InternalTransfers.Kind;
import coop.fairpass.directory.Actor;
import coop.fairpass.money.Money;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

/** Transfers between our own accounts, for programs of the cooperative. */
@RestController
@RequestMapping("/api/v1/internal-transfers")
@Tag(name = "Virements")
class InternalTransfersApi {

    record InternalTransferAnswer(
            UUID id,
            Kind kind,
            long amountCents,
            Optional<String> purpose,
            String endToEndId,
            LocalDate orderedOn,
            boolean hasLeft,
            boolean hasArrived,
            boolean isCancelled) {

        static InternalTransferAnswer of(InternalTransfer transfer) {
            return new InternalTransferAnswer(
                    transfer.id(),
                    transfer.kind(),
                    transfer.amount().cents(),
                    transfer.purpose(),
                    transfer.endToEndId(),
                    transfer.orderedOn(),
                    transfer.leftBy().isPresent(),
                    transfer.arrivedBy().isPresent(),
                    transfer.isCancelled());
        }
    }

    /** All transfers, and what may be swept now; negative when money must come in. */
    record InternalTransfersAnswer(long sweepableCents, List<InternalTransferAnswer> transfers) {}

    /** {@code id} is that of what waits for the money: a receipt, an advance; without one it is a new one. */
    record OrderRequest(
            @Nullable String id,
            @Nullable String kind,
            @Nullable Long amountCents,
            @Nullable String purpose) {}

    private static final Money MOST = Money.cents(999_999_999_99L);

    private final InternalTransfers transfers;
    private final BankSettings settings;

    InternalTransfersApi(InternalTransfers transfers, BankSettings settings) {
        this.transfers = transfers;
        this.settings = settings;
    }

    @GetMapping
    @Operation(summary = "Les virements internes, et ce qui peut être balayé")
    InternalTransfersAnswer all(Actor caller) {
        BankApi.mayRead(caller);
        return new InternalTransfersAnswer(
                transfers.sweepable().cents(),
                transfers.all().stream().map(InternalTransferAnswer::of).toList());
    }

    @PostMapping
    @Operation(summary = "Ordonner un virement interne : balayage, valeur faciale à déplacer ou avance")
    InternalTransferAnswer order(@RequestBody OrderRequest request, NewId newId, Actor caller) {
        var checks = new Checks();
        var id = checks.optionalId("id", request.id()).orElse(newId.value());
        var kind = checks.choice("kind", request.kind(), Kind.class, Kind.SWEEP);
        var amount = checks.cents("amountCents", request.amountCents(), Money.cents(1), MOST);
        var purpose = checks.optionalText("purpose", request.purpose(), 2);
        checks.orThrow();
        return answer(transfers.order(id, kind, amount, purpose, caller));
    }

    @DeleteMapping("/{id}")
    @Operation(summary = "Annuler un virement interne dont la banque n’a rien passé")
    InternalTransferAnswer cancel(@PathVariable UUID id, Actor caller) {
        return answer(transfers.cancel(id, caller));
    }

    @ReadsSensitive(Sensitive.PAYMENT_FILE)
    @GetMapping(path = "/{id}/file", produces = MediaType.APPLICATION_XML_VALUE)
    @Operation(summary = "Le fichier d’un virement interne, en pain.001")
    ResponseEntity<byte[]> file(
            @PathVariable UUID id, @RequestParam(required = false) @Nullable String version, Actor caller) {
        var asked = PaymentRunsApi.version(version, settings);
        return switch (transfers.export(id, asked, caller)) {
            case InternalTransfers.Export.Exported(var file) -> PaymentRunsApi.download(file);
            case InternalTransfers.Export.Refused(var reason) -> throw refused(reason);
        };
    }

    private static InternalTransferAnswer answer(InternalTransfers.Outcome outcome) {
        return switch (outcome) {
            case InternalTransfers.Outcome.Done(var transfer) -> InternalTransferAnswer.of(transfer);
            case InternalTransfers.Outcome.Refused(var reason) -> throw refused(reason);
        };
    }

    private static ProblemException refused(InternalReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_TRANSFER -> ProblemException.notFound();
            case ID_TAKEN,
                    AMOUNT_MISSING,
                    UNKNOWN_PURPOSE,
                    NOT_WAITED_FOR,
                    NOT_COVERED,
                    MORE_THAN_SWEEPABLE,
                    OWN_ACCOUNT_UNKNOWN,
                    ALREADY_LEFT,
                    CANCELLED -> ProblemException.refused(reason);
        };
    }
}
