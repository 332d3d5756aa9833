package coop.fairpass.qualification;

import coop.fairpass.upload.GivenFile;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/** Pièce that a file must hold, and where it stands on a day. */
public record RequiredDocument(DocumentKind kind, DocumentState state, Optional<Given> last) {

    /**
     * The last document of that kind that was given.
     *
     * @param decision true for valid, false for refused; none before somebody looked
     */
    public record Given(
            UUID id,
            DocumentKind kind,
            GivenFile.Kind file,
            String sha256,
            Instant at,
            Optional<Boolean> decision,
            Optional<String> reason,
            Optional<LocalDate> validUntil,
            Optional<String> decidedBy) {}

    static RequiredDocument of(DocumentKind kind, Optional<Given> last, LocalDate day) {
        return new RequiredDocument(kind, last.map(given -> stateOf(given, day)).orElse(DocumentState.MISSING), last);
    }

    private static DocumentState stateOf(Given given, LocalDate day) {
        if (given.decision().isEmpty()) {
            return DocumentState.RECEIVED;
        }
        if (!given.decision().get()) {
            return DocumentState.REFUSED;
        }
        return given.validUntil().filter(last -> last.isBefore(day)).isPresent()
                ? DocumentState.EXPIRED
                : DocumentState.VALID;
    }
}
