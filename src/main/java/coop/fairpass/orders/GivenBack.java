package coop.fairpass.orders;

import coop.fairpass.ledger.SegregatedFunds;
import coop.fairpass.ledger.SegregatedFunds.Standing;
import coop.fairpass.money.Money;
import coop.fairpass.orders.Receivables.Receivable;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Face value that will be owed back from the segregated account must be there first (T6.1, f). */
@Component
class GivenBack {

    private final Receivables receivables;
    private final SegregatedFunds funds;

    GivenBack(Receivables receivables, SegregatedFunds funds) {
        this.receivables = receivables;
        this.funds = funds;
    }

    /** Why an amount of what came in for a funds call cannot be owed back now. */
    Optional<OrderReason> uncovered(Receivable call, Money amount) {
        if (amount.isZero()) {
            return Optional.empty();
        }
        if (receivables.funded(call.order()).isLessThan(call.kept())) {
            return Optional.of(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT); // what is there may be others'
        }
        return switch (funds.check()) {
            case Standing.Stopped(var _, var _) -> Optional.of(OrderReason.COVERAGE_INCIDENT);
            case Standing.Covered(var coverage) ->
                coverage.gap().isLessThan(amount)
                        ? Optional.of(OrderReason.MONEY_ON_THE_WRONG_ACCOUNT)
                        : Optional.empty();
        };
    }
}
