package coop.fairpass.qualification;

import java.time.LocalDate;

/** Where an agreement stands on a day, as its two sides read it (domain §5.4). */
public enum AgreementStanding {
    WAITS_FOR_PLACE,
    WAITS_FOR_MEDIATOR,
    TO_COME,
    ACTIVE,
    ENDED;

    /** An agreement that somebody ended, or whose term has come, is over whoever signed it. */
    static AgreementStanding on(Agreement agreement, LocalDate day) {
        if (agreement.endedOn().filter(one -> !one.isAfter(day)).isPresent()
                || agreement
                        .terms()
                        .validUntil()
                        .filter(one -> !one.isAfter(day))
                        .isPresent()) {
            return ENDED;
        }
        if (agreement.signedByPlaceOn().isEmpty()) {
            return WAITS_FOR_PLACE;
        }
        if (agreement.signedByMediatorOn().isEmpty()) {
            return WAITS_FOR_MEDIATOR;
        }
        return agreement.isActiveOn(day) ? ACTIVE : TO_COME;
    }
}
