package coop.fairpass.tariff;

import coop.fairpass.directory.Actor;
import coop.fairpass.money.Rate;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The rate of the European Central Bank by half-year, which the treasurer enters with its source. */
@RestController
@RequestMapping("/api/v1/reference-rates")
@Tag(name = "Barème")
class ReferenceRateApi {

    record EnteredAnswer(UUID id, LocalDate halfYear, long ratePpm, String source, LocalDate enteredOn) {

        static EnteredAnswer of(ReferenceRates.Entered one) {
            return new EnteredAnswer(
                    one.id(), one.halfYear().firstDay(), one.rate().partsPerMillion(), one.source(), one.enteredOn());
        }
    }

    record EntryBody(
            @Nullable String halfYear,
            @Nullable Long ratePpm,
            @Nullable String source) {}

    private static final long ALL = 1_000_000;

    private final ReferenceRates rates;

    ReferenceRateApi(ReferenceRates rates) {
        this.rates = rates;
    }

    @GetMapping
    @Operation(
            summary = "Les taux directeurs de la Banque centrale européenne enregistrés, par semestre",
            description = "Reference rates by half-year.")
    List<EnteredAnswer> all(Actor caller) {
        return rates.all().stream().map(EnteredAnswer::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Enregistrer le taux directeur d’un semestre, avec sa source",
            description = "Enter the reference rate of a half-year.")
    EnteredAnswer enter(@RequestBody EntryBody body, NewId id, Actor caller) {
        var checks = new Checks();
        var firstDay = checks.day("halfYear", body.halfYear());
        long ppm = checks.number("ratePpm", body.ratePpm(), 0, ALL);
        var source = checks.text("source", body.source(), 200);
        checks.orThrow();
        return switch (rates.handle(new ReferenceRates.Entry(id.value(), firstDay, Rate.ppm(ppm), source, caller))) {
            case ReferenceRates.Outcome.Done(var entered) -> EnteredAnswer.of(entered);
            case ReferenceRates.Outcome.Refused(var reason) ->
                throw reason == ReferenceRates.ReferenceRateReason.NOT_ALLOWED
                        ? ProblemException.notAllowed()
                        : ProblemException.refused(reason);
        };
    }
}
