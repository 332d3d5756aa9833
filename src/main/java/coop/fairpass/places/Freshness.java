package coop.fairpass.places;

import java.time.LocalDate;

/**
 * Fraîcheur : what is said of a place is confirmed every six months; thirty days late it is marked, sixty days late the
 * place leaves the map and the letters, and still redeems (R-121, domain §17).
 */
public enum Freshness {
    FRESH,
    /** Six months have passed. */
    DUE,
    /** Marked on the map. */
    LATE,
    /** Off the map. */
    STALE;

    static final int MONTHS = 6;
    static final int MARKED_AFTER_DAYS = 30;
    static final int OFF_AFTER_DAYS = 60;

    /** @param knownOn when it was last confirmed */
    public static Freshness of(LocalDate knownOn, LocalDate today) {
        if (!knownOn.isAfter(oldestOnTheMap(today))) {
            return STALE;
        }
        if (!knownOn.isAfter(today.minusDays(MARKED_AFTER_DAYS).minusMonths(MONTHS))) {
            return LATE;
        }
        return knownOn.isAfter(today.minusMonths(MONTHS)) ? FRESH : DUE;
    }

    /** The last day on which a place may have been confirmed and be off the map today. */
    static LocalDate oldestOnTheMap(LocalDate today) {
        return today.minusDays(OFF_AFTER_DAYS).minusMonths(MONTHS);
    }
}
