package coop.fairpass.web;

import coop.fairpass.directory.OrganisationId;
import java.io.IOException;

/**
 * A room's part of what an organisation takes away of itself, at any time and in open formats: each room writes
 * what it holds, so that no room reads another's tables.
 */
public interface TakenAway {

    /** Where its files come in the archive, the least first. */
    int rank();

    /**
     * Writes all that the room holds of an organisation, as its own people may read it: no voucher code, no whole IBAN,
     * nothing of others. Words are French, amounts are euros with their cents, days are of Paris.
     *
     * @throws IOException when whoever takes it away has gone
     */
    void write(OrganisationId organisation, Archive archive) throws IOException;
}
