package coop.fairpass.settlement;

import java.time.YearMonth;

/**
 * How far the settling of a month is.
 *
 * @param isFrozen whether it was begun
 * @param made statements that exist
 * @param left providers that must still have one
 */
public record MonthProgress(YearMonth month, boolean isFrozen, long made, long left) {

    public boolean isOver() {
        return isFrozen && left == 0;
    }

    /** Out of a hundred, rounded down: a hundred is said when all are made. */
    public long percent() {
        long all = made + left;
        return all == 0 ? (isFrozen ? 100 : 0) : made * 100 / all;
    }
}
