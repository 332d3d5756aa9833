package coop.fairpass.places;

import coop.fairpass.directory.OrganisationId;
import java.time.Instant;
import java.util.UUID;

/** Signalement : what somebody told of a place, and what was answered. Nobody knows who told it. */
public record Signal(
        UUID id,
        PlaceId place,
        String placeName,
        OrganisationId provider,
        SignalKind kind,
        String words,
        Instant toldAt,
        SignalState state,
        String answer) {}
