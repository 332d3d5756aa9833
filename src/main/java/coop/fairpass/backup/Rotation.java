package coop.fairpass.backup;

import coop.fairpass.calendar.Paris;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/**
 * Rotation : which backups are still kept. Days and months are counted among those that have a backup, so that nothing
 * is thrown away because nothing new came.
 *
 * @param days of each of the last so many days, the last one
 * @param months of each of the last so many months, the first one
 */
record Rotation(int days, int months) {

    Set<Instant> kept(List<Instant> taken) {
        var latestFirst = taken.stream().sorted(Comparator.reverseOrder()).toList();
        var lastOfDay = new LinkedHashMap<java.time.LocalDate, Instant>();
        var firstOfMonth = new LinkedHashMap<YearMonth, Instant>();
        for (var one : latestFirst) {
            lastOfDay.putIfAbsent(Paris.dayOf(one), one);
            firstOfMonth.put(YearMonth.from(Paris.dayOf(one)), one);
        }
        var kept = new HashSet<Instant>();
        lastOfDay.values().stream().limit(days).forEach(kept::add);
        firstOfMonth.values().stream().limit(months).forEach(kept::add);
        return Set.copyOf(kept);
    }
}
