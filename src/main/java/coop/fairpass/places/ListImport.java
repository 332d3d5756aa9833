package coop.fairpass.places;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Import d’une liste : what a file held, and what became of each of its rows.
 *
 * @param list whose list it is, {@code france-services}
 * @param gone rows of the list that this file has no more: marked, never deleted
 * @param proposed places that look like one already known, for a person to decide
 */
public record ListImport(
        UUID id,
        String list,
        String digest,
        String format,
        int rowsRead,
        int rowsAccepted,
        int rowsRefused,
        int created,
        int changed,
        int unchanged,
        int gone,
        int proposed,
        List<String> unknownColumns,
        Instant recordedAt) {

    public ListImport {
        unknownColumns = List.copyOf(unknownColumns);
    }
}
