package coop.fairpass.catalogue;

import java.time.LocalDate;
import java.util.UUID;

/** Version of the catalogue: an edition in force from a day on, until the next one. */
public record CatalogueVersion(int number, UUID edition, LocalDate effectiveOn, Decision decision) {}
