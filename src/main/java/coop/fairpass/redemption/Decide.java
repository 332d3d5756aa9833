package coop.fairpass.redemption;

import static coop.fairpass.redemption.RedeemReason.*;

import coop.fairpass.calendar.Paris;
import coop.fairpass.money.Money;
import coop.fairpass.redemption.VoucherFacts.Known;
import coop.fairpass.redemption.VoucherFacts.Life;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of redemption, without database: what a service and its vouchers are answered. The first failing line
 * answers; the order of lines is part of the contract (domain §6, R-129).
 */
final class Decide {

    /** A service refused because of one of its vouchers, counted from 0, with facts that help. */
    record Refusal(RedeemReason reason, int voucher, Map<String, String> details) {}

    /** What a service and its vouchers are answered. */
    sealed interface Decision {
        record Refused(Refusal refusal) implements Decision {}

        /** Redeemed, or held when a rule asks a person to look. */
        record Accepted(List<Known> vouchers, Money price, Money remainingCharge, Optional<HoldRule> hold)
                implements Decision {}
    }

    /**
     * Thresholds of the fraud rules in force; zero when a rule is off.
     *
     * @param unknownCodesInAnHour F8: what stops an account; looked at by {@link UnknownCodes}
     */
    record Thresholds(int wholeBooklet, boolean looksAtOwnDistribution, int unknownCodesInAnHour) {}

    private Decide() {}

    /** Decides one service with all its vouchers: all pass or none does. */
    static Decision decide(ActFacts act, List<VoucherFacts> vouchers, Thresholds thresholds) {
        Optional<Refusal> first = Optional.empty();
        for (int i = 0; i < vouchers.size(); i++) {
            var refusal = refusal(act, vouchers, i);
            if (refusal.isPresent()
                    && first.filter(known ->
                                    known.reason().compareTo(refusal.get().reason()) <= 0)
                            .isEmpty()) {
                first = refusal;
            }
        }
        if (first.isPresent()) {
            return new Decision.Refused(first.get());
        }
        var known = vouchers.stream().map(Known.class::cast).toList();
        var price = act.offer().orElseThrow().price();
        var paid = known.stream().map(voucher -> voucher.terms().faceValue()).collect(Money.sum());
        return new Decision.Accepted(known, price, price.minus(paid), hold(act, known, thresholds));
    }

    private static Optional<Refusal> refusal(ActFacts act, List<VoucherFacts> all, int index) {
        return switch (all.get(index)) {
            case VoucherFacts.Unknown() -> refused(UNKNOWN_VOUCHER, index);
            case Known voucher ->
                ofLife(act, voucher, index)
                        .or(() -> ofDates(act, voucher, index))
                        .or(() -> ofRights(act, voucher, index))
                        .or(() -> ofService(act, voucher, index))
                        .or(() -> ofNumber(act, voucher, all, index));
        };
    }

    private static Optional<Refusal> ofLife(ActFacts act, Known voucher, int index) {
        return switch (voucher.life()) {
            case Life.NotActive() -> refused(NOT_ACTIVE, index);
            case Life.Withdrawn(var on) ->
                refused(
                        WITHDRAWN,
                        index,
                        on.map(day -> Map.of("on", day.toString())).orElse(Map.of()));
            case Life.Replaced(var at) ->
                refused(REPLACED, index, Map.of("on", Paris.dayOf(at).toString()));
            case Life.Blocked() -> refused(BLOCKED, index);
            case Life.Redeemed(var provider, var on) ->
                refused(
                        ALREADY_REDEEMED,
                        index,
                        provider.equals(act.provider())
                                ? Map.of("on", on.toString(), "by", "SAME_PROVIDER")
                                : Map.of("on", on.toString()));
            case Life.Held() -> refused(UNDER_REVIEW, index);
            case Life.Usable() -> Optional.empty();
        };
    }

