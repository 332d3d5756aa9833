package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Remise : a booklet left the distribution network for a person who is never named.
 *
 * @param id chosen by who recorded it
 * @param isInferred nobody recorded it: a voucher was redeemed, so it must have happened
 * @param lateRecord an inferred hand-over that an agent recorded after all, under this id; it stays inferred
 */
public record HandOver(
        UUID id,
        BookletNumber booklet,
        LocalDate on,
        OrganisationId distributor,
        Audience audience,
        Channel channel,
        boolean isInferred,
        Optional<UUID> lateRecord) {

    boolean canBeToldLateBy(OrganisationId organisation) {
        return isInferred && lateRecord.isEmpty() && distributor.equals(organisation);
    }

    boolean wasAskedAs(UUID request) {
        return id.equals(request) || lateRecord.filter(request::equals).isPresent();
    }
}
