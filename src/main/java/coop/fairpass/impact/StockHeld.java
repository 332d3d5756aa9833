package coop.fairpass.impact;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;

/**
 * Stock dormant : booklets of one lot that wait at one distributor.
 *
 * @param booklets how many were not handed over
 * @param oldestDays days since the oldest of them came in
 * @param stopOn last day on which they can still be moved or handed over at no charge of the payer's
 */
public record StockHeld(
        OrganisationId distributor,
        String distributorName,
        int lot,
        long booklets,
        long vouchers,
        long oldestDays,
        LocalDate stopOn) {}
