package coop.fairpass.redemption;

import coop.fairpass.booklets.VoucherGate;
import coop.fairpass.booklets.VoucherKeys;
import coop.fairpass.booklets.VoucherQr;
import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.OrganisationId;
import coop.fairpass.notices.Notices;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.Decide.Decision;
import coop.fairpass.redemption.Envelope.Content;
import coop.fairpass.redemption.EnvelopeStore.Incumbent;
import coop.fairpass.redemption.EnvelopeStore.Verdict;
import coop.fairpass.redemption.OfflineDevices.Device;
import coop.fairpass.redemption.RedemptionStore.RedemptionState;
import coop.fairpass.redemption.VoucherFacts.Known;
import coop.fairpass.redemption.VoucherFacts.Life;
import coop.fairpass.web.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.UnexpectedRollbackException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A device sends what it accepted while the network was away. Each envelope is kept as it came and answered once, in
 * one transaction: first by its own merits, the rules of redemption with its voucher supposed free; then against
 * whoever holds the voucher (docs/decisions/0018).
 *
 * <p>The rule between two acceptances of one voucher. What was redeemed with the network stands. Between two envelopes
 * the older stands ({@link Envelope.Key}), in whatever order they arrive: one that arrived first and was not the first
 * is displaced, its redemption cancelled in the books, until its month is frozen and never after.
 */
@Component
public class AcceptEnvelopes {

    /** The most envelopes of one call: as many acceptances as governance may allow, each taken back. */
    static final int MOST_AT_ONCE = 2 * OfflineAllowances.MOST_VOUCHERS;

    private static final int MOST_TRIES = 10;

    /** How far ahead of ours the clock of a device may be: it was set on ours, and the network took its time. */
    private static final Duration CLOCK_SLACK = Duration.ofMinutes(2);

    /**
     * One envelope as it comes.
     *
     * @param qr the text of the QR, which the body only has the digest of; empty when something is taken back
     */
    @SuppressWarnings("ArrayRecordComponent") // read once, never compared
    record Sealed(String body, byte[] signature, String qr) {}

    /** {@code envelopes} in the order of their counters. */
    record Command(UUID device, List<Sealed> envelopes, Actor by) {

        public Command {
            envelopes = List.copyOf(envelopes);
        }
    }

    /** One envelope and its answer, always the same. */
    record Answered(Envelope envelope, Verdict verdict) {}

    sealed interface Outcome {
        /**
         * What was received, in order.
         *
         * @param stoppedBy why the rest was not; empty when all was
         */
        record Received(List<Answered> answered, Optional<OfflineReason> stoppedBy) implements Outcome {}

        record Refused(OfflineReason reason) implements Outcome {}
    }

