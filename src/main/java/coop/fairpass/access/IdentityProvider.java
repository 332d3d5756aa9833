package coop.fairpass.access;

/**
 * The provider of identity that the operator configured (ProConnect or another by OpenID Connect).
 *
 * @param label what its button says
 */
public record IdentityProvider(String label) {}
