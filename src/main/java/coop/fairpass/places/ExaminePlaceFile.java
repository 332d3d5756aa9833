package coop.fairpass.places;

import coop.fairpass.directory.Actor;
import coop.fairpass.directory.InseeCode;
import coop.fairpass.directory.Role;
import coop.fairpass.territory.GuessedCommunes;
import coop.fairpass.territory.Territories;
import coop.fairpass.territory.Town;
import java.util.ArrayList;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cooperative examines a list of places before anyone acts on it: which rows could become places, which could not,
 * and why. Codes of former communes are followed, towns without a code are located by their name and postal code, and
 * what leaves no doubt is guessed and said; a row without a commune waits until its list is corrected.
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
    private final GuessedCommunes guesses;
    private final AddedFormats formats;

    ExaminePlaceFile(Territories territories, GuessedCommunes guesses, AddedFormats formats) {
        this.territories = territories;
        this.guesses = guesses;
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

    /** The same rows, each in its commune of today when it can be told, and in none otherwise. */
    PlaceFile.Reading.Read located(PlaceFile.Reading.Read read) {
        var notes = new ArrayList<>(read.notes());
        var followed = territories.follow(read.accepted().stream()
                .flatMap(candidate -> candidate.commune().stream())
                .toList());
        var unplaced = read.accepted().stream()
                .filter(candidate ->
                        candidate.commune().filter(followed::containsKey).isEmpty())
                .toList();
        var located =
                territories.locate(unplaced.stream().map(ExaminePlaceFile::town).toList());
        var guessed = guesses.guess(unplaced.stream()
                .filter(candidate -> !located.containsKey(town(candidate)))
                .map(ExaminePlaceFile::written)
                .toList());
        var accepted = new ArrayList<PlaceCandidate>();
        for (var candidate : read.accepted()) {
            var code = candidate.commune();
            var known = code.flatMap(one -> Optional.ofNullable(followed.get(one)));
            var named = known.or(() -> Optional.ofNullable(located.get(town(candidate))));
            var commune = named.or(() -> Optional.ofNullable(guessed.get(written(candidate))));
            if (commune.isEmpty()) {
                notes.add(note(candidate, PlaceNoteReason.COMMUNE_UNKNOWN, ""));
            } else if (known.isPresent() && !known.equals(code)) {
                notes.add(note(candidate, PlaceNoteReason.COMMUNE_FOLLOWED, ""));
            } else if (known.isEmpty() && (code.isPresent() || named.isEmpty())) {
                notes.add(note(
                        candidate,
                        PlaceNoteReason.COMMUNE_GUESSED,
                        " : " + commune.map(InseeCode::value).orElseThrow()));
            }
            accepted.add(candidate.in(commune));
        }
        return new PlaceFile.Reading.Read(
                read.format(),
                read.rows(),
                accepted,
                read.refused(),
                read.refusedKeys(),
                notes,
                read.unknownColumns(),
                read.leftAside());
    }

    private static GuessedCommunes.Written written(PlaceCandidate candidate) {
        return new GuessedCommunes.Written(town(candidate), candidate.position());
    }

    private static Town town(PlaceCandidate candidate) {
        return new Town(candidate.postalCode(), candidate.town());
    }

    private static PlaceFile.Note note(PlaceCandidate candidate, PlaceNoteReason reason, String found) {
        return new PlaceFile.Note(
                candidate.line(), "", reason, candidate.postalCode().digits() + " " + candidate.town() + found);
    }
}
