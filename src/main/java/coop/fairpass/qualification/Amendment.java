package coop.fairpass.qualification;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.places.PlaceId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Avenant : what a qualified provider asks to be changed of itself, field by field, and what was decided.
 *
 * @param was what each field said when it was asked
 * @param wanted what each would say
 * @param decided nothing as long as it waits
 */
public record Amendment(
        UUID id,
        int number,
        OrganisationId provider,
        AmendmentSubject subject,
        Optional<PlaceId> place,
        Map<AmendedField, String> was,
        Map<AmendedField, String> wanted,
        String why,
        String askedBy,
        Instant askedAt,
        AmendmentState state,
        Optional<Decided> decided) {

    /** @param reason empty when it was withdrawn */
    public record Decided(String by, Instant at, String reason) {}

    /** One field that differs. */
    public record Change(AmendedField field, String before, String after) {}

    public Amendment {
        was = Map.copyOf(was);
        wanted = Map.copyOf(wanted);
    }

    /** What would change, or did, in the order of the fields. */
    public List<Change> changes() {
        return Arrays.stream(AmendedField.values())
                .map(field -> new Change(field, was.getOrDefault(field, ""), wanted.getOrDefault(field, "")))
                .filter(one -> !one.before().equals(one.after()))
                .toList();
    }

    public boolean isWaiting() {
        return state == AmendmentState.WAITING;
    }

    /** What a field would say. */
    String wanted(AmendedField field) {
        return wanted.getOrDefault(field, "");
    }
}
