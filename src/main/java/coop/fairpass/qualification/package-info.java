/**
 * Qualification : the right of a provider to redeem vouchers, day by day, and of a mediator to act at a place.
 *
 * <p>Words. A provider is qualified (<em>qualifié</em>) from a day on, by a decision: {@link
 * coop.fairpass.qualification.Qualification}. It may be suspended (<em>suspendu</em>), at once and with a written
 * reason, sixty days at most without a decision of the committee: {@link coop.fairpass.qualification.Suspension}. Its
 * qualification ends when it leaves, lapses or is taken away. A mediator acts by agreement (<em>convention</em>) with a
 * place, from the day both have signed: {@link coop.fairpass.qualification.Agreement}.
 *
 * <p>Nothing takes effect before the day it is recorded: what was given before stays due. Other rooms read two
 * views, {@code qualification.provider_period} and {@code qualification.agreement_period}.
 *
 * <p>The application file, its scoring, the charter, appeals and renewal are still to come.
 */
@ApplicationModule(
        displayName = "Qualification",
        allowedDependencies = {"directory", "calendar", "catalogue", "places", "notices", "doctor", "web"})
@NullMarked
package coop.fairpass.qualification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
