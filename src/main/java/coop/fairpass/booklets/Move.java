package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import java.time.Instant;
import java.util.UUID;

/** Envoi : booklets on their way from one organisation to another; theirs is the sender until they are counted in. */
public record Move(
        UUID id, Kind kind, OrganisationId sender, OrganisationId receiver, Instant sentAt, boolean isComplete) {

    /** From the cooperative that made the booklets, or between two that distribute them. */
    public enum Kind {
        DELIVERY,
        TRANSFER
    }
}