    private static Optional<Refusal> ofDates(ActFacts act, Known voucher, int index) {
        var terms = voucher.terms();
        if (act.day().isBefore(terms.firstDay())) {
            return refused(
                    NOT_YET_VALID, index, Map.of("firstDay", terms.firstDay().toString()));
        }
        if (act.day().isAfter(terms.lastDay()) || terms.hasEnded()) {
            return refused(
                    EXPIRED, index, Map.of("lastUsableDay", terms.lastDay().toString()));
        }
        if (act.day().isAfter(act.today()) || act.day().isBefore(terms.activatedOn()) || act.isMonthFrozen()) {
            return refused(
                    SERVICE_DATE_IMPOSSIBLE,
                    index,
                    Map.of(
                            "from",
                            terms.activatedOn().toString(),
                            "until",
                            act.today().toString()));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> ofRights(ActFacts act, Known voucher, int index) {
        if (!act.isProviderQualified()) {
            return refused(PROVIDER_NOT_QUALIFIED, index);
        }
        if (!act.isProviderPayable()) {
            return refused(PROVIDER_NOT_PAYABLE, index);
        }
        if (!act.placeIsOpen()) {
            return refused(PLACE_NOT_OPEN, index);
        }
        if (!act.mediatorAgrees()) {
            return refused(MEDIATOR_WITHOUT_AGREEMENT, index);
        }
        var perimeter = voucher.terms().perimeter();
        if (!perimeter.isEmpty() && Collections.disjoint(perimeter, act.placeCodes())) {
            return refused(
                    OUTSIDE_PERIMETER,
                    index,
                    Map.of("perimeter", voucher.terms().perimeterLabel()));
        }
        return Optional.empty();
    }

    private static Optional<Refusal> ofService(ActFacts act, Known voucher, int index) {
        if (!act.isServiceKnown()) {
            return refused(SERVICE_UNKNOWN, index);
        }
        if (act.offer().isEmpty()) {
            return refused(SERVICE_NOT_OFFERED, index);
        }
        var path = voucher.terms().servicePath();
        if (!path.isEmpty() && !path.contains(act.service())) {
            return refused(SERVICE_OUTSIDE_PATH, index, Map.of("allowedServices", String.join(" ", path)));
        }
        if (voucher.terms().isRegulated() && !act.offer().get().isRegulated()) {
            return refused(PRICE_NOT_REGULATED, index);
        }
        return Optional.empty();
    }

    private static Optional<Refusal> ofNumber(ActFacts act, Known voucher, List<VoucherFacts> all, int index) {
        var paid = all.stream()
                .filter(Known.class::isInstance)
                .map(Known.class::cast)
                .map(known -> known.terms().faceValue())
                .collect(Money.sum());
        var price = act.offer().orElseThrow().price();
        if (all.size() <= voucher.terms().vouchersPerService() && !paid.isMoreThan(price)) {
            return Optional.empty();
        }
        long enough = Math.min(
                voucher.terms().vouchersPerService(),
                price.wholeTimes(voucher.terms().faceValue()));
        return refused(TOO_MANY_VOUCHERS, index, Map.of("enough", Long.toString(enough)));
    }

    /** F1 and F4: held, not refused. */
    private static Optional<HoldRule> hold(ActFacts act, List<Known> vouchers, Thresholds thresholds) {
        for (var voucher : vouchers) {
            if (voucher.redeemedToday() >= thresholds.wholeBooklet() && thresholds.wholeBooklet() > 0) {
                return Optional.of(HoldRule.F1_WHOLE_BOOKLET_IN_A_DAY);
            }
            if (thresholds.looksAtOwnDistribution()
                    && voucher.terms().looksAtOwnDistribution()
                    && voucher.distributor().filter(act.provider()::equals).isPresent()) {
                return Optional.of(HoldRule.F4_OWN_DISTRIBUTION);
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> refused(RedeemReason reason, int index) {
        return refused(reason, index, Map.of());
    }

    private static Optional<Refusal> refused(RedeemReason reason, int index, Map<String, String> details) {
        return Optional.of(new Refusal(reason, index, new java.util.TreeMap<>(details)));
    }
}
