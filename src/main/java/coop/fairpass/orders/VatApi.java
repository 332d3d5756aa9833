package coop.fairpass.orders;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.VatRegime;
import coop.fairpass.tariff.VatTerritory;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** How accepted providers are taxed, for programs of the cooperative. */
@RestController
@Tag(name = "Commandes")
@RequestMapping("/api/v1/vat-network")
class VatApi {

    record TreatmentAnswer(VatTerritory territory, VatRegime regime) {}

    record OpinionAnswer(
            UUID id, String givenBy, LocalDate givenOn, LocalDate validUntil, String summary, String network) {

        static OpinionAnswer of(VatOpinions.Opinion one) {
            return new OpinionAnswer(
                    one.id(), one.givenBy(), one.givenOn(), one.validUntil(), one.summary(), one.network());
        }
    }

    /**
     * @param isAlarming whether they are fewer than two
     * @param mayOrdersBeSigned whether the network or an opinion allows it today
     */
    record NetworkAnswer(
            LocalDate on,
            long providers,
            List<TreatmentAnswer> treatments,
            boolean isAlarming,
            Optional<LocalDate> shrankOn,
            boolean mayOrdersBeSigned,
            List<OpinionAnswer> opinions) {}

    record OpinionRequest(
            @Nullable String givenBy,
            @Nullable String givenOn,
            @Nullable String validUntil,
            @Nullable String summary) {}

    private final VatNetworks networks;
    private final VatOpinions opinions;
    private final Clock clock;

    VatApi(VatNetworks networks, VatOpinions opinions, Clock clock) {
        this.networks = networks;
        this.opinions = opinions;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "Les régimes de TVA des prestataires acceptés, et les avis enregistrés",
            description = "How accepted providers are taxed.")
    NetworkAnswer network(Actor caller) {
        if (!VatOpinions.mayRead(caller)) {
            throw ProblemException.notAllowed();
        }
        var today = Paris.today(clock);
        var network = networks.all();
        return new NetworkAnswer(
                today,
                network.providersOn(today),
                network.on(today).stream()
                        .map(kind -> new TreatmentAnswer(kind.territory(), kind.regime()))
                        .toList(),
                network.isAlarming(today),
                network.shrankOn(today),
                opinions.refusal(today).isEmpty(),
                opinions.all().stream().map(OpinionAnswer::of).toList());
    }

    @PostMapping("/opinions")
    @Operation(
            summary = "Enregistrer un avis sur la TVA des chèques",
            description = "Record an opinion on the VAT of vouchers.")
    @ResponseStatus(HttpStatus.CREATED)
    OpinionAnswer record(@RequestBody OpinionRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var givenBy = checks.text("givenBy", request.givenBy(), 200);
        var givenOn = checks.day("givenOn", request.givenOn());
        var validUntil = checks.day("validUntil", request.validUntil());
        var summary = checks.text("summary", request.summary(), 2_000);
        checks.orThrow();
        var recording = new VatOpinions.Recording(id.value(), givenBy, givenOn, validUntil, summary, caller);
        return switch (opinions.handle(recording)) {
            case VatOpinions.Outcome.Recorded(var opinion) -> OpinionAnswer.of(opinion);
            case VatOpinions.Outcome.Refused(var reason) ->
                throw reason == OrderReason.NOT_ALLOWED
                        ? ProblemException.notAllowed()
                        : ProblemException.refused(reason);
        };
    }
}
