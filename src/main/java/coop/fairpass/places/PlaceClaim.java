package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Lieu demandé : people of an organisation say that a listed place is theirs, and what a reviewer answered.
 *
 * @param reason of the answer; empty before it, and once it is forgotten
 */
public record PlaceClaim(
        UUID id,
        UUID listed,
        String placeName,
        OrganisationId organisation,
        String words,
        Instant askedAt,
        Optional<ClaimDecision> decision,
        String reason,
        Optional<Instant> decidedAt) {

    public boolean isOpen() {
        return decision.isEmpty();
    }

    public boolean isRefused() {
        return decision.filter(ClaimDecision.REFUSED::equals).isPresent();
    }
}
