package coop.fairpass.places;

/** What became of a signal. */
public enum SignalState {
    OPEN,
    CORRECTED,
    NOT_SO
}
