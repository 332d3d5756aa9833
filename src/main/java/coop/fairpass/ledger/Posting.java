package coop.fairpass.ledger;

import coop.fairpass.money.Money;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Écriture : money moving between accounts for one reason, whole or not at all.
 *
 * <p>{@code cause} is the id of what happened (a document, a lot, a bank entry). Posting the same movement for the same
 * cause twice does it once; with other content it is refused, so that a retry can neither pay twice nor change its mind
 * . {@code effectiveOn} is the day it counts, in Paris. {@code corrects} names the cause of the posting that
 * this one puts right, if any.
 *
 * <p>Made only by {@link Movements}.
 */
public record Posting(
        Movement movement, UUID cause, LocalDate effectiveOn, String piece, Optional<UUID> corrects, List<Leg> legs) {

    public Posting {
        legs = List.copyOf(legs);
        if (legs.isEmpty()) {
            throw new IllegalArgumentException("%s for %s moves nothing".formatted(movement, cause));
        }
        for (var leg : legs) {
            if (!movement.allows(leg.debit().account(), leg.credit().account())) {
                throw new IllegalArgumentException("%s cannot move money from %s to %s"
                        .formatted(movement, leg.credit().account(), leg.debit().account()));
            }
        }
        if (piece.isBlank() || piece.length() > 35) {
            throw new IllegalArgumentException(
                    "%s for %s needs a piece of 1 to 35 characters: '%s'".formatted(movement, cause, piece));
        }
    }

    /** The same posting, saying that it puts right the one of another cause. */
    public Posting correcting(UUID wrong) {
        return new Posting(movement, cause, effectiveOn, piece, Optional.of(wrong), legs);
    }

    public Journal journal() {
        Set<Account> moved = EnumSet.noneOf(Account.class);
        for (var leg : legs) {
            moved.add(leg.debit().account());
            moved.add(leg.credit().account());
        }
        return movement.journal(moved);
    }

    /** What the posting moves in all. */
    public Money total() {
        return legs.stream().map(Leg::amount).collect(Money.sum());
    }
}
