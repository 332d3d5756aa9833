/**
 * Arrêt progressif : the board's decision that nothing new is issued any more, and who asks whether it is in force.
 *
 * <p>Words. A {@link coop.fairpass.winddown.WindDownDecision} (<em>décision</em>) has its body, its day, its minutes,
 * its text and the day on which it takes effect; one person of the board records it, another person confirms
 * it, and another decision revokes it. From its day on {@link coop.fairpass.winddown.WindDown#stops()} is true: nothing
 * is quoted, signed, made, printed or activated, and all that honours what already circulates goes on (R-206,
 * docs/decisions/0023).
 */
@ApplicationModule(
        displayName = "Wind-down",
        allowedDependencies = {"calendar", "directory", "tariff", "notices", "web"})
@NullMarked
package coop.fairpass.winddown;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
