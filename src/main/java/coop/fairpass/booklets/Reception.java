package coop.fairpass.booklets;

import coop.fairpass.directory.OrganisationId;
import java.util.Optional;

/** Accueil : an organisation that gave booklets, as anybody may read it. */
public record Reception(OrganisationId id, String name, String address, Optional<String> telephone) {}
