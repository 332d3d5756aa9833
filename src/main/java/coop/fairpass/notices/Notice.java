package coop.fairpass.notices;

import coop.fairpass.directory.OrganisationId;
import java.time.Instant;

/**
 * Avis : one thing an organisation is told.
 *
 * @param key what it is about, unique for the organisation: {@code lot-active/…}
 */
public record Notice(OrganisationId organisation, String key, String subject, String text, Instant toldAt) {}
