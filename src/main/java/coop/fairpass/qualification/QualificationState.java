package coop.fairpass.qualification;

/** What a provider's right is on a day. */
public enum QualificationState {
    NOT_QUALIFIED,
    QUALIFIED,
    SUSPENDED,
    ENDED;

    /** Whether there is a qualification, suspended or not. */
    public boolean isRunning() {
        return this == QUALIFIED || this == SUSPENDED;
    }
}
