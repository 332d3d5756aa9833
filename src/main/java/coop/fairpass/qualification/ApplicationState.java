package coop.fairpass.qualification;

/** Where an application stands (domain §5.4); what follows a qualification is {@link QualificationState}. */
public enum ApplicationState {
    DRAFT,
    AWAITING_SIGNATURE,
    SUBMITTED,
    IN_REVIEW,
    ANSWERS_AWAITED,
    WAITLISTED,
    QUALIFIED,
    REFUSED,
    IN_APPEAL,
    WITHDRAWN;

    /** Whether nothing more is awaited from anybody, short of an appeal. */
    public boolean isOver() {
        return switch (this) {
            case QUALIFIED, REFUSED, WITHDRAWN -> true;
            case DRAFT, AWAITING_SIGNATURE, SUBMITTED, IN_REVIEW, ANSWERS_AWAITED, WAITLISTED, IN_APPEAL -> false;
        };
    }
}
