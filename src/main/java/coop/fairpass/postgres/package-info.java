/**
 * The database on which all else runs: a real PostgreSQL that we start ourselves, or one that an operator gives us.
 *
 * <p>Words: a <em>home</em> is the directory that holds everything one installation must not lose; its
 * {@link coop.fairpass.postgres.PgServer} is started by one program at a time, its owner, and may be joined by others
 * (a check, an export) while it runs. A {@link coop.fairpass.postgres.Database} is where to connect, whoever runs it.
 * The owner role holds the schemas and migrates them; pages and commands work under a lesser role that can neither
 * change nor delete what is append-only (docs/decisions/0004 and 0005).
 *
 * <p>This room is technical: nobody imports it but the edge. The others take a {@code JdbcClient} and know nothing of
 * it.
 */
@ApplicationModule(
        displayName = "Postgres",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.postgres;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
