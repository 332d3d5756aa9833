/**
 * Invariants: what must be true of the database at any minute, each a question whose answers are the offenders.
 *
 * <p>A room states its own invariants by a bean that implements {@link coop.fairpass.doctor.Invariants}; the command
 * {@code doctor} asks them all. Nothing here knows what they are about.
 */
@ApplicationModule(
        displayName = "Doctor",
        allowedDependencies = {"command"})
@NullMarked
package coop.fairpass.doctor;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
