package coop.fairpass.notices;

import coop.fairpass.directory.OrganisationId;
import coop.fairpass.directory.Role;
import java.time.Instant;
import java.util.Set;

/**
 * Avis : one thing an organisation is told.
 *
 * @param key what it is about, unique for the organisation: {@code lot-active/…}
 */
public record Notice(OrganisationId organisation, String key, String subject, String text, Instant toldAt) {

    /** The roles of those it is for, in that organisation; none when it is for everybody there. */
    public Set<Role> readers() {
        return Audience.of(key);
    }
}
