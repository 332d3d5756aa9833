package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.OfflineAllowances.Allowance;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How much a desk may accept while the network is away, as governance decided it; only the board's people enter it. */
@RestController
@RequestMapping("/api/v1/offline-allowances")
@Tag(name = "Validations")
class OfflineAllowanceApi {

    record AllowanceAnswer(
            LocalDate validFrom,
            int vouchers,
            long cents,
            long hours,
            String decidedBy,
            LocalDate decidedOn,
            String minutes) {

        static AllowanceAnswer of(Allowance allowance) {
            return new AllowanceAnswer(
                    allowance.validFrom(),
                    allowance.vouchers(),
                    allowance.amount().cents(),
                    allowance.silence().toHours(),
                    allowance.decidedBy(),
                    allowance.decidedOn(),
                    allowance.minutes());
        }
    }

    record AllowanceBody(
            @Nullable String validFrom,
            @Nullable Long vouchers,
            @Nullable Long cents,
            @Nullable Long hours,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes) {}

    private final OfflineAllowances allowances;

    OfflineAllowanceApi(OfflineAllowances allowances) {
        this.allowances = allowances;
    }

    @GetMapping
    @Operation(
            summary = "Ce qu’un guichet peut accepter sans réseau, décision par décision",
            description = "What a desk may accept without network, decision by decision.")
    List<AllowanceAnswer> all(Actor caller) {
        return allowances.all().stream().map(AllowanceAnswer::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Enregistrer ce qui est décidé, pour aujourd’hui ou plus tard ; zéro l’arrête",
            description = "Enter what was decided, never for the past; zero stops it.")
    AllowanceAnswer decide(@RequestBody AllowanceBody body, Actor caller) {
        if (!caller.has(Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var from = checks.day("validFrom", body.validFrom());
        long vouchers = checks.number("vouchers", body.vouchers(), 0, OfflineAllowances.MOST_VOUCHERS);
        long cents = checks.number("cents", body.cents(), 0, OfflineAllowances.MOST.cents());
        long hours = checks.number("hours", body.hours(), 0, OfflineAllowances.MOST_HOURS);
        var decidedBy = checks.text("decidedBy", body.decidedBy(), 200);
        var decidedOn = checks.day("decidedOn", body.decidedOn());
        var minutes = checks.text("minutes", body.minutes(), 200);
        checks.orThrow();
        var allowance = new Allowance(
                from,
                Math.toIntExact(vouchers),
                Money.cents(cents),
                Duration.ofHours(hours),
                decidedBy,
                decidedOn,
                minutes);
        return switch (allowances.decide(allowance, caller)) {
            case OfflineAllowances.Outcome.Decided(var decided) -> AllowanceAnswer.of(decided);
            case OfflineAllowances.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
        };
    }
}
