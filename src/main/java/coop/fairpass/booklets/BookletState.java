package coop.fairpass.booklets;

/**
 * Where a booklet stands (domain §5.2); the steps between are {@link BookletStep}.
 *
 * <p>Started, exhausted and expired are not here: they follow from redemptions and from the calendar, and are read from
 * them.
 */
public enum BookletState {
    GENERATED,
    PRINTED,
    IN_TRANSIT,
    IN_STOCK,
    HANDED_OVER,
    BLOCKED,
    REPLACED,
    MISSING,
    WITHDRAWN,
    CANCELLED;

    /** Whether somebody was given the booklet, so that there are facts about it that its neighbours do not share. */
    boolean isHandedOver() {
        return this == HANDED_OVER || this == BLOCKED || this == REPLACED;
    }
}
