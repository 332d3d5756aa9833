package coop.fairpass.orders;

/** Where an order stands (domain §5.1); the steps between are {@link OrderStep}. */
public enum OrderState {
    DRAFT,
    QUOTED,
    LAPSED,
    ORDERED,
    FRAMED,
    IN_PROOF,
    IN_PRODUCTION,
    SHIPPED,
    DELIVERED,
    RUNNING,
    ENDING,
    EXPIRED,
    IN_RECONCILIATION,
    DISPUTED,
    RECONCILED,
    CLOSED,
    CANCELLED;

    /** True when nothing can follow. */
    public boolean isFinal() {
        return this == LAPSED || this == CLOSED || this == CANCELLED;
    }
}
