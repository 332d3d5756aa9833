package coop.fairpass.redemption;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * What this program has answered to those who redeem, since it started: adders, so that counting takes no lock and
 * makes no object. A request sent again is counted again, for it was answered again; the books count vouchers once.
 */
@Component
class RedemptionMeters implements MeterBinder {

    private final LongAdder redeemed = new LongAdder();
    private final LongAdder held = new LongAdder();
    private final LongAdder vouchers = new LongAdder();
    private final Map<RedeemReason, LongAdder> refusals = adders(RedeemReason.class);
    private final Map<RequestReason, LongAdder> requestsRefused = adders(RequestReason.class);
    private volatile Optional<DistributionSummary> gathered = Optional.empty();

    private static <E extends Enum<E>> Map<E, LongAdder> adders(Class<E> reasons) {
        return Stream.of(reasons.getEnumConstants())
                .collect(Collectors.toMap(
                        Function.identity(), _ -> new LongAdder(), (one, _) -> one, () -> new EnumMap<>(reasons)));
    }

    /** Counts what somebody is about to be answered. */
    RedeemVouchers.Outcome counted(RedeemVouchers.Outcome outcome) {
        switch (outcome) {
            case RedeemVouchers.Outcome.Answered(var answer) -> {
                for (var service : answer.services()) {
                    switch (service.result()) {
                        case REDEEMED -> redeemed.increment();
                        case HELD -> held.increment();
                        case REFUSED ->
                            of(refusals, service.reason().orElseThrow()).increment();
                    }
                    vouchers.add(service.redemptions().size());
                }
            }
            case RedeemVouchers.Outcome.Refused(var reason) ->
                of(requestsRefused, reason).increment();
        }
        return outcome;
    }

    /** Counts how many requests go in one transaction. */
    void gathered(int requests) {
        gathered.ifPresent(summary -> summary.record(requests));
    }

    private static <E extends Enum<E>> LongAdder of(Map<E, LongAdder> adders, E reason) {
        return java.util.Objects.requireNonNull(adders.get(reason));
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        services(registry, "REDEEMED", "", redeemed);
        services(registry, "HELD", "", held);
        refusals.forEach((reason, count) -> services(registry, "REFUSED", reason.name(), count));
        requestsRefused.forEach((reason, count) -> FunctionCounter.builder(
                        "fairpass.redemption.requests.refused", count, LongAdder::sum)
                .description("Whole requests refused")
                .tag("reason", reason.name())
                .register(registry));
        FunctionCounter.builder("fairpass.redemption.vouchers", vouchers, LongAdder::sum)
                .description("Vouchers redeemed or held, in answers")
                .register(registry);
        gathered = Optional.of(DistributionSummary.builder("fairpass.redemption.gathered")
                .description("Requests decided in one transaction")
                .serviceLevelObjectives(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
                .register(registry));
    }

    private static void services(MeterRegistry registry, String result, String reason, LongAdder count) {
        FunctionCounter.builder("fairpass.redemption.services", count, LongAdder::sum)
                .description("Services answered, by result and by reason when refused")
                .tag("result", result)
                .tag("reason", reason)
                .register(registry);
    }
}
