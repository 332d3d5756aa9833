package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.orders.Lot.Goods;
import coop.fairpass.orders.LotId;
import coop.fairpass.orders.OrderId;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a lot and its order say about its booklets.
 *
 * @param terms what its paper promises; the last day is that on which a service is still accepted
 * @param stopOn from this day hand-overs are refused, unless the payer acknowledged them
 * @param validUntil the last nominal day; stock not handed over is withdrawn after it
 */
record LotTerms(
        int code,
        LotId id,
        OrderId order,
        String orderNumber,
        OrganisationId payer,
        int place,
        Goods goods,
        Optional<BookletRange> range,
        int bookletSize,
        Optional<LocalDate> activatedOn,
        VoucherTerms terms,
        LocalDate stopOn,
        LocalDate validUntil,
        boolean lateHandOverAcknowledged) {

    boolean isActive() {
        return activatedOn.isPresent();
    }

    /** The last day on which a service is accepted. */
    LocalDate lastDay() {
        return terms.lastDay();
    }
}
