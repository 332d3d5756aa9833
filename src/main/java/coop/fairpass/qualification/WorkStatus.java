package coop.fairpass.qualification;

/** Statut of who gives a service (R-115, domain §12.2 Q05). */
public enum WorkStatus {
    EMPLOYEE,
    PUBLIC_AGENT,
    INDEPENDENT,
    /** Contrat aidé or short, supervised. */
    ASSISTED_CONTRACT,
    /** Service civique: an allowance, not a wage; takes part beside a paid mediator. */
    CIVIC_SERVICE,
    VOLUNTEER;

    /** Whether the person is paid for this work. */
    public boolean isPaid() {
        return switch (this) {
            case EMPLOYEE, PUBLIC_AGENT, INDEPENDENT, ASSISTED_CONTRACT -> true;
            case CIVIC_SERVICE, VOLUNTEER -> false;
        };
    }
}
