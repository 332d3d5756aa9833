package coop.fairpass.access;

import java.time.Instant;

/**
 * Une clé d’accès, as its owner sees it.
 *
 * @param handle names it on the page; it opens nothing
 */
public record Passkey(String handle, String label, Instant createdAt, Instant lastUsedAt) {}
