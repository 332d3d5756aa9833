package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether a booklet may be handed over on a day, without database. Existence was asked before; then state, dates,
 * rights: the order is part of the contract.
 */
final class MayHandOver {

    private MayHandOver() {}

    static Optional<BookletReason> refusal(Booklet booklet, LotTerms lot, OrganisationId distributor, LocalDate today) {
        return ofState(booklet, lot, today).or(() -> ofDates(lot, today)).or(() -> ofRights(booklet, distributor));
    }

    private static Optional<BookletReason> ofState(Booklet booklet, LotTerms lot, LocalDate today) {
        if (!lot.isActive()) {
            return Optional.of(BookletReason.LOT_NOT_ACTIVE);
        }
        return switch (booklet.state()) {
            case WITHDRAWN, CANCELLED -> Optional.of(BookletReason.WITHDRAWN);
            case REPLACED -> Optional.of(BookletReason.REPLACED);
            case BLOCKED -> Optional.of(BookletReason.BLOCKED);
            case HANDED_OVER -> Optional.of(BookletReason.ALREADY_HANDED_OVER);
            // From the facts and the clock: stock is withdrawn the day after its validity, by night or by us.
            case GENERATED, PRINTED, IN_TRANSIT, IN_STOCK, MISSING ->
                today.isAfter(lot.validUntil()) ? Optional.of(BookletReason.WITHDRAWN) : ofPlace(booklet.state());
        };
    }

    private static Optional<BookletReason> ofPlace(BookletState state) {
        return switch (state) {
            case MISSING -> Optional.of(BookletReason.MISSING);
            case GENERATED, PRINTED, IN_TRANSIT -> Optional.of(BookletReason.NOT_RECEIVED);
            case IN_STOCK, HANDED_OVER, BLOCKED, REPLACED, WITHDRAWN, CANCELLED -> Optional.empty();
        };
    }

    private static Optional<BookletReason> ofDates(LotTerms lot, LocalDate today) {
        return today.isBefore(lot.stopOn()) || lot.lateHandOverAcknowledged()
                ? Optional.empty()
                : Optional.of(BookletReason.AFTER_STOP_DATE);
    }

    private static Optional<BookletReason> ofRights(Booklet booklet, OrganisationId distributor) {
        return booklet.holder().equals(distributor) ? Optional.empty() : Optional.of(BookletReason.NOT_IN_YOUR_STOCK);
    }
}
