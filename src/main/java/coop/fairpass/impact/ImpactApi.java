package coop.fairpass.impact;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.orders.OrderId;
import coop.fairpass.privacy.ReadsSensitive;
import coop.fairpass.privacy.Sensitive;
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
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What an order has become, for programs: counts only. */
@RestController
@RequestMapping("/api/v1/orders/{order}")
@Tag(name = "Suivi")
class ImpactApi {

    /** A ratio with the counts it was made from. */
    record RatioAnswer(long numerator, long denominator, long perMille) {

        static RatioAnswer of(Ratio ratio) {
            return new RatioAnswer(ratio.numerator(), ratio.denominator(), ratio.perMille());
        }
    }

    /** The counts and rates of an order or a lot. */
    record FunnelAnswer(
            LocalDate asOf,
            long ordered,
            long issued,
            long activated,
            long bookletsActivated,
            long bookletsInStock,
            long bookletsHandedOver,
            long bookletsStarted,
            long bookletsExhausted,
            long bookletsBlocked,
            long redeemed,
            long held,
            RatioAnswer activation,
            RatioAnswer handOver,
            RatioAnswer start,
            RatioAnswer depth,
            RatioAnswer usage,
            RatioAnswer usageOfHandedOver,
            RatioAnswer usageOfOrdered,
            RatioAnswer inferredHandOvers) {

        static FunnelAnswer of(Funnel funnel) {
            var booklets = funnel.booklets();
            return new FunnelAnswer(
                    funnel.asOf(),
                    funnel.ordered(),
                    funnel.issued(),
                    funnel.activated(),
                    booklets.activated(),
                    booklets.inStock(),
                    booklets.handedOver(),
                    booklets.started(),
                    booklets.exhausted(),
                    booklets.blocked(),
                    funnel.redeemed(),
                    funnel.held(),
                    RatioAnswer.of(funnel.activation()),
                    RatioAnswer.of(funnel.handOver()),
                    RatioAnswer.of(funnel.start()),
                    RatioAnswer.of(funnel.depth()),
                    RatioAnswer.of(funnel.usage()),
                    RatioAnswer.of(funnel.usageOfHandedOver()),
                    RatioAnswer.of(funnel.usageOfOrdered()),
                    RatioAnswer.of(funnel.dataQuality()));
        }
    }

    /** An order and its lots. */
    record FunnelsAnswer(FunnelAnswer order, List<LotAnswer> lots) {}

    /** One lot of the order. */
    record LotAnswer(int place, FunnelAnswer funnel) {}

    /** The account of one co-funder on a day; amounts in cents. */
    record FunderAnswer(
            LocalDate asOf,
            UUID funder,
            String funderName,
            long promisedCents,
            long dueCents,
            long calledCents,
            long receivedCents,
            long gapCents) {

        static FunderAnswer of(FunderAccount account) {
            return new FunderAnswer(
                    account.asOf(),
                    account.funder().value(),
                    account.funderName(),
                    account.promised().cents(),
                    FunderAccounts.amountOf(account.due()).cents(),
                    account.called().cents(),
                    account.received().cents(),
                    account.gap().cents());
        }
    }

    /** The day at whose end a certificate is made. */
    record CertificateBody(@Nullable String asOf) {}

    /** A certificate that was made. */
    record CertificateAnswer(String number) {}

    private final Funnels funnels;
    private final FunderAccounts accounts;
    private final CertifyUse certifyUse;
    private final EvidencePack evidence;
    private final Clock clock;

    ImpactApi(Funnels funnels, FunderAccounts accounts, CertifyUse certifyUse, EvidencePack evidence, Clock clock) {
        this.funnels = funnels;
        this.accounts = accounts;
        this.certifyUse = certifyUse;
        this.evidence = evidence;
        this.clock = clock;
    }

    @GetMapping("/funnel")
    @Operation(summary = "Ce que sont devenus les chèques d’une commande et de ses lots")
    FunnelsAnswer funnel(@PathVariable UUID order, Actor actor) {
        var found = funnels.of(new OrderId(order), actor).orElseThrow(ProblemException::notFound);
        return new FunnelsAnswer(
                FunnelAnswer.of(found.whole()),
                found.lots().stream()
                        .map(lot -> new LotAnswer(lot.place(), FunnelAnswer.of(lot.funnel())))
                        .toList());
    }

    @GetMapping("/funders")
    @Operation(summary = "Le compte de chaque co-financeur à une date ; aujourd’hui par défaut")
    List<FunderAnswer> funders(
            @PathVariable UUID order, @RequestParam(required = false) @Nullable String on, Actor actor) {
        var checks = new Checks();
        Optional<LocalDate> day = checks.optionalDay("on", on);
        checks.orThrow();
        return accounts
                .of(new OrderId(order), day.orElseGet(() -> Paris.today(clock)), actor)
                .orElseThrow(ProblemException::notFound)
                .stream()
                .map(FunderAnswer::of)
                .toList();
    }

    @PostMapping("/funders/{funder}/certificates")
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Établir un certificat d’utilisation à une date")
    CertificateAnswer certify(
            @PathVariable UUID order,
            @PathVariable UUID funder,
            @RequestBody CertificateBody body,
            NewId id,
            Actor actor) {
        var checks = new Checks();
        var asOf = checks.day("asOf", body.asOf());
        checks.orThrow();
        var command = new CertifyUse.Command(id.value(), new OrderId(order), new OrganisationId(funder), asOf, actor);
        return switch (certifyUse.handle(command)) {
            case CertifyUse.Outcome.Certified(var number) -> new CertificateAnswer(number);
            case CertifyUse.Outcome.Refused(var reason) ->
                throw reason == CertificateReason.UNKNOWN_ORDER
                        ? ProblemException.notFound()
                        : ProblemException.refused(reason);
        };
    }

    @ReadsSensitive(Sensitive.EVIDENCE)
    @GetMapping("/funders/{funder}/evidence")
    @Operation(summary = "Le dossier de preuve d’un co-financeur, avec son empreinte SHA-256")
    ResponseEntity<byte[]> evidence(@PathVariable UUID order, @PathVariable UUID funder, Actor actor) {
        var pack = evidence.of(new OrderId(order), new OrganisationId(funder), actor)
                .orElseThrow(ProblemException::notFound);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("application/zip"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(pack.name())
                                .build()
                                .toString())
                .header("Fairpass-SHA256", pack.sha256())
                .body(pack.content());
    }
}
