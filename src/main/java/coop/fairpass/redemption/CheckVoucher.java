package coop.fairpass.redemption;

import coop.fairpass.calendar.Paris;
import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.redemption.Answer.ServiceAnswer;
import coop.fairpass.redemption.VoucherFacts.Known;
import coop.fairpass.redemption.VoucherFacts.Life;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tests a voucher without consuming it: a member reads the same answer that redemption would give; the public
 * learns only whether it is unknown, not active, usable until a day, used, or no longer usable.
 */
@Component
public class CheckVoucher {

    /** What anyone may learn of a voucher. */
    public enum PublicState {
        UNKNOWN,
        NOT_ACTIVE,
        USABLE,
        USED,
        NO_LONGER_USABLE
    }

    /**
     * The last day is given when the voucher is usable, and only then; the first, when that day is all it waits for.
     */
    public record PublicAnswer(
            PublicState state, Optional<LocalDate> firstUsableDay, Optional<LocalDate> lastUsableDay) {

        PublicAnswer(PublicState state) {
            this(state, Optional.empty(), Optional.empty());
        }
    }

    private static final UUID NOWHERE = new UUID(0, 0);

    private final FactsReader facts;
    private final FraudRules fraudRules;
    private final UnknownCodes unknownCodes;
    private final Clock clock;

    CheckVoucher(FactsReader facts, FraudRules fraudRules, UnknownCodes unknownCodes, Clock clock) {
        this.facts = facts;
        this.fraudRules = fraudRules;
        this.unknownCodes = unknownCodes;
        this.clock = clock;
    }

    /**
     * What redeeming a service now would answer; nothing is consumed, but unknown codes count against the account as
     * they would. Empty when the actor may not redeem at all, or was stopped.
     */
    @Transactional
    public Optional<ServiceAnswer> test(UUID place, ServiceGiven given, Actor by) {
        if (!by.hasAny(Role.PROVIDER_STAFF, Role.PROVIDER_ADMIN, Role.MEDIATOR) || !given.maySay(by)) {
            return Optional.empty();
        }
        var today = Paris.today(clock);
        var thresholds = fraudRules.on(today);
        var tries = unknownCodes.among(List.of(by), thresholds);
        if (tries.isStopped(by)) {
            return Optional.empty();
        }
        return by.organisation().map(provider -> {
            var asked = List.of(facts.asked(provider.value(), place, given.inTheNameOf(by)));
            var service = facts.services(asked, today).getFirst();
            var vouchers = new SpentMeanwhile()
                    .seenBy(asked, facts.vouchers(asked, today))
                    .getFirst();
            var decision = Decide.decide(service, vouchers, thresholds);
            tries.count(by, place, List.of(decision));
            tries.write();
            return ServiceAnswer.of(decision);
        });
    }

    /** What anyone may learn of a code. */
    @Transactional(readOnly = true)
    public PublicAnswer look(String presented) {
        var today = Paris.today(clock);
        var given = new ServiceGiven("-", today, Optional.empty(), List.of(presented));
        var voucher = facts.vouchers(List.of(facts.asked(NOWHERE, NOWHERE, given)), today)
                .getFirst()
                .getFirst();
        return switch (voucher) {
            case VoucherFacts.Unknown() -> new PublicAnswer(PublicState.UNKNOWN);
            case Known known -> look(known, today);
        };
    }

    private static PublicAnswer look(Known voucher, LocalDate today) {
        return switch (voucher.life()) {
            case Life.NotActive() -> new PublicAnswer(PublicState.NOT_ACTIVE);
            case Life.Redeemed(var _, var _), Life.Held() -> new PublicAnswer(PublicState.USED);
            case Life.Withdrawn(var _), Life.Replaced(var _), Life.Blocked() ->
                new PublicAnswer(PublicState.NO_LONGER_USABLE);
            case Life.Usable() -> {
                var terms = voucher.terms();
                if (today.isAfter(terms.lastDay())) {
                    yield new PublicAnswer(PublicState.NO_LONGER_USABLE);
                }
                yield today.isBefore(terms.firstDay())
                        ? new PublicAnswer(PublicState.NOT_ACTIVE, Optional.of(terms.firstDay()), Optional.empty())
                        : new PublicAnswer(PublicState.USABLE, Optional.empty(), Optional.of(terms.lastDay()));
            }
        };
    }
}