    /** Somebody else wrote between our reading and our writing: the transaction is begun again. */
    private static final class Again extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Again() {
            super(null, null, false, false);
        }
    }

    /** The redemption was refused once the voucher was free: all is undone, and the envelope refused instead. */
    private static final class RefusedAfterAll extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @SuppressWarnings("serial") // never leaves this class
        private final Verdict verdict;

        RefusedAfterAll(Verdict verdict) {
            super(null, null, false, false);
            this.verdict = verdict;
        }
    }

    /** An envelope that is not received at all. */
    private static final class NotReceived extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final OfflineReason reason;

        NotReceived(OfflineReason reason) {
            super(null, null, false, false);
            this.reason = reason;
        }
    }

    private final OfflineDevices devices;
    private final EnvelopeStore envelopes;
    private final RedemptionStore store;
    private final RedeemVouchers redeemVouchers;
    private final CancelRedemption cancelRedemption;
    private final FactsReader facts;
    private final FraudRules fraudRules;
    private final ValidationPostings postings;
    private final VoucherGate gate;
    private final VoucherKeys keys;
    private final Notices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AcceptEnvelopes(
            OfflineDevices devices,
            EnvelopeStore envelopes,
            RedemptionStore store,
            RedeemVouchers redeemVouchers,
            CancelRedemption cancelRedemption,
            FactsReader facts,
            FraudRules fraudRules,
            ValidationPostings postings,
            VoucherGate gate,
            VoucherKeys keys,
            Notices notices,
            TransactionTemplate transaction,
            Clock clock) {
        this.devices = devices;
        this.envelopes = envelopes;
        this.store = store;
        this.redeemVouchers = redeemVouchers;
        this.cancelRedemption = cancelRedemption;
        this.facts = facts;
        this.fraudRules = fraudRules;
        this.postings = postings;
        this.gate = gate;
        this.keys = keys;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** One transaction an envelope: what was answered stays answered when a later one cannot be received. */
    Outcome handle(Command command) {
        var device = devices.find(command.device())
                .filter(one -> one.isOf(command.by()) && OfflineDevices.isDesk(command.by()));
        if (device.isEmpty()) {
            return new Outcome.Refused(OfflineReason.UNKNOWN_DEVICE);
        }
        if (command.envelopes().size() > MOST_AT_ONCE) {
            return new Outcome.Refused(OfflineReason.TOO_MANY_ENVELOPES);
        }
        var read = new ArrayList<Envelope>();
        for (var sealed : command.envelopes()) {
            var envelope = Envelope.read(sealed.body())
                    .filter(one -> one.device().equals(device.get().id()));
            if (envelope.isEmpty()) {
                return new Outcome.Refused(OfflineReason.ENVELOPE_UNREADABLE);
            }
            if (!isSigned(device.get(), sealed)) {
                return new Outcome.Refused(OfflineReason.ENVELOPE_FORGED);
            }
            read.add(envelope.get());
        }
        var takenBack = takenBack(read);
        var answered = new ArrayList<Answered>();
        for (int i = 0; i < read.size(); i++) {
            try {
                answered.add(new Answered(
                        read.get(i),
                        receive(device.get(), read.get(i), command.envelopes().get(i), takenBack, command.by())));
            } catch (NotReceived refused) {
                return new Outcome.Received(answered, Optional.of(refused.reason));
            }
        }
        return new Outcome.Received(answered, Optional.empty());
    }

    private static Set<UUID> takenBack(List<Envelope> envelopes) {
        var takenBack = new HashSet<UUID>();
        for (var envelope : envelopes) {
            if (envelope.content() instanceof Content.Cancel(var cancelled)) {
                takenBack.add(cancelled);
            }
        }
        return takenBack;
    }

    private static boolean isSigned(Device device, Sealed sealed) {
        try {
            var verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(device.key());
            verifier.update(sealed.body().getBytes(StandardCharsets.UTF_8));
            return verifier.verify(sealed.signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private Verdict receive(Device device, Envelope envelope, Sealed sealed, Set<UUID> takenBack, Actor by) {
        var imposed = Optional.<Verdict>empty();
        for (int tries = 1; ; tries++) {
            try {
                var verdict = imposed;
                return transaction.execute(_ -> {
                    gate.passTogether();
                    envelopes.lockDevice(device.id());
                    var known = envelopes.find(envelope.id());
                    if (known.isPresent()) {
                        return earlier(known.get(), envelope);
                    }
                    inSequence(envelope);
                    var genuine = genuine(envelope, sealed.qr());
                    envelopes.insert(envelope, sealed.signature(), genuine);
                    var answer = verdict.orElseGet(() -> judge(device, envelope, sealed.qr(), genuine, takenBack, by));
                    envelopes.answer(envelope.id(), answer);
                    return answer;
                });
            } catch (RefusedAfterAll refused) {
                imposed = Optional.of(refused.verdict);
            } catch (Again | UnexpectedRollbackException | TransientDataAccessException e) {
                if (tries == MOST_TRIES) {
                    throw new IllegalStateException("an envelope lost %d races".formatted(tries), e);
                }
            }
        }
    }

    private Verdict earlier(Envelope known, Envelope envelope) {
        if (!known.body().equals(envelope.body())) {
            throw new NotReceived(OfflineReason.SAME_ID_OTHER_CONTENT);
        }
        store.makeCertain();
        return envelopes.verdict(known.id()).orElseThrow();
    }

    private void inSequence(Envelope envelope) {
        var last = envelopes.last(envelope.device());
        int counter = last.map(Envelope::counter).orElse(0) + 1;
        var previous = last.map(Envelope::digest).orElse(Envelope.FIRST);
        boolean goesBack =
                last.filter(before -> envelope.at().isBefore(before.at())).isPresent();
        if (envelope.counter() != counter || !envelope.previous().equals(previous) || goesBack) {
            throw new NotReceived(OfflineReason.ENVELOPE_OUT_OF_SEQUENCE);
        }
    }

    private Optional<VoucherQr.Facts> genuine(Envelope envelope, String qr) {
        return envelope.content() instanceof Content.Accept accept
                        && Sha256.of(qr).equals(accept.qr())
                        && VoucherQr.verify(qr, keys.publicKeys()) instanceof VoucherQr.Verdict.Genuine(var said)
                        && said.number().value() == accept.voucher()
                ? Optional.of(said)
                : Optional.empty();
    }

    private Verdict judge(
            Device device,
            Envelope envelope,
            String qr,
            Optional<VoucherQr.Facts> genuine,
            Set<UUID> takenBack,
            Actor by) {
        return switch (envelope.content()) {
            case Content.Cancel(var cancelled) -> ofCancelled(device, cancelled);
            case Content.Accept _ when takenBack.contains(envelope.id()) -> ofTakenBack(envelope, by);
            case Content.Accept accept ->
                ofLease(device, envelope, accept)
                        .map(Verdict::refused)
                        .or(() -> genuine.isEmpty()
                                ? Optional.of(Verdict.refused(OfflineReason.QR_NOT_GENUINE))
                                : Optional.empty())
                        .orElseGet(() -> ofVoucher(device, envelope, accept, qr, by));
        };
    }

    /** Nothing was recorded, unless the same request had reached us before the network went away. */
    private Verdict ofTakenBack(Envelope envelope, Actor by) {
        var answered = store.request(envelope.id())
                .map(request -> request.answer().services().getFirst())
                .filter(answer -> answer.result() != Answer.Result.REFUSED);
        if (answered.isEmpty()) {
            return Verdict.takenBack();
        }
        var redemption =
                RedemptionId.read(answered.get().redemptions().getFirst()).orElseThrow();
        var cancellation =
                UUID.nameUUIDFromBytes("taken back %s".formatted(envelope.id()).getBytes(StandardCharsets.UTF_8));
        return switch (cancelRedemption.handle(new CancelRedemption.Command(cancellation, redemption, by))) {
            case CancelRedemption.Outcome.Cancelled(var _) -> Verdict.takenBack();
            case CancelRedemption.Outcome.Refused(var _) -> Verdict.of(answered.get(), true);
        };
    }

    private Verdict ofCancelled(Device device, UUID cancelled) {
        boolean wasTakenBack = envelopes
                        .find(cancelled)
                        .filter(one -> one.device().equals(device.id()))
                        .isPresent()
                && envelopes
                        .verdict(cancelled)
                        .filter(verdict -> verdict.result() == EnvelopeResult.TAKEN_BACK)
                        .isPresent();
        return wasTakenBack ? Verdict.takenBack() : Verdict.refused(OfflineReason.NOTHING_TO_TAKE_BACK);
    }

    /** What governance allowed, whatever the voucher: the same answer in any order of arrival of other devices. */
    private Optional<OfflineReason> ofLease(Device device, Envelope envelope, Content.Accept accept) {
        if (device.stopped().isPresent()) {
            return Optional.of(OfflineReason.DEVICE_STOPPED);
        }
        if (!accept.place().equals(device.place())) {
            return Optional.of(OfflineReason.OTHER_PLACE);
        }
        if (envelope.at().isAfter(clock.instant().plus(CLOCK_SLACK))
                || accept.day().isAfter(Paris.dayOf(envelope.at()))) {
            return Optional.of(OfflineReason.TIME_IMPOSSIBLE);
        }
        var lease = devices.lease(envelope.lease()).filter(one -> one.device().equals(device.id()));
        if (lease.isEmpty()
                || envelope.counter() < lease.get().firstCounter()
                || envelope.at().isBefore(lease.get().issuedAt())
                || envelope.at().isAfter(lease.get().validUntil())
                || devices.wasLentSince(lease.get(), envelope.at())) {
            return Optional.of(OfflineReason.OUTSIDE_THE_LEASE);
        }
        var spent = envelopes.spent(device.id(), lease.get().firstCounter());
        return spent.vouchers() > lease.get().mostVouchers()
                        || spent.amount().isMoreThan(lease.get().most())
                ? Optional.of(OfflineReason.OVER_THE_ALLOWANCE)
                : Optional.empty();
    }

    private Verdict ofVoucher(Device device, Envelope envelope, Content.Accept accept, String qr, Actor by) {
        var given = new ServiceGiven(accept.service(), accept.day(), accept.mediator(), List.of(qr));
        var command = new RedeemVouchers.Command(envelope.id(), device.place(), List.of(given), by);
        if (store.request(envelope.id()).isPresent()) {
            return redeem(command, true);
        }
        var refusal = refusalIfFree(device, given.inTheNameOf(by));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var incumbent = envelopes.lockIncumbent(accept.voucher());
        if (incumbent.isPresent()) {
            var lost = lost(envelope, incumbent.get());
            if (lost.isPresent()) {
                return lost.get();
            }
            displace(incumbent.get(), envelope);
        }
        return redeem(command, false);
    }

    /** What the rules say of it, supposing that nobody holds the voucher: the same whoever arrived before. */
    private Optional<Verdict> refusalIfFree(Device device, ServiceGiven given) {
        var today = Paris.today(clock);
        var asked = List.of(facts.asked(device.provider().value(), device.place(), given));
        var service = facts.services(asked, today).getFirst();
        var vouchers = facts.vouchers(asked, today).getFirst().stream()
                .map(AcceptEnvelopes::ifFree)
                .toList();
        return switch (Decide.decide(service, vouchers, fraudRules.on(today))) {
            case Decision.Refused refused -> Optional.of(Verdict.refused(ServiceAnswer.of(refused)));
            case Decision.Accepted _
            when service.downstreamFee().isEmpty() -> Optional.of(Verdict.refused(OfflineReason.NO_RATE_DECIDED));
            case Decision.Accepted _ -> Optional.empty();
        };
    }

    private static VoucherFacts ifFree(VoucherFacts facts) {
        return facts instanceof Known known
                        && (known.life() instanceof Life.Redeemed || known.life() instanceof Life.Held)
                ? known.as(new Life.Usable(), known.redeemedToday())
                : facts;
    }

    /** Whether whoever holds the voucher keeps it. */
    private Optional<Verdict> lost(Envelope envelope, Incumbent incumbent) {
        var spent = incumbent.found().spent();
        if (incumbent.key().isEmpty()) {
            return Optional.of(Verdict.lost(OfflineReason.ACCEPTED_ONLINE, spent.request()));
        }
        if (incumbent.key().get().compareTo(envelope.key()) < 0) {
            return Optional.of(Verdict.lost(OfflineReason.ACCEPTED_EARLIER, spent.request()));
        }
        return store.isFrozen(spent.countsOn().orElse(spent.serviceOn()))
                ? Optional.of(Verdict.lost(OfflineReason.MONTH_FROZEN, spent.request()))
                : Optional.empty();
    }

    private void displace(Incumbent incumbent, Envelope by) {
        var loser = incumbent.found();
        var cancellation = UUID.nameUUIDFromBytes(
                "displaced %s".formatted(loser.spent().request()).getBytes(StandardCharsets.UTF_8));
        envelopes.displace(loser, cancellation, by.id());
        store.end(loser.spent().id(), RedemptionState.CANCELLED);
        loser.spent().countsOn().ifPresent(on -> postings.cancel(cancellation, loser.spent(), on));
        notices.tell(
                new OrganisationId(loser.spent().provider()),
                "displaced/" + loser.spent().request(),
                "Un chèque accepté sans réseau est perdu",
                ("Le chèque %s, accepté sans réseau pour un service du %s, avait été accepté avant sur un autre"
                                + " appareil : il ne vous est pas payé. La page « Accepter un chèque » dit pourquoi.")
                        .formatted(
                                loser.spent().id().serial(),
                                Paris.frenchLong(loser.spent().serviceOn())));
    }

    private Verdict redeem(RedeemVouchers.Command command, boolean wasAnswered) {
        return switch (redeemVouchers.handle(command)) {
            case RedeemVouchers.Outcome.Answered(var answer) -> {
                var service = answer.services().getFirst();
                if (!wasAnswered && service.result() == Answer.Result.REFUSED) {
                    boolean isRace = service.reason()
                            .filter(reason ->
                                    reason == RedeemReason.ALREADY_REDEEMED || reason == RedeemReason.UNDER_REVIEW)
                            .isPresent();
                    if (isRace) {
                        throw new Again();
                    }
                    throw new RefusedAfterAll(Verdict.refused(service));
                }
                yield Verdict.of(service, wasAnswered);
            }
            case RedeemVouchers.Outcome.Refused(var reason) ->
                throw new RefusedAfterAll(Verdict.refused(ofRequest(reason)));
        };
    }

    private static OfflineReason ofRequest(RequestReason reason) {
        if (reason == RequestReason.ACCOUNT_STOPPED) {
            return OfflineReason.ACCOUNT_STOPPED;
        }
        if (reason == RequestReason.NO_RATE_DECIDED) {
            return OfflineReason.NO_RATE_DECIDED;
        }
        if (reason == RequestReason.SAME_ID_OTHER_CONTENT) {
            return OfflineReason.SAME_ID_OTHER_CONTENT;
        }
        throw new IllegalStateException("a request of one voucher: " + reason);
    }
}
