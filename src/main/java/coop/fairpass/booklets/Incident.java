package coop.fairpass.booklets;

import java.util.Optional;
import java.util.UUID;

/**
 * Incident : a difference between what was sent and what was counted, with the numbers concerned.
 *
 * @param explanation what a person found out; empty while it is open
 */
public record Incident(UUID id, UUID move, Kind kind, BookletRanges numbers, Optional<String> explanation) {

    /** Sent and not counted, or counted and not sent. */
    public enum Kind {
        MISSING,
        UNEXPECTED
    }

    public boolean isOpen() {
        return explanation.isEmpty();
    }
}
