package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.Role;
import coop.fairpass.territory.Territories;
import coop.fairpass.territory.Town;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cooperative examines a list of places before anyone acts on it: which rows could become places, which could not,
 * and why. Codes of former communes are followed, and towns without a code are located by their name and postal code.
 *
 * <p>Nothing is written: a candidate becomes a place when a provider opens it.
 */
@Component
public class ExaminePlaceFile {

    @SuppressWarnings("ArrayRecordComponent") // the bytes of a file: read once, never compared
    public record Command(byte[] file, Actor by) {}

    public sealed interface Outcome {
        record Examined(PlaceFile.Reading.Read reading) implements Outcome {}

        record Refused(PlaceFileReason reason) implements Outcome {}
    }

    private final Territories territories;
    private final AddedFormats formats;

    ExaminePlaceFile(Territories territories, AddedFormats formats) {
        this.territories = territories;
        this.formats = formats;
    }

    @Transactional(readOnly = true)
    public Outcome handle(Command command) {
        if (!command.by().hasAny(Role.COOP_REVIEWER, Role.COOP_CONTROLLER)) {
            return new Outcome.Refused(PlaceFileReason.NOT_ALLOWED);
        }
        var added = formats.read();
        if (added.isEmpty()) {
            return new Outcome.Refused(PlaceFileReason.MAPPING_INVALID);
        }
        return switch (PlaceFile.read(command.file(), added.get())) {
            case PlaceFile.Reading.Unreadable(var reason) -> new Outcome.Refused(reason);
            case PlaceFile.Reading.Read read -> new Outcome.Examined(located(read));
        };
    }

    /** The same rows, each in its commune of today when it can be told. */
    PlaceFile.Reading.Read located(PlaceFile.Reading.Read read) {
        var notes = new ArrayList<>(read.notes());
        var located = territories.locate(read.accepted().stream()
                .filter(candidate -> candidate.commune().isEmpty())
                .map(ExaminePlaceFile::town)
                .toList());
        var followed = territories.follow(read.accepted().stream()
                .flatMap(candidate -> candidate.commune().stream())
                .toList());
        var accepted = new ArrayList<PlaceCandidate>();
        for (var candidate : read.accepted()) {
            var code = candidate.commune();
            var commune =
                    Optional.ofNullable(code.isPresent() ? followed.get(code.get()) : located.get(town(candidate)));
            if (commune.isEmpty()) {
                notes.add(note(candidate, PlaceNoteReason.COMMUNE_UNKNOWN));
            } else if (code.isPresent() && !commune.equals(code)) {
                notes.add(note(candidate, PlaceNoteReason.COMMUNE_FOLLOWED));
            }
            accepted.add(commune.map(candidate::in).orElse(candidate));
        }
        return new PlaceFile.Reading.Read(
                read.format(), read.rows(), accepted, read.refused(), read.refusedKeys(), notes, read.unknownColumns());
    }

    private static Town town(PlaceCandidate candidate) {
        return new Town(candidate.postalCode(), candidate.town());
    }

    private static PlaceFile.Note note(PlaceCandidate candidate, PlaceNoteReason reason) {
        return new PlaceFile.Note(
                candidate.line(), "", reason, candidate.postalCode().digits() + " " + candidate.town());
    }
}
