/**
 * Impact: what became of vouchers, counted. Usage, not sales, is the product.
 *
 * <p>Words. The {@link coop.fairpass.impact.Funnel} (<em>entonnoir</em>) counts what was issued, activated, handed
 * over, started, exhausted and redeemed; each {@link coop.fairpass.impact.Ratio} is shown beside its numerator, its
 * denominator and its day. The consolidating ratio (<em>ratio consolidateur</em>) is the median of what providers
 * received in a year. {@link coop.fairpass.impact.FunderAccounts} say what a co-funder promised, owes, was asked
 * and paid, and {@link coop.fairpass.impact.EvidencePack} proves it.
 *
 * <p>Nothing here leads from a redeemed voucher to a person: only counts leave this room, and cells under five are not
 * shown.
 */
@ApplicationModule(
        displayName = "Impact",
        allowedDependencies = {
            "money",
            "calendar",
            "web",
            "directory",
            "territory",
            "places",
            "invoicing",
            "orders",
            "qualification",
            "booklets",
            "redemption",
            "settlement",
            "expiry",
            "privacy"
        })
@NullMarked
package coop.fairpass.impact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
