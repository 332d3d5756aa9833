package coop.fairpass.web;

import coop.fairpass.web.Columns.Written;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** The side and the foot of a drawing of quantities in time. */
final class Scale {

    private static final int MOST_LABELS = 6;

    private Scale() {}

    /** The round number at the top of the side: 1, 2 or 5 times a power of ten, not below the greatest. */
    static long top(long greatest) {
        long power = 1;
        while (true) {
            for (long digit : new long[] {1, 2, 5}) {
                // Beyond what is counted here, the greatest is its own top.
                if (power > Long.MAX_VALUE / digit) {
                    return greatest;
                }
                if (digit * power >= greatest) {
                    return digit * power;
                }
            }
            if (power > Long.MAX_VALUE / 10) {
                return greatest;
            }
            power *= 10;
        }
    }

    /** Numbers beside lines across: zero, then the top and its half when it is whole, if there is anything. */
    static List<Written> side(Chart.Unit unit, long greatest, int left, int roof, int bottom) {
        long top = top(greatest);
        var side = new ArrayList<Written>();
        side.add(new Written(left - 6, bottom, "end", unit.brief(0)));
        if (greatest == 0) {
            return side;
        }
        if (top % 2 == 0) {
            side.add(new Written(left - 6, (roof + bottom) / 2, "end", unit.brief(top / 2)));
        }
        side.add(new Written(left - 6, roof, "end", unit.brief(top)));
        return side;
    }

    /** Six labels at most, evenly: more would run into each other. */
    static List<Written> labels(List<String> labels, int y, IntUnaryOperator x) {
        int every = Math.max(1, Math.ceilDiv(labels.size(), MOST_LABELS));
        var written = new ArrayList<Written>();
        for (int i = 0; i < labels.size(); i += every) {
            written.add(new Written(x.applyAsInt(i), y, "middle", labels.get(i)));
        }
        return written;
    }
}
