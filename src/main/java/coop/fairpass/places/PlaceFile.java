package coop.fairpass.places;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a list of places, in CSV or JSON: the national standard 1.0 or 0.1, or a format described by a resource. It is
 * recognised by its headers. Rows are accepted or refused one by one, and what was mended or dropped is said (formats
 * §8.4).
 */
public final class PlaceFile {

    /** A row that is left out, because of one of its columns. */
    public record RefusedRow(long line, String column, PlaceRowReason reason) {}

    /**
     * Something to know about a row.
     *
     * @param value what was written, when it can help: never an address or a number of somebody
     */
    public record Note(long line, String column, PlaceNoteReason reason, String value) {}

    public sealed interface Reading {
        /**
         * @param rows rows of the file, accepted or not
         * @param refusedKeys keys of refused rows that have one: they are in the list all the same
         * @param unknownColumns headers that the format does not know; nothing was read from them
         * @param leftAside headers that the format knows and does not keep, and how many rows say something there
         */
        record Read(
                String format,
                int rows,
                List<PlaceCandidate> accepted,
                List<RefusedRow> refused,
                List<PlaceCandidate.Key> refusedKeys,
                List<Note> notes,
                List<String> unknownColumns,
                Map<String, Integer> leftAside)
                implements Reading {
            public Read {
                accepted = List.copyOf(accepted);
                refused = List.copyOf(refused);
                refusedKeys = List.copyOf(refusedKeys);
                notes = List.copyOf(notes);
                unknownColumns = List.copyOf(unknownColumns);
                leftAside = Collections.unmodifiableMap(new LinkedHashMap<>(leftAside));
            }

            /** How many notes have a reason. */
            public long count(PlaceNoteReason reason) {
                return notes.stream().filter(note -> note.reason() == reason).count();
            }
        }

        record Unreadable(PlaceFileReason reason) implements Reading {}
    }

    /** The largest file known has five thousand rows and three million characters. */
    private static final int MOST_BYTES = 30_000_000;

    private PlaceFile() {}

    public static Reading read(byte[] bytes) {
        return read(bytes, List.of());
    }

    /** @param formats others than those that the program carries */
    static Reading read(byte[] bytes, List<PlaceFormat> formats) {
        if (bytes.length > MOST_BYTES) {
            return new Reading.Unreadable(PlaceFileReason.TOO_LARGE);
        }
        var rows = PlaceRows.read(bytes);
        if (rows.isEmpty()) {
            return new Reading.Unreadable(PlaceFileReason.UNREADABLE);
        }
        var format = PlaceFormat.of(rows.get().headers(), formats);
        return format.<Reading>map(known -> read(rows.get(), known))
                .orElseGet(() -> new Reading.Unreadable(PlaceFileReason.FORMAT_UNKNOWN));
    }

    private static Reading read(PlaceRows rows, PlaceFormat format) {
        var reader = new PlaceRowReader(format, rows.numeric());
        var accepted = new ArrayList<PlaceCandidate>();
        var keys = new HashSet<PlaceCandidate.Key>();
        var refusedKeys = new ArrayList<PlaceCandidate.Key>();
        for (var row : rows.rows()) {
            var candidate = reader.read(row);
            if (candidate.isEmpty()) {
                reader.key(row).ifPresent(refusedKeys::add);
            }
            if (candidate.filter(read -> !keys.add(read.key())).isPresent()) {
                reader.refuse(row, PlaceField.ID, PlaceRowReason.KEY_REPEATED);
            } else {
                candidate.ifPresent(accepted::add);
            }
        }
        return new Reading.Read(
                format.name(),
                rows.rows().size(),
                accepted,
                reader.refused(),
                refusedKeys,
                reader.notes(),
                format.unknown(rows.headers()),
                leftAside(rows, format));
    }

    private static Map<String, Integer> leftAside(PlaceRows rows, PlaceFormat format) {
        var said = new LinkedHashMap<String, Integer>();
        for (var header : format.notKept()) {
            int count = (int) rows.rows().stream()
                    .filter(row -> !row.cell(header).isEmpty())
                    .count();
            if (count > 0) {
                said.put(header, count);
            }
        }
        return said;
    }
}
