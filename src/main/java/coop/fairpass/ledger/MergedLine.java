package coop.fairpass.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A line as an accountant writes it: the legs of one posting, merged by account, third party and side.
 *
 * @param auxiliary zero where there is no third party
 * @param place where it stands in its posting: debits first, each by its first leg
 */
record MergedLine(int account, int auxiliary, boolean isDebit, long cents, int place) {

    private static final int AFTER_DEBITS = 1000;
    private static final int FEW = 16;
    private static final Comparator<MergedLine> IN_ORDER = Comparator.comparingInt(MergedLine::place)
            .thenComparingInt(MergedLine::account)
            .thenComparingInt(MergedLine::auxiliary);

    /** One posting at a time; the lines are those of the posting that the legs stand at the end of. */
    interface Each {
        void posting(Head head, List<MergedLine> lines);
    }

    /** What all legs of a posting say alike. */
    record Head(long posting, long epochDay, Movement movement, long recordedAtEpochSecond, String piece) {

        static Head of(LegCopy legs) {
            return new Head(legs.posting, legs.epochDay, legs.movement, legs.recordedAtEpochSecond, legs.piece);
        }
    }

    private record Place(int account, int auxiliary, boolean isDebit) {}

    long debit() {
        return isDebit ? cents : 0;
    }

    long credit() {
        return isDebit ? 0 : cents;
    }

    private MergedLine with(long more) {
        return new MergedLine(account, auxiliary, isDebit, Math.addExact(cents, more), place);
    }

    /** Hands over the postings one after another. */
    static void forEach(LegCopy legs, Each each) throws SQLException {
        var lines = new ArrayList<MergedLine>();
        Map<Place, Integer> known = new HashMap<>();
        var head = new Head(0, 0, Movement.M01, 0, "");
        while (legs.next()) {
            if (legs.posting != head.posting()) {
                hand(head, lines, each);
                head = Head.of(legs);
                lines.clear();
                known.clear();
            }
            add(lines, known, legs.debitAccount, legs.debitAuxiliary, true, legs);
            add(lines, known, legs.creditAccount, legs.creditAuxiliary, false, legs);
        }
        hand(head, lines, each);
    }

    private static void hand(Head head, List<MergedLine> lines, Each each) {
        if (!lines.isEmpty()) {
            lines.sort(IN_ORDER);
            each.posting(head, lines);
        }
    }

    private static void add(
            List<MergedLine> lines, Map<Place, Integer> known, int account, int third, boolean isDebit, LegCopy leg) {
        int at = find(lines, known, account, third, isDebit);
        if (at >= 0) {
            lines.set(at, lines.get(at).with(leg.cents));
        } else {
            lines.add(new MergedLine(account, third, isDebit, leg.cents, isDebit ? leg.leg : leg.leg + AFTER_DEBITS));
        }
    }

    /** Looks at each line while they are few, as nearly always, and in an index of them when they are many. */
    private static int find(
            List<MergedLine> lines, Map<Place, Integer> known, int account, int third, boolean isDebit) {
        if (lines.size() <= FEW) {
            for (int i = 0; i < lines.size(); i++) {
                var line = lines.get(i);
                if (line.account == account && line.auxiliary == third && line.isDebit == isDebit) {
                    return i;
                }
            }
            return -1;
        }
        for (int i = known.size(); i < lines.size(); i++) {
            var line = lines.get(i);
            known.put(new Place(line.account, line.auxiliary, line.isDebit), i);
        }
        return known.getOrDefault(new Place(account, third, isDebit), -1);
    }
}
