package coop.fairpass.places;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Réclamation : what somebody complains of a place, and the answer of the cooperative. Nobody knows who complains: they
 * read the answer by its number.
 *
 * @param number ten digits drawn by lot, which open the answer
 * @param dueOn the last day to answer
 * @param answeredAt empty as long as it waits
 */
public record Complaint(
        UUID id,
        String number,
        PlaceId place,
        String placeName,
        ComplaintKind kind,
        String words,
        Instant toldAt,
        LocalDate dueOn,
        String answer,
        Optional<Instant> answeredAt) {

    /** As printed and said: {@code 482 739 0154}. */
    public String spoken() {
        return number.substring(0, 3) + " " + number.substring(3, 6) + " " + number.substring(6);
    }

    public boolean isAnswered() {
        return answeredAt.isPresent();
    }

    /** Whether the day to answer has passed without an answer. */
    public boolean isLateOn(LocalDate day) {
        return !isAnswered() && dueOn.isBefore(day);
    }
}
