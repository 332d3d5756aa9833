package coop.fairpass.redemption;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.Answer.Result;
import coop.fairpass.redemption.ProviderRedemptions.Redeemed;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.web.Checks;
import coop.fairpass.web.NewId;
import coop.fairpass.web.Page;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import coop.fairpass.web.WebReason;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Vouchers looked at, tested, redeemed and taken back by programs. The codes are in the body, never in an address: an
 * address is written in logs.
 */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Validations")
class RedemptionApi {

    private static final int LONGEST_PRESENTED = 400;
    private static final int LONGEST_SERVICE = 60;

    record LookBody(@Nullable String presented) {}

    /** What anyone may learn of a voucher. */
    record LookAnswer(
            CheckVoucher.PublicState state,
            String title,
            Optional<LocalDate> firstUsableDay,
            Optional<LocalDate> lastUsableDay) {}

    /** A service given, and the vouchers that pay it. */
    record ServiceBody(
            @Nullable String service,
            @Nullable String day,
            @Nullable String mediator,
            @Nullable List<String> presented) {}

    record TestBody(@Nullable String place, @Nullable ServiceBody given) {}

    record RedeemBody(@Nullable String place, @Nullable List<ServiceBody> services) {}

    /** How one service and its vouchers ended, or would end. */
    record ServiceAnswer(
            Result result,
            List<String> redemptions,
            Optional<Long> priceCents,
            Optional<Long> remainingChargeCents,
            Optional<HoldRule> hold,
            Optional<RedeemReason> reason,
            Optional<String> title,
            Optional<Integer> voucher,
            Map<String, String> details) {

        static ServiceAnswer of(Answer.ServiceAnswer answer) {
            return new ServiceAnswer(
                    answer.result(),
                    answer.redemptions(),
                    answer.priceCents(),
                    answer.remainingChargeCents(),
                    answer.hold(),
                    answer.reason(),
                    answer.reason().map(Sentences::of).or(() -> answer.hold().map(Sentences::of)),
                    answer.voucher(),
                    answer.details());
        }
    }

    /** What a request was answered, the first time and every time after. */
    record RedeemAnswer(UUID request, List<ServiceAnswer> services) {}

    /** One voucher redeemed, or held. */
    record RedemptionAnswer(
            String id,
            String serial,
            UUID request,
            UUID place,
            String service,
            LocalDate serviceOn,
            Optional<LocalDate> countsOn,
            long faceValueCents,
            long priceCents,
            Optional<UUID> mediator,
            RedemptionState state,
            String title,
            Optional<HoldRule> hold,
            Instant recordedAt) {

        static RedemptionAnswer of(Redeemed redeemed) {
            return new RedemptionAnswer(
                    redeemed.id().toString(),
                    redeemed.id().serial(),
                    redeemed.request(),
                    redeemed.place(),
                    redeemed.service(),
                    redeemed.serviceOn(),
                    redeemed.countsOn(),
                    redeemed.faceValue().cents(),
                    redeemed.price().cents(),
                    redeemed.mediator(),
                    redeemed.state(),
                    Sentences.of(redeemed.state()),
                    redeemed.hold(),
                    redeemed.recordedAt());
        }
    }

    /** Why a redemption is cancelled; a program that says nothing sends no body. */
    record CancellationBody(
            @Nullable String because, @Nullable String words) {}

    private final CheckVoucher checkVoucher;
    private final RedeemVouchers redeemVouchers;
    private final CancelRedemption cancelRedemption;
    private final ProviderRedemptions redemptions;

    RedemptionApi(
            CheckVoucher checkVoucher,
            RedeemVouchers redeemVouchers,
            CancelRedemption cancelRedemption,
            ProviderRedemptions redemptions) {
        this.checkVoucher = checkVoucher;
        this.redeemVouchers = redeemVouchers;
        this.cancelRedemption = cancelRedemption;
        this.redemptions = redemptions;
    }

