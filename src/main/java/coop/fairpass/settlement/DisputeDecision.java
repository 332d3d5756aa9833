package coop.fairpass.settlement;

/** How a controller answers a provider who contests a line. */
public enum DisputeDecision {
    /** The line is right, for a reason that is told. */
    MAINTAINED,
    /** The line is wrong: a claim is opened, which a later statement recovers. */
    CORRECTED
}
