package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.redemption.AcceptEnvelopes.Sealed;
import coop.fairpass.web.Checks;
import coop.fairpass.web.Language;
import coop.fairpass.web.ProblemException;
import coop.fairpass.web.Sentences;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the script of the desk asks: the same use cases as the page's forms, answered without a new page, and what
 * only a script can do, accept while the network is away. In a session, with the token of a form; nothing here is for
 * programs.
 */
@RestController
@RequestMapping("/cheques/guichet")
class DeskCalls {

    private static final int MOST_ENVELOPE = 2_000;

    /** One voucher redeemed, and what takes it back. */
    record Redeemed(String redemption, String serial, String cancellation) {}

    /**
     * One voucher, answered.
     *
     * @param result {@code REDEEMED}, {@code HELD} or {@code REFUSED}
     * @param paidCents what it pays
     */
    record Line(
            String result,
            String title,
            String paid,
            long paidCents,
            String next,
            List<String> facts,
            List<Redeemed> redeemed) {}

    record Undone(boolean done, String text) {}

    record DeviceBody(
            @Nullable String device,
            @Nullable String place,
            @Nullable String key) {}

    record LeaseBody(@Nullable String lease, @Nullable String device) {}

    record EnvelopesBody(@Nullable String device, @Nullable List<EnvelopeBody> envelopes) {}

    record EnvelopeBody(
            @Nullable String body,
            @Nullable String signature,
            @Nullable String qr) {}

    /** What a device may accept; {@code keys} are the published ones, as {@code now} is our clock. */
    record LeaseAnswer(
            String lease,
            int firstCounter,
            int mostVouchers,
            long mostCents,
            Instant now,
            Instant validUntil,
            String keys) {}

    /**
     * @param received the ids received, in order; what was taken back among them
     * @param stopped why the rest was not received; empty when all was
     */
    record ReceivedAnswer(List<String> received, List<OfflineLine> lines, String stopped) {}

    private static final CancelRedemption.Why AT_ONCE = new CancelRedemption.Why(CancelledBecause.AT_ONCE, "");

    private final RedeemVouchers redeemVouchers;
    private final CancelRedemption cancelRedemption;
    private final AcceptEnvelopes acceptEnvelopes;
    private final OfflineDevices devices;
    private final OfflineLines offlineLines;
    private final AnswerLines words;
    private final VoucherKeys keys;

    DeskCalls(
            RedeemVouchers redeemVouchers,
            CancelRedemption cancelRedemption,
            AcceptEnvelopes acceptEnvelopes,
            OfflineDevices devices,
            OfflineLines offlineLines,
            AnswerLines words,
            VoucherKeys keys) {
        this.redeemVouchers = redeemVouchers;
        this.cancelRedemption = cancelRedemption;
        this.acceptEnvelopes = acceptEnvelopes;
        this.devices = devices;
        this.offlineLines = offlineLines;
        this.words = words;
        this.keys = keys;
    }

    /** One voucher for one service. */
    @PostMapping("/accepter")
    ResponseEntity<Line> accept(@ModelAttribute AcceptForm form, Actor by) {
        provider(by);
        var checks = new Checks();
        var request = checks.id("request", form.request());
        var place = checks.id("place", form.place());
        var service = checks.text("service", form.service(), 40);
        var day = checks.day("day", form.day());
        var mediator = checks.optionalId("mediator", form.mediator());
        var presented = form.presented();
        if (presented.size() != 1) {
            checks.refuse(
                    "code", presented.isEmpty() ? RequestReason.NOTHING_PRESENTED : RequestReason.TOO_MANY_AT_ONCE);
        }
        checks.orThrow();
        var command = new RedeemVouchers.Command(
                request, place, List.of(new ServiceGiven(service, day, mediator, presented)), by);
        return switch (redeemVouchers.handle(command)) {
            case RedeemVouchers.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
            case RedeemVouchers.Outcome.Answered(var answer) ->
                notKept(line(
                        answer.services().getFirst(),
                        words.of(answer.services(), day).getFirst()));
        };
    }

    private static Line line(Answer.ServiceAnswer answer, AnswerLine line) {
        return new Line(
                line.result().name(),
                line.isRefused()
                        ? Language.say("Refusé", "Refused")
                        : line.isHeld() ? Language.say("En attente", "On hold") : Language.say("Accepté", "Accepted"),
                line.paid().map(Language::say).orElse(""),
                line.paid().map(paid -> paid.cents()).orElse(0L),
                line.isRefused() || line.isHeld()
                        ? line.sentence()
                        : line.leavesACharge()
                                ? Language.say("Reste à payer par la personne : %s.", "Left for the person to pay: %s.")
                                        .formatted(Language.say(line.remaining().orElseThrow()))
                                : Language.say("La personne n’a rien à payer.", "The person has nothing to pay."),
                line.facts(),
                answer.redemptions().stream()
                        .flatMap(id -> RedemptionId.read(id).stream())
                        .map(id -> new Redeemed(
                                id.toString(), id.serial(), UUID.randomUUID().toString()))
                        .toList());
    }

