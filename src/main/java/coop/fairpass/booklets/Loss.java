package coop.fairpass.booklets;

/** Opposition : what happened to a booklet that was handed over; chosen, never written, so that nobody is named. */
public enum Loss {
    LOST,
    STOLEN,
    DAMAGED
}
