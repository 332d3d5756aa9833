package coop.fairpass.impact;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;

/**
 * Stock dormant : booklets of one lot that wait at one distributor.
 *
 * @param booklets how many were not handed over
 * @param oldestDays days since the oldest of them came in
 * @param stopOn from this day on they can be neither moved nor handed over, but at the payer's charge
 */
public record StockHeld(
        OrganisationId distributor,
        String distributorName,
        int lot,
        long booklets,
        long vouchers,
        long oldestDays,
        LocalDate stopOn) {}