    /** Takes back what was just accepted. */
    @PostMapping("/annuler")
    ResponseEntity<Undone> cancel(@RequestParam String redemption, @RequestParam String cancellation, Actor by) {
        provider(by);
        var id = RedemptionId.read(redemption).orElseThrow(ProblemException::notFound);
        var chosen = new Checks().optionalId("cancellation", cancellation).orElseThrow(ProblemException::notFound);
        return notKept(
                switch (cancelRedemption.handle(new CancelRedemption.Command(chosen, id, Optional.of(AT_ONCE), by))) {
                    case CancelRedemption.Outcome.Cancelled(var done) -> new Undone(true, AnswerLines.cancelled(done));
                    case CancelRedemption.Outcome.Refused(var reason) -> new Undone(false, Sentences.of(reason));
                });
    }

    /** Registers this browser for this person at this place. */
    @PostMapping("/appareil")
    ResponseEntity<Undone> register(@RequestBody DeviceBody body, Actor by) {
        provider(by);
        var checks = new Checks();
        var device = checks.id("device", body.device());
        var place = checks.id("place", body.place());
        var key = bytes(body.key());
        checks.orThrow();
        return switch (devices.register(device, place, key.orElse(new byte[0]), by)) {
            case OfflineDevices.Outcome.Done<OfflineDevices.Device>(var _) -> notKept(new Undone(true, ""));
            case OfflineDevices.Outcome.Refused<OfflineDevices.Device>(var reason) ->
                throw ProblemException.refused(reason);
        };
    }

    /** Lends a device what governance allows until it is heard from again. */
    @PostMapping("/reserve")
    ResponseEntity<LeaseAnswer> lend(@RequestBody LeaseBody body, Actor by) {
        provider(by);
        var checks = new Checks();
        var id = checks.id("lease", body.lease());
        var device = checks.id("device", body.device());
        checks.orThrow();
        return switch (devices.lend(id, device, by)) {
            case OfflineDevices.Outcome.Done<OfflineDevices.Lease>(var lease) ->
                notKept(new LeaseAnswer(
                        lease.id().toString(),
                        lease.firstCounter(),
                        lease.mostVouchers(),
                        lease.most().cents(),
                        lease.issuedAt(),
                        lease.validUntil(),
                        keys.publicKeys().json()));
            case OfflineDevices.Outcome.Refused<OfflineDevices.Lease>(var reason) ->
                throw ProblemException.refused(reason);
        };
    }

    /** What was accepted while the network was away. */
    @PostMapping("/enveloppes")
    ResponseEntity<ReceivedAnswer> receive(@RequestBody EnvelopesBody body, Actor by) {
        var provider = provider(by);
        var checks = new Checks();
        var device = checks.id("device", body.device());
        checks.orThrow();
        var sealed = new ArrayList<Sealed>();
        for (var one : Optional.ofNullable(body.envelopes()).orElse(List.of())) {
            var signature = bytes(one.signature());
            if (one.body() == null || one.body().length() > MOST_ENVELOPE || signature.isEmpty()) {
                throw ProblemException.refused(OfflineReason.ENVELOPE_UNREADABLE);
            }
            sealed.add(new Sealed(
                    one.body(), signature.get(), Optional.ofNullable(one.qr()).orElse("")));
        }
        return switch (acceptEnvelopes.handle(new AcceptEnvelopes.Command(device, sealed, by))) {
            case AcceptEnvelopes.Outcome.Refused(var reason) -> throw ProblemException.refused(reason);
            case AcceptEnvelopes.Outcome.Received(var answered, var stoppedBy) -> {
                var ids = answered.stream().map(one -> one.envelope().id()).toList();
                yield notKept(new ReceivedAnswer(
                        ids.stream().map(UUID::toString).toList(),
                        offlineLines.of(ids, provider),
                        stoppedBy.map(Sentences::of).orElse("")));
            }
        };
    }

    private static Optional<byte[]> bytes(@Nullable String base64) {
        try {
            return base64 == null || base64.length() > MOST_ENVELOPE
                    ? Optional.empty()
                    : Optional.of(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static <T> ResponseEntity<T> notKept(T body) {
        return ResponseEntity.ok().header(HttpHeaders.CACHE_CONTROL, "no-store").body(body);
    }

    private static OrganisationId provider(Actor by) {
        if (!OfflineDevices.isDesk(by)) {
            throw ProblemException.notAllowed();
        }
        return by.organisation().orElseThrow();
    }
}
