package coop.fairpass.booklets;

import static coop.fairpass.booklets.BookletState.*;
import static coop.fairpass.directory.Role.*;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Every step of a booklet, from which states, to which, by whom (domain §5.2). A step that is not here does not exist.
 *
 * <p>B9 to B11 and B16 are taken by no one: they are read from redemptions and the calendar. Steps without a number
 * leave the state as it is and are kept for the chain of custody.
 */
enum BookletStep {
    B1_GENERATED(EnumSet.noneOf(BookletState.class), GENERATED, COOP_PRODUCTION),
    B2_PRINTED(EnumSet.of(GENERATED), PRINTED, COOP_PRODUCTION),
    B3_SENT(EnumSet.of(PRINTED, IN_STOCK), IN_TRANSIT, COOP_PRODUCTION, DISTRIBUTOR_MANAGER, PAYER_BUYER),
    B4_COUNTED_IN(
            EnumSet.of(IN_TRANSIT), IN_STOCK, DISTRIBUTOR_MANAGER, DISTRIBUTOR_AGENT, PAYER_BUYER, COOP_PRODUCTION),
    B5_MISSING(
            EnumSet.of(IN_TRANSIT, IN_STOCK),
            MISSING,
            DISTRIBUTOR_MANAGER,
            DISTRIBUTOR_AGENT,
            PAYER_BUYER,
            COOP_PRODUCTION,
            COOP_CONTROLLER),
    B6_FOUND(
            EnumSet.of(IN_TRANSIT, MISSING),
            IN_STOCK,
            DISTRIBUTOR_MANAGER,
            DISTRIBUTOR_AGENT,
            PAYER_BUYER,
            COOP_PRODUCTION,
            COOP_CONTROLLER),
    B7_HANDED_OVER(EnumSet.of(IN_STOCK), HANDED_OVER, DISTRIBUTOR_AGENT),
    B8_INFERRED(EnumSet.of(IN_STOCK, IN_TRANSIT), HANDED_OVER),
    B12_BLOCKED(EnumSet.of(HANDED_OVER), BLOCKED, DISTRIBUTOR_AGENT, COOP_CONTROLLER),
    B13_BLOCK_LIFTED(EnumSet.of(BLOCKED), HANDED_OVER, DISTRIBUTOR_AGENT, COOP_CONTROLLER),
    B14_REPLACED(EnumSet.of(BLOCKED), REPLACED, DISTRIBUTOR_AGENT),
    B14_REPLACES(EnumSet.noneOf(BookletState.class), HANDED_OVER, DISTRIBUTOR_AGENT),
    B15_WITHDRAWN(EnumSet.of(IN_STOCK, IN_TRANSIT, MISSING), WITHDRAWN, PAYER_BUYER),
    V14_CANCELLED(
            EnumSet.of(GENERATED, PRINTED, IN_TRANSIT, IN_STOCK, MISSING), CANCELLED, COOP_PRODUCTION, COOP_CONTROLLER),
    TOLD_LATE(EnumSet.of(HANDED_OVER), DISTRIBUTOR_AGENT),
    LOT_SPLIT(EnumSet.allOf(BookletState.class)),
    CODES_GIVEN_TO_PRINTER(EnumSet.of(GENERATED), COOP_PRODUCTION),
    PRINTED_HERE(EnumSet.of(GENERATED, PRINTED, HANDED_OVER), COOP_PRODUCTION, DISTRIBUTOR_AGENT);

    @SuppressWarnings("ImmutableEnumChecker") // never handed out, never changed
    private final Set<BookletState> from;

    @SuppressWarnings("ImmutableEnumChecker") // an Optional
    private final Optional<BookletState> to;

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<Role> roles;

    BookletStep(Set<BookletState> from, BookletState to, Role... roles) {
        this.from = from;
        this.to = Optional.of(to);
        this.roles = Set.copyOf(Arrays.asList(roles));
    }

    BookletStep(Set<BookletState> from, Role... roles) {
        this.from = from;
        this.to = Optional.empty();
        this.roles = Set.copyOf(Arrays.asList(roles));
    }

    /** The state it leads to; empty when it leaves the state as it is. */
    Optional<BookletState> to() {
        return to;
    }

    boolean isPossibleFrom(BookletState state) {
        return from.contains(state);
    }

    String[] from() {
        return from.stream().map(Enum::name).toArray(String[]::new);
    }

    /** Whether an actor's roles allow the step; whose booklet it is, is another question. */
    boolean isAllowedTo(Actor actor) {
        return actor.roles().stream().anyMatch(roles::contains);
    }
}
