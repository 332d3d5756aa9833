package coop.fairpass.tariff;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.tariff.Tariff.Dated;
import coop.fairpass.web.Checks;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rates and prices, each with the decision that set it; only the board's people enter one. */
@RestController
@RequestMapping("/api/v1/rates")
@Tag(name = "Barème")
class TariffApi {

    /** A rate has a share in parts per million, a price has cents. */
    record DatedAnswer(
            RateKind kind,
            RateKind.Unit unit,
            Optional<Long> ppm,
            Optional<Long> cents,
            LocalDate validFrom,
            String decidedBy,
            LocalDate decidedOn,
            String minutes) {

        static DatedAnswer of(Dated dated) {
            boolean isRate = dated.kind().unit() == RateKind.Unit.RATE;
            return new DatedAnswer(
                    dated.kind(),
                    dated.kind().unit(),
                    isRate ? Optional.of(dated.value()) : Optional.empty(),
                    isRate ? Optional.empty() : Optional.of(dated.value()),
                    dated.validFrom(),
                    dated.decision().body(),
                    dated.decision().decidedOn(),
                    dated.decision().minutes());
        }
    }

    record KindAnswer(RateKind kind, Optional<DatedAnswer> inForce, List<DatedAnswer> all) {}

    record RateBody(
            @Nullable String kind,
            @Nullable Long value,
            @Nullable String validFrom,
            @Nullable String decidedBy,
            @Nullable String decidedOn,
            @Nullable String minutes) {}

    private final Tariff tariff;
    private final EnactRate enactRate;
    private final Clock clock;

    TariffApi(Tariff tariff, EnactRate enactRate, Clock clock) {
        this.tariff = tariff;
        this.enactRate = enactRate;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "Chaque taux et chaque prix, en vigueur et passés, avec la décision qui l’a fixé",
            description = "Every rate and price with the decision that set it.")
    List<KindAnswer> rates(Actor caller) {
        var today = Paris.today(clock);
        return Arrays.stream(RateKind.values())
                .map(kind -> new KindAnswer(
                        kind,
                        tariff.on(kind, today).map(DatedAnswer::of),
                        tariff.history(kind).stream().map(DatedAnswer::of).toList()))
                .toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Enregistrer un taux décidé, pour aujourd’hui ou plus tard ; rien n’est rétroactif",
            description = "Enter a decided rate, never for the past.")
    DatedAnswer enact(@RequestBody RateBody body, Actor caller) {
        if (!caller.has(Role.BOARD)) {
            throw ProblemException.notAllowed();
        }
        var checks = new Checks();
        var kind = checks.choice("kind", body.kind(), RateKind.class, RateKind.UPSTREAM_FEE);
        long value = checks.number("value", body.value(), 0, 1_000_000_00);
        var from = checks.day("validFrom", body.validFrom());
        var decidedBy = checks.text("decidedBy", body.decidedBy(), 200);
        var decidedOn = checks.day("decidedOn", body.decidedOn());
        var minutes = checks.text("minutes", body.minutes(), 200);
        checks.orThrow();
        return switch (enactRate.handle(
                new EnactRate.Command(kind, value, from, new Decision(decidedBy, decidedOn, minutes)))) {
            case EnactRate.Outcome.Enacted(var dated) -> DatedAnswer.of(dated);
            case EnactRate.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
        };
    }
}
