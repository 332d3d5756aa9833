package coop.fairpass.settlement;

import coop.fairpass.directory.Actor;
import coop.fairpass.settlement.Claims.Claim;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Paid redemptions that proved wrong: opened by one person, confirmed by another. */
@RestController
@RequestMapping("/api/v1/claims")
@Tag(name = "Reprises")
class ClaimsApi {

    record ClaimAnswer(
            UUID id,
            String redemption,
            UUID provider,
            UUID order,
            long faceCents,
            String reason,
            boolean isConfirmed,
            Optional<UUID> advance,
            boolean isAdvanced,
            Optional<String> statement) {

        static ClaimAnswer of(Claim claim) {
            return new ClaimAnswer(
                    claim.id(),
                    claim.redemption().toString(),
                    claim.provider().value(),
                    claim.order().value(),
                    claim.face().cents(),
                    claim.reason(),
                    claim.isConfirmed(),
                    claim.advance(),
                    claim.isAdvanced(),
                    claim.statement());
        }
    }

    record ClaimBody(@Nullable String redemption, @Nullable String reason) {}

    record AdvanceBody(@Nullable String internalTransfer) {}

    private final Claims claims;

    ClaimsApi(Claims claims) {
        this.claims = claims;
    }

    @GetMapping
    @Operation(summary = "Les reprises, la dernière d’abord", description = "Claims, latest first.")
    Page<ClaimAnswer> list(
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        SettlementApi.mayReadAll(caller);
        var checks = new Checks();
        var last = checks.optionalId("after", after).map(UUID::toString);
        int most = checks.size(size);
        checks.orThrow();
        return Page.within(claims.all(), last, most, claim -> claim.id().toString())
                .map(ClaimAnswer::of);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Ouvrir une reprise sur une validation d’un mois arrêté, avec son motif",
            description = "Open a claim on a redemption of a frozen month.")
    ClaimAnswer open(@RequestBody ClaimBody body, NewId id, Actor caller) {
        var checks = new Checks();
        var redemption = DisputesApi.redemption(checks, body.redemption());
        var reason = checks.text("reason", body.reason(), 2_000);
        checks.orThrow();
        return told(claims.open(id.value(), redemption.orElseThrow(), reason, caller));
    }

    @PostMapping("/{id}/confirmation")
    @Operation(
            summary = "Confirmer une reprise ouverte par une autre personne",
            description = "Confirm a claim that another person opened.")
    ClaimAnswer confirm(@PathVariable UUID id, Actor caller) {
        return told(claims.confirm(id, caller));
    }

    @PostMapping("/{id}/advance")
    @Operation(
            summary = "Avancer la valeur d’une reprise par un virement interne, pour que le chèque circule à nouveau",
            description = "Advance the value of a claim by an internal transfer.")
    ClaimAnswer advance(@PathVariable UUID id, @RequestBody AdvanceBody body, Actor caller) {
        var checks = new Checks();
        var transfer = checks.id("internalTransfer", body.internalTransfer());
        checks.orThrow();
        return told(claims.advance(id, transfer, caller));
    }

    @DeleteMapping("/{id}/advance")
    @Operation(
            summary =
                    "Renoncer à l’avance d’une reprise, tant qu’aucun virement n’est en route : un relevé la reprendra",
            description = "Give up the advance on a claim while no transfer is on its way.")
    ClaimAnswer giveUpAdvance(@PathVariable UUID id, Actor caller) {
        return told(claims.giveUpAdvance(id, caller));
    }

    private static ClaimAnswer told(Claims.Outcome outcome) {
        return switch (outcome) {
            case Claims.Outcome.Done(var claim) -> ClaimAnswer.of(claim);
            case Claims.Outcome.Refused(var reason) -> throw SettlementApi.problem(reason);
        };
    }
}
