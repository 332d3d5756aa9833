/**
 * Backup: each night a copy of the database, and the proof that it can be brought back.
 *
 * <p>Words: a <em>sauvegarde</em> is a directory with the archive of a server’s files and its
 * {@link coop.fairpass.backup.Manifest} (<em>bordereau</em>); an <em>essai</em>
 * ({@link coop.fairpass.backup.Rehearsal}) brings it back on a server of its own, compares it with the
 * {@link coop.fairpass.backup.Witness témoins} noted when it was taken, and has the doctor examine it. A backup that
 * was not brought back is none: what is kept of a night is the {@link coop.fairpass.backup.Outcome} of both, and a
 * failure is written to every operator.
 *
 * <p>Keys are never here (docs/decisions/0020): who reads a backup can make no voucher.
 */
@ApplicationModule(
        displayName = "Backup",
        allowedDependencies = {"calendar", "command", "directory", "doctor", "mail", "postgres", "watch", "web"})
@NullMarked
package coop.fairpass.backup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
