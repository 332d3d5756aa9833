package coop.fairpass.booklets;

/** What became of a report of loss. */
public enum LossReportState {
    OPEN,
    BLOCKED,
    DISMISSED
}
