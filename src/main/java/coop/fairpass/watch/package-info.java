/**
 * Watch: the figures by which a machine sees whether the instance is well, between two looks of a person.
 *
 * <p>A room says what is worth watching by a bean that implements {@link coop.fairpass.watch.Watched}; Prometheus reads
 * them all at {@code /actuator/prometheus}. Nothing here knows what they are about. A figure is a number of the whole
 * instance: it never carries a code, a name, an account or an organisation.
 */
@ApplicationModule(
        displayName = "Watch",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.watch;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
