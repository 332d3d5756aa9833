package coop.fairpass.orders;

import static coop.fairpass.directory.Role.*;
import static coop.fairpass.orders.OrderState.*;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/**
 * Every step of an order, from which states, to which, by whom (domain §5.1). A step that is not here does not exist:
 * it is neither offered nor accepted.
 */
public enum OrderStep {
    O1_DESCRIBED(EnumSet.of(DRAFT), DRAFT, PAYER_BUYER, COOP_SALES),
    O2_QUOTED(EnumSet.of(DRAFT), QUOTED, COOP_SALES),
    O3_NEW_VERSION_ASKED(EnumSet.of(QUOTED), DRAFT, PAYER_BUYER, COOP_SALES),
    O4_LAPSED(EnumSet.of(QUOTED), LAPSED),
    O5_SIGNED(EnumSet.of(QUOTED), ORDERED, PAYER_BUYER),
    O6_FRAMED(EnumSet.of(ORDERED), FRAMED, COOP_SALES),
    O7_PROOF_SENT(EnumSet.of(FRAMED), IN_PROOF, COOP_PRODUCTION),
    O8_PROOF_REJECTED(EnumSet.of(IN_PROOF), IN_PROOF, PAYER_BUYER),
    O9_PROOF_APPROVED(EnumSet.of(IN_PROOF), IN_PRODUCTION, PAYER_BUYER),
    O10_SHIPPED(EnumSet.of(IN_PRODUCTION), SHIPPED, COOP_PRODUCTION),
    O11_DELIVERED(EnumSet.of(SHIPPED), DELIVERED, DISTRIBUTOR_MANAGER, DISTRIBUTOR_AGENT, PAYER_BUYER),
    O12_ACTIVATED(EnumSet.of(DELIVERED, RUNNING), RUNNING, COOP_SALES),
    O13_VALIDITY_MOVED(EnumSet.of(RUNNING), RUNNING, PAYER_BUYER, COOP_SALES),
    O14_ENDING(EnumSet.of(RUNNING), ENDING),
    O15_EXPIRED(EnumSet.of(ENDING), EXPIRED),
    O16_JOINT_STATEMENT(EnumSet.of(EXPIRED), IN_RECONCILIATION),
    O17_DISPUTED(EnumSet.of(IN_RECONCILIATION), DISPUTED, PAYER_BUYER, COOP_CONTROLLER),
    O18_ANSWERED(EnumSet.of(DISPUTED), IN_RECONCILIATION, COOP_CONTROLLER),
    O19_RECONCILED(EnumSet.of(IN_RECONCILIATION), RECONCILED, PAYER_BUYER, COOP_CONTROLLER),
    O20_CLOSED(EnumSet.of(RECONCILED), CLOSED, TREASURER),
    O21_CANCELLED_BEFORE_PRODUCTION(
            EnumSet.of(DRAFT, QUOTED, ORDERED, FRAMED, IN_PROOF), CANCELLED, PAYER_BUYER, COOP_SALES),
    O22_CANCELLED_IN_PRODUCTION(EnumSet.of(IN_PRODUCTION, SHIPPED, DELIVERED), CANCELLED, PAYER_BUYER, COOP_SALES);

    @SuppressWarnings("ImmutableEnumChecker") // never handed out, never changed
    private final Set<OrderState> from;

    private final OrderState to;

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<Role> roles;

    OrderStep(Set<OrderState> from, OrderState to, Role... roles) {
        this.from = from;
        this.to = to;
        this.roles = Set.copyOf(Arrays.asList(roles));
    }

    public OrderState to() {
        return to;
    }

    /** {@code O5}. */
    public String code() {
        return name().substring(0, name().indexOf('_'));
    }

    public boolean isPossibleFrom(OrderState state) {
        return from.contains(state);
    }

    /** True for a step of the clock, which no person takes. */
    public boolean isOfTheClock() {
        return roles.isEmpty();
    }

    /** Whether an actor's roles allow the step; whose order it is, is another question. */
    public boolean isAllowedTo(Actor actor) {
        return isOfTheClock()
                ? actor.equals(Actor.CLOCK)
                : actor.roles().stream().anyMatch(roles::contains);
    }
}
