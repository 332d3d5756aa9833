package coop.fairpass.money;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Plus fort reste : shares a whole number of things by weights so that the parts add up to the whole exactly.
 *
 * <p>Each part is first rounded down; what is left goes one by one to the largest remainders, and between equal
 * remainders to the first in the list, which callers order by ascending id (money-and-law §2.3, T20).
 */
public final class LargestRemainder {

    private LargestRemainder() {}

    /**
     * Splits {@code whole} in proportion to {@code weights}: 10 000 at 1/2/3/1 is 1 429, 2 857, 4 286, 1 428.
     *
     * @throws IllegalArgumentException when the whole or a weight is negative, or when no weight is positive
     */
    public static List<Long> split(long whole, List<Long> weights) {
        if (whole < 0 || weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("nothing negative can be shared: %d by %s".formatted(whole, weights));
        }
        var total = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (total.signum() == 0) {
            throw new IllegalArgumentException("at least one weight must be positive: " + weights);
        }
        var parts = new ArrayList<Long>();
        var remainders = new ArrayList<BigInteger>();
        for (long weight : weights) {
            var exact = BigInteger.valueOf(whole)
                    .multiply(BigInteger.valueOf(weight))
                    .divideAndRemainder(total);
            parts.add(exact[0].longValueExact());
            remainders.add(exact[1]);
        }
        long left = whole - parts.stream().mapToLong(Long::longValue).sum();
        IntStream.range(0, weights.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders.get(i)).reversed())
                .limit(left)
                .forEach(i -> parts.set(i, parts.get(i) + 1));
        return List.copyOf(parts);
    }

    /** Splits an amount in proportion to weights, to the cent. */
    public static List<Money> split(Money whole, List<Long> weights) {
        return split(whole.cents(), weights).stream().map(Money::cents).toList();
    }
}
