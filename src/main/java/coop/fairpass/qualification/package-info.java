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
 * <p>Before it comes a {@link coop.fairpass.qualification.Application} (<em>candidature</em>, <em>dossier</em>): begun
 * by anybody, kept at each step, scored by a pure function ({@link coop.fairpass.qualification.EligibilityScore}) over
 * a {@link coop.fairpass.qualification.Questionnaire} that is data, signed by the legal representative who accepts one
 * exact version of the {@link coop.fairpass.qualification.Charter}, reviewed, and decided by people.
 *
 * <p>Charter and questionnaire are written together: a {@link coop.fairpass.qualification.RuleProposal}
 * (<em>proposition</em>) rewords a {@link coop.fairpass.qualification.Passage} (<em>passage</em>), is consulted upon,
 * and settled by a version that says who took part and what was kept, {@link
 * coop.fairpass.qualification.AdoptRuleVersion}.
 *
 * <p>Once qualified, a change of name, legal representative, head office or place is an {@link
 * coop.fairpass.qualification.Amendment} (<em>avenant</em>): its difference is read, and decided by a reviewer who did
 * not ask for it.
 */
@ApplicationModule(
        displayName = "Qualification",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "directory",
            "territory",
            "catalogue",
            "places",
            "notices",
            "mail",
            "ledger",
            "tariff",
            "invoicing",
            "bank",
            "upload",
            "web",
            "privacy"
        })
@NullMarked
package coop.fairpass.qualification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
