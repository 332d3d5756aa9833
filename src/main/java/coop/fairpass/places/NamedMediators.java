package coop.fairpass.places;

import java.time.LocalDate;
import java.util.List;

/** Whom the public page of a place may name: known to a room above this one, which says it here. */
public interface NamedMediators {

    /** How those name themselves who are bound to the place that day and agreed to be named, by name. */
    List<String> namedAt(PlaceId place, LocalDate day);
}
