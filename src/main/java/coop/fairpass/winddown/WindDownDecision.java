package coop.fairpass.winddown;

import coop.fairpass.tariff.Decision;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Décision de gouvernance : what a body decided, where it is written, and from when it holds.
 *
 * @param revokes the decision that it ends, for a revocation
 * @param text what was decided, in the words of the minutes
 * @param effectiveOn the day it names, at the earliest that on which it was recorded
 * @param confirmed by whom else, once it is; a decision that nobody confirmed changes nothing
 */
public record WindDownDecision(
        UUID id,
        DecisionKind kind,
        Optional<UUID> revokes,
        Decision decision,
        String text,
        LocalDate effectiveOn,
        Instant recordedAt,
        String recordedBy,
        Optional<Confirmation> confirmed,
        boolean isAbandoned) {

    /**
     * The second person.
     *
     * @param inForceOn the first day on which the decision holds
     */
    public record Confirmation(Instant at, String by, LocalDate inForceOn) {}

    /** Whether somebody still has to confirm it. */
    public boolean waits() {
        return confirmed.isEmpty() && !isAbandoned;
    }

    /** Whether it is confirmed and its day has come. */
    public boolean holdsOn(LocalDate day) {
        return confirmed.filter(by -> !by.inForceOn().isAfter(day)).isPresent();
    }

    /** Where the decision is written, as letters and pages say it in French. */
    public String source() {
        return "%s, procès-verbal %s".formatted(decision.body(), decision.minutes());
    }
}
