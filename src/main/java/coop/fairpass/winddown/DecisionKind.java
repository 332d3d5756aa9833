package coop.fairpass.winddown;

/** What is decided: that nothing new is issued any more, or that it is again. */
public enum DecisionKind {
    START,
    REVOCATION
}
