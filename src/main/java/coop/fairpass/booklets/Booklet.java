package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;

/**
 * Carnet : vouchers with one number, and the one organisation that answers for them.
 *
 * @param holder the sender while it travels; once handed over, the distributor it came from
 * @param lot the code of its lot
 * @param since the day it came to its state
 */
public record Booklet(
        BookletNumber number,
        OrganisationId holder,
        int lot,
        int size,
        Generation generation,
        BookletState state,
        LocalDate since) {}