    @PostMapping("/vouchers/look")
    @Operation(summary = "Ce que chacun peut savoir d’un chèque, sans clé", description = "What anyone may learn.")
    LookAnswer look(@RequestBody LookBody body) {
        var checks = new Checks();
        var presented = checks.text("presented", body.presented(), LONGEST_PRESENTED);
        checks.orThrow();
        var answer = checkVoucher.look(presented);
        return new LookAnswer(
                answer.state(), Sentences.of(answer.state()), answer.firstUsableDay(), answer.lastUsableDay());
    }

    @PostMapping("/vouchers/test")
    @Operation(
            summary = "Essayer des chèques sans les consommer : la réponse qu’aurait leur validation",
            description = "Test vouchers; nothing is consumed.")
    ServiceAnswer test(@RequestBody TestBody body, Actor caller) {
        var checks = new Checks();
        var place = checks.id("place", body.place());
        var given = given(checks, "given", body.given());
        checks.orThrow();
        return checkVoucher.test(place, given, caller).map(ServiceAnswer::of).orElseThrow(ProblemException::notAllowed);
    }

    @PostMapping("/redemptions")
    @Operation(
            summary =
                    "Valider un chèque, ou toute une liste, en un appel ; avec la même Idempotency-Key, la même réponse",
            description = "Redeem one voucher or a whole list; each service passes or fails alone.")
    RedeemAnswer redeem(@RequestBody RedeemBody body, NewId id, Actor caller) {
        var checks = new Checks();
        var place = checks.id("place", body.place());
        var bodies = checks.list("services", body.services(), RedeemVouchers.MOST_AT_ONCE);
        var services = new ArrayList<ServiceGiven>();
        for (int i = 0; i < bodies.size(); i++) {
            services.add(given(checks, "services[" + i + "]", bodies.get(i)));
        }
        checks.orThrow();
        return switch (redeemVouchers.handle(new RedeemVouchers.Command(id.value(), place, services, caller))) {
            case RedeemVouchers.Outcome.Answered(var answer) ->
                new RedeemAnswer(
                        answer.request(),
                        answer.services().stream().map(ServiceAnswer::of).toList());
            case RedeemVouchers.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private static ServiceGiven given(Checks checks, String field, @Nullable ServiceBody body) {
        if (body == null) {
            checks.refuse(field, WebReason.FIELD_MISSING);
            return new ServiceGiven("?", LocalDate.EPOCH, Optional.empty(), List.of());
        }
        var presented = checks.list(field + ".presented", body.presented(), RedeemVouchers.MOST_AT_ONCE);
        if (presented.isEmpty() && checks.errors().isEmpty()) {
            checks.refuse(field + ".presented", WebReason.FIELD_MISSING);
        }
        var read = new ArrayList<String>();
        for (int i = 0; i < presented.size(); i++) {
            read.add(checks.text(field + ".presented[" + i + "]", presented.get(i), LONGEST_PRESENTED));
        }
        return new ServiceGiven(
                checks.text(field + ".service", body.service(), LONGEST_SERVICE),
                checks.day(field + ".day", body.day()),
                checks.optionalId(field + ".mediator", body.mediator()),
                read);
    }

    @GetMapping("/redemptions")
    @Operation(
            summary = "Les validations de sa structure, les dernières d’abord",
            description = "Own redemptions, latest first.")
    Page<RedemptionAnswer> list(
            @RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Long size,
            Actor caller) {
        var checks = new Checks();
        var wanted = month == null ? Optional.<java.time.YearMonth>empty() : Optional.of(checks.month("month", month));
        var in = checks.optionalChoice("state", state, RedemptionState.class);
        var last = Optional.ofNullable(after).flatMap(RedemptionId::read);
        if (after != null && last.isEmpty()) {
            checks.refuse("after", WebReason.FIELD_INVALID);
        }
        int most = checks.size(size);
        checks.orThrow();
        var provider = providerOf(caller);
        return Page.of(
                        redemptions.of(provider, wanted, in, last, most + 1),
                        most,
                        one -> one.id().toString())
                .map(RedemptionAnswer::of);
    }

    @GetMapping("/redemptions/{id}")
    @Operation(summary = "Une validation", description = "One redemption.")
    RedemptionAnswer redemption(@PathVariable String id, Actor caller) {
        return redemptions.find(idOf(id), caller).map(RedemptionAnswer::of).orElseThrow(ProblemException::notFound);
    }

    @PostMapping("/redemptions/{id}/cancellation")
    @Operation(
            summary = "Annuler une validation : sous 48 heures, avant l’arrêté du mois",
            description = "Cancel a redemption within 48 hours, before its month is frozen. Why may be said:"
                    + " WRONG_VOUCHER, WRONG_SERVICE, NOT_GIVEN, or OTHER, which asks for words.")
    RedemptionAnswer cancel(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable CancellationBody body,
            NewId cancellation,
            Actor caller) {
        var why = Optional.ofNullable(body).flatMap(RedemptionApi::why);
        return switch (cancelRedemption.handle(
                new CancelRedemption.Command(cancellation.value(), idOf(id), why, caller))) {
            case CancelRedemption.Outcome.Cancelled(var cancelled) -> redemption(cancelled.toString(), caller);
            case CancelRedemption.Outcome.Refused(var reason) -> throw problem(reason);
        };
    }

    private static Optional<CancelRedemption.Why> why(CancellationBody body) {
        var checks = new Checks();
        var because = checks.optionalChoice("because", body.because(), CancelledBecause.class);
        var words = checks.optionalText("words", body.words(), CancelRedemption.LONGEST_WORDS);
        if (because.filter(one -> !one.isChosen()).isPresent()) {
            checks.refuse("because", WebReason.FIELD_INVALID);
        }
        checks.orThrow();
        return because.map(one -> new CancelRedemption.Why(one, words.orElse("")));
    }

    private static OrganisationId providerOf(Actor caller) {
        if (!caller.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR)) {
            throw ProblemException.notAllowed();
        }
        return caller.organisation().orElseThrow(ProblemException::notAllowed);
    }

    /** The id as it was given; one that cannot be read names nothing. */
    static RedemptionId idOf(String text) {
        return RedemptionId.read(text).orElseThrow(ProblemException::notFound);
    }

    static ProblemException problem(RequestReason reason) {
        return switch (reason) {
            case NOT_ALLOWED -> ProblemException.notAllowed();
            case UNKNOWN_REDEMPTION -> ProblemException.notFound();
            case ACCOUNT_STOPPED,
                    SAME_ID_OTHER_CONTENT,
                    NOTHING_PRESENTED,
                    NUMBER_NOT_CODE,
                    TOO_MANY_AT_ONCE,
                    NO_RATE_DECIDED,
                    NOT_THE_AUTHOR,
                    TOO_LATE_TO_CANCEL,
                    MONTH_FROZEN,
                    NOT_ACCEPTED,
                    NOT_HELD,
                    DOCUMENT_NOT_READ,
                    DOCUMENT_LOCKED,
                    DOCUMENT_NOT_OPENED,
                    DOCUMENT_TOO_LARGE,
                    DOCUMENT_ALREADY_GIVEN,
                    NOT_REJECTED,
                    APPEAL_TOO_LATE,
                    ALREADY_APPEALED,
                    NO_APPEAL,
                    APPEAL_DECIDED,
                    NOT_A_PERSON,
                    NOT_A_SECOND_PERSON,
                    PRESENTED_SINCE,
                    REPLACED_SINCE,
                    ORDER_ENDED,
                    COVERAGE_INCIDENT,
                    WHY_MISSING,
                    WORDS_MISSING -> ProblemException.refused(reason);
        };
    }
}
