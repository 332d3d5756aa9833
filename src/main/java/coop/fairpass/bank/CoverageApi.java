package coop.fairpass.bank;

import coop.fairpass.bank.ResolveIncident.ResolutionReason;
import coop.fairpass.directory.Actor;
import coop.fairpass.ledger.Coverage;
import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Incident;
import coop.fairpass.ledger.SegregatedFunds.Proof;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What is held for others beside what it protects: public, by nature, with its daily proofs. */
@RestController
@RequestMapping("/api/v1/coverage")
@Tag(name = "Couverture")
class CoverageApi {

    private static final int PROOFS = 31;

    /** {@code ratioBasisPoints} is in hundredths of a per cent: 10 000 is 100 %. */
    record CoverageAnswer(
            long cashCents,
            long protectedCents,
            long circulatingCents,
            long owedToProvidersCents,
            long contributionsCents,
            long owedToPayersCents,
            long returnedCents,
            long heldCents,
            long ratioBasisPoints,
            boolean isCovered,
            Optional<LocalDate> bankStatementOn) {

        static CoverageAnswer of(Coverage coverage) {
            return new CoverageAnswer(
                    coverage.cash().cents(),
                    coverage.protectedAmount().cents(),
                    coverage.circulating().cents(),
                    coverage.owedToProviders().cents(),
                    coverage.contributions().cents(),
                    coverage.owedToPayers().cents(),
                    coverage.returned().cents(),
                    coverage.held().cents(),
                    coverage.ratioBasisPoints(),
                    coverage.holds(),
                    coverage.bankStatementOn());
        }
    }

    /** A failure of coverage that nobody has resolved. */
    record IncidentAnswer(long gapCents, Instant openedAt) {

        static IncidentAnswer of(Incident incident) {
            return new IncidentAnswer(incident.gap().cents(), incident.openedAt());
        }
    }

    /** One morning; not proven when the bank's statement of the day before was missing. */
    record ProofAnswer(LocalDate on, Instant computedAt, boolean isProven, CoverageAnswer coverage, String digest) {

        static ProofAnswer of(Proof proof) {
            return new ProofAnswer(
                    proof.on(),
                    proof.computedAt(),
                    proof.isProven(),
                    CoverageAnswer.of(proof.coverage()),
                    proof.digest());
        }
    }

    record CoveragePageAnswer(CoverageAnswer now, Optional<IncidentAnswer> incident, List<ProofAnswer> proofs) {}

    record ResolutionRequest(@Nullable String text) {}

    private final SegregatedFunds funds;
    private final ResolveIncident resolveIncident;

    CoverageApi(SegregatedFunds funds, ResolveIncident resolveIncident) {
        this.funds = funds;
        this.resolveIncident = resolveIncident;
    }

    @GetMapping
    @Operation(summary = "Les fonds détenus, ce qu’ils protègent, par nature, et les 31 dernières preuves")
    @SecurityRequirements
    CoveragePageAnswer coverage() {
        return new CoveragePageAnswer(
                CoverageAnswer.of(funds.coverage()),
                funds.openIncident().map(IncidentAnswer::of),
                funds.lastProofs(PROOFS).stream().map(ProofAnswer::of).toList());
    }

    @PostMapping("/resolution")
    @Operation(summary = "Dire comment un incident de couverture a été résolu ; refusé tant qu’il manque un centime")
    CoveragePageAnswer resolve(@RequestBody ResolutionRequest request, Actor caller) {
        var checks = new Checks();
        var text = checks.text("text", request.text(), 1_000);
        checks.orThrow();
        return switch (resolveIncident.handle(new ResolveIncident.Command(text, caller))) {
            case ResolveIncident.Outcome.Resolved() -> coverage();
            case ResolveIncident.Outcome.Refused(var reason) ->
                throw reason == ResolutionReason.NOT_ALLOWED
                        ? ProblemException.notAllowed()
                        : ProblemException.refused(reason);
        };
    }
}
