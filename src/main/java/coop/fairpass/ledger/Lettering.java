package coop.fairpass.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lettrage : lines of one third party on one account share a letter from one return to zero to the next. A line is
 * lettered only if its letter closes later, so the year is read twice: {@link #read} its lines in order, then ask
 * {@link #next} for each of them in the same order.
 *
 * <p>What is kept is one day a letter, four bytes, and one balance a third party.
 */
final class Lettering {

    /** The letter of a line, counted from zero, and the day of the last line that carries it; or no letter yet. */
    record Letter(long index, long closedOnEpochDay) {
        static final Letter NONE = new Letter(-1, 0);

        boolean isClosed() {
            return index >= 0;
        }
    }

    private static final class Third {
        private int[] closedOn = {};
        private int closed;
        private long running;
        private int lastDay = Integer.MIN_VALUE;
        private long runningAgain;
        private int closedBefore;

        void read(long cents, int day) {
            running = Math.addExact(running, cents);
            lastDay = Math.max(lastDay, day);
            if (running == 0) {
                if (closed == closedOn.length) {
                    closedOn = Arrays.copyOf(closedOn, Math.max(4, closed + closed / 2));
                }
                closedOn[closed++] = lastDay;
                lastDay = Integer.MIN_VALUE;
            }
        }

        Letter next(long cents) {
            var letter = closedBefore < closed ? new Letter(closedBefore, closedOn[closedBefore]) : Letter.NONE;
            runningAgain += cents;
            if (runningAgain == 0) {
                closedBefore++;
            }
            return letter;
        }
    }

    private final Map<Long, Third> thirds = new HashMap<>();

    void read(List<MergedLine> lines, long epochDay) {
        for (var line : lines) {
            if (line.auxiliary() != 0) {
                third(line).read(line.debit() - line.credit(), (int) epochDay);
            }
        }
    }

    Letter next(MergedLine line) {
        return line.auxiliary() == 0 ? Letter.NONE : third(line).next(line.debit() - line.credit());
    }

    private Third third(MergedLine line) {
        return thirds.computeIfAbsent(((long) line.account() << Integer.SIZE) + line.auxiliary(), _ -> new Third());
    }
}
