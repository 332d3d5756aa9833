package coop.fairpass.redemption;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What a request to redeem was answered, kept so that the same request always reads the same.
 *
 * @param services one answer for each service of the request, in its order
 */
public record Answer(UUID request, List<ServiceAnswer> services) {

    public Answer {
        services = List.copyOf(services);
    }

    /** How one service ended. */
    public enum Result {
        REDEEMED,
        HELD,
        REFUSED
    }

    /**
     * What one service and its vouchers were answered.
     *
     * @param redemptions the redemptions made, one a voucher; empty when refused
     * @param priceCents the price of the service; what the vouchers do not pay remains for the person
     * @param hold why a person will look, when held
     * @param reason the first failing condition, when refused
     * @param voucher which of the service's vouchers failed, counted from 0
     * @param details facts that go with the reason
     */
    public record ServiceAnswer(
            Result result,
            List<String> redemptions,
            Optional<Long> priceCents,
            Optional<Long> remainingChargeCents,
            Optional<HoldRule> hold,
            Optional<RedeemReason> reason,
            Optional<Integer> voucher,
            Map<String, String> details) {

        public ServiceAnswer {
            redemptions = List.copyOf(redemptions);
            // In one order: Map.copyOf has another in each process, and an answer is the same from every site.
            details = Collections.unmodifiableMap(new TreeMap<>(details));
        }

        static ServiceAnswer of(Decide.Decision decision) {
            return switch (decision) {
                case Decide.Decision.Refused(var refusal) -> refused(refusal);
                case Decide.Decision.Accepted accepted -> accepted(accepted);
            };
        }

        static ServiceAnswer refused(Decide.Refusal refusal) {
            return new ServiceAnswer(
                    Result.REFUSED,
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(refusal.reason()),
                    Optional.of(refusal.voucher()),
                    refusal.details());
        }

        private static ServiceAnswer accepted(Decide.Decision.Accepted accepted) {
            return new ServiceAnswer(
                    accepted.hold().isPresent() ? Result.HELD : Result.REDEEMED,
                    accepted.vouchers().stream()
                            .map(voucher -> new RedemptionId(voucher.number(), voucher.attempt()).toString())
                            .toList(),
                    Optional.of(accepted.price().cents()),
                    Optional.of(accepted.remainingCharge().cents()),
                    accepted.hold(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of());
        }
    }
}
