package coop.fairpass.qualification;

import coop.fairpass.catalogue.ServiceCode;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PlaceId;
import coop.fairpass.qualification.Agreement.Side;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Agreements between mediators and places, for programs: each side sees, signs and ends its own. */
@RestController
@Tag(name = "Conventions")
@RequestMapping("/api/v1/agreements")
class AgreementApi {

    private static final int MOST_SERVICES = 500;

    record AgreementAnswer(
            UUID id,
            UUID mediator,
            UUID place,
            UUID paid,
            List<String> services,
            LocalDate validFrom,
            Optional<LocalDate> validUntil,
            Optional<LocalDate> signedByPlaceOn,
            Optional<LocalDate> signedByMediatorOn,
            Optional<LocalDate> endedOn) {}

    record ProposalRequest(
            @Nullable String side,
            @Nullable String mediator,
            @Nullable String place,
            @Nullable String paid,
            @Nullable List<String> services,
            @Nullable String validFrom,
            @Nullable String validUntil) {}

    record SignatureRequest(@Nullable String side) {}

    record EndRequest(@Nullable String endedOn, @Nullable String reason) {}

    private final Agreements agreements;
    private final SignAgreement sign;
    private final EndAgreement endAgreement;

    AgreementApi(Agreements agreements, SignAgreement sign, EndAgreement endAgreement) {
        this.agreements = agreements;
        this.sign = sign;
        this.endAgreement = endAgreement;
    }

    /** Those of a place that the caller may see. */
    @GetMapping
    @Operation(summary = "Les conventions de sa structure", description = "Agreements of one’s organisation.")
    List<AgreementAnswer> ofPlace(@RequestParam(required = false) @Nullable String place, Actor caller) {
        var checks = new Checks();
        var id = checks.id("place", place);
        checks.orThrow();
        return agreements.of(new PlaceId(id)).stream()
                .filter(agreement -> endAgreement.sees(caller, agreement))
                .map(AgreementApi::answer)
                .toList();
    }

    /** One side proposes the terms, and signs them. */
    @PostMapping
    @Operation(
            summary = "Proposer une convention entre un lieu et une personne qui donne le service",
            description = "Propose an agreement.")
    @ResponseStatus(HttpStatus.CREATED)
    AgreementAnswer propose(@RequestBody ProposalRequest request, NewId id, Actor caller) {
        var checks = new Checks();
        var side = checks.choice("side", request.side(), Side.class, Side.PLACE);
        var mediator = checks.id("mediator", request.mediator());
        var place = checks.id("place", request.place());
        var paid = checks.id("paid", request.paid());
        var services = services(checks, request.services());
        var validFrom = checks.day("validFrom", request.validFrom());
        var validUntil = checks.optionalDay("validUntil", request.validUntil());
        checks.orThrow();
        var terms = new Agreement.Terms(
                mediator, new PlaceId(place), new OrganisationId(paid), services, validFrom, validUntil);
        return signed(new SignAgreement.Command(new AgreementId(id.value()), terms, side, caller));
    }

    /** The other side signs the same terms. */
    @PostMapping("/{id}/signature")
    @Operation(summary = "Signer une convention", description = "Sign an agreement.")
    AgreementAnswer sign(@PathVariable UUID id, @RequestBody SignatureRequest request, Actor caller) {
        var checks = new Checks();
        var side = checks.choice("side", request.side(), Side.class, Side.PLACE);
        checks.orThrow();
        var agreement = agreements
                .find(new AgreementId(id))
                .filter(known -> endAgreement.sees(caller, known))
                .orElseThrow(ProblemException::notFound);
        return signed(new SignAgreement.Command(agreement.id(), agreement.terms(), side, caller));
    }

    @PostMapping("/{id}/end")
    @Operation(summary = "Mettre fin à une convention", description = "End an agreement.")
    AgreementAnswer end(@PathVariable UUID id, @RequestBody EndRequest request, Actor caller) {
        var checks = new Checks();
        var endedOn = checks.day("endedOn", request.endedOn());
        var reason = checks.text("reason", request.reason(), 2_000);
        checks.orThrow();
        return switch (endAgreement.handle(new EndAgreement.Command(new AgreementId(id), endedOn, reason, caller))) {
            case EndAgreement.Outcome.Ended(var agreement) -> answer(agreement);
            case EndAgreement.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    private AgreementAnswer signed(SignAgreement.Command command) {
        return switch (sign.handle(command)) {
            case SignAgreement.Outcome.Signed(var agreement) -> answer(agreement);
            case SignAgreement.Outcome.Refused refused -> throw problem(refused.reason());
        };
    }

    private static Set<ServiceCode> services(Checks checks, @Nullable List<String> written) {
        var services = new HashSet<ServiceCode>();
        for (var text : checks.list("services", written, MOST_SERVICES)) {
            ServiceCode.check(text)
                    .ifPresentOrElse(services::add, () -> checks.refuse("services", WebReason.FIELD_INVALID));
        }
        return services;
    }

    private static ProblemException problem(AgreementReason reason) {
        return switch (reason) {
            case UNKNOWN_PLACE, UNKNOWN_AGREEMENT -> ProblemException.notFound();
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_MEDIATOR,
                    TERMS_DIFFER,
                    ALREADY_AGREED,
                    ALREADY_ENDED,
                    REASON_MISSING,
                    PAYEE_NOT_THEIRS,
                    TERM_BEFORE_BEGINNING,
                    IN_THE_PAST -> ProblemException.refused(reason);
        };
    }

    private static AgreementAnswer answer(Agreement agreement) {
        var terms = agreement.terms();
        return new AgreementAnswer(
                agreement.id().value(),
                terms.mediator(),
                terms.place().value(),
                terms.paid().value(),
                terms.services().stream().map(ServiceCode::value).sorted().toList(),
                terms.validFrom(),
                terms.validUntil(),
                agreement.signedByPlaceOn(),
                agreement.signedByMediatorOn(),
                agreement.endedOn());
    }
}
