package coop.fairpass.impact;

import coop.fairpass.money.Money;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Ratio consolidateur : the median of what providers received over twelve months, among those who were qualified for
 * the whole of them, those who received nothing included (R-158, domain §17 I1). Flows of 5 000, 20 000 and 90 000 €
 * give 20 000 €.
 */
record ConsolidatingRatio(List<Money> flows) {

    /** @param flows in any order; kept from the least to the greatest */
    ConsolidatingRatio {
        flows = flows.stream().sorted().toList();
    }

    static ConsolidatingRatio of(Collection<Money> flows) {
        return new ConsolidatingRatio(List.copyOf(flows));
    }

    int providers() {
        return flows.size();
    }

    /** As many are under it as over it; of an even number, half way between the two in the middle, half up. */
    Optional<Money> median() {
        if (flows.isEmpty()) {
            return Optional.empty();
        }
        var low = flows.get((flows.size() - 1) / 2).cents();
        var high = flows.get(flows.size() / 2).cents();
        return Optional.of(Money.cents(Math.floorDiv(low + high + 1, 2)));
    }

    /** The least flow that a quarter of the providers do not go beyond. */
    Optional<Money> lowerQuartile() {
        return atRank(Math.ceilDiv(flows.size(), 4));
    }

    /** The least flow that three quarters of the providers do not go beyond. */
    Optional<Money> upperQuartile() {
        return atRank(Math.ceilDiv(3 * flows.size(), 4));
    }

    private Optional<Money> atRank(int rank) {
        return flows.isEmpty() ? Optional.empty() : Optional.of(flows.get(rank - 1));
    }

    /** How many reach a flow, of how many. */
    Ratio reaching(Money target) {
        return new Ratio(flows.stream().filter(flow -> !flow.isLessThan(target)).count(), flows.size());
    }
}
