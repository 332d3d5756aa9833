package coop.fairpass.orders;

import coop.fairpass.money.LargestRemainder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Clé de répartition : booklets shared among distributors by a fixed part each, then by weights; the total is exactly
 * the stock (domain §7.3, R-029, R-030, T20).
 */
public final class AllocationKey {

    /** One distributor's weight; {@code code} decides between equal remainders. */
    public record Weight(String code, long weight) {}

    /** One distributor's booklets. */
    public record Share(String code, long booklets) {}

    public sealed interface Outcome {
        record Allocated(List<Share> shares) implements Outcome {
            public Allocated {
                shares = List.copyOf(shares);
            }
        }

        /** The fixed part alone is more than the stock. */
        record FixedPartExceedsStock(long fixedPart, long stock) implements Outcome {}

        /** Nobody to share with, or something is left to share and every weight is zero. */
        record NothingToShareBy() implements Outcome {}
    }

    private AllocationKey() {}

    /** Shares {@code stock} booklets: {@code fixedEach} to everyone, the rest by weights. */
    public static Outcome share(long stock, long fixedEach, List<Weight> weights) {
        if (stock < 0 || fixedEach < 0 || weights.stream().anyMatch(weight -> weight.weight() < 0)) {
            throw new IllegalArgumentException("nothing negative can be shared");
        }
        long fixedPart = Math.multiplyExact(fixedEach, weights.size());
        if (fixedPart > stock) {
            return new Outcome.FixedPartExceedsStock(fixedPart, stock);
        }
        var ordered =
                weights.stream().sorted(Comparator.comparing(Weight::code)).toList();
        boolean weightless = ordered.stream().allMatch(weight -> weight.weight() == 0);
        if (ordered.isEmpty() || (weightless && stock > fixedPart)) {
            return new Outcome.NothingToShareBy();
        }
        List<Long> variable = weightless
                ? ordered.stream().map(_ -> 0L).toList()
                : LargestRemainder.split(
                        stock - fixedPart, ordered.stream().map(Weight::weight).toList());
        var shares = new ArrayList<Share>();
        for (int i = 0; i < ordered.size(); i++) {
            shares.add(new Share(ordered.get(i).code(), fixedEach + variable.get(i)));
        }
        return new Outcome.Allocated(shares);
    }
}
