package coop.fairpass.postgres;

import java.util.Optional;

/**
 * The server of the running program, when it is ours: what is done to whole databases is done through it.
 *
 * @param server empty when an operator gives a database that somebody else runs
 */
public record EmbeddedServer(Optional<PgServer> server) {}
