/**
 * Redemption: a person gives vouchers for a service; each is spent once, whatever happens.
 *
 * <p>Words. A {@link coop.fairpass.redemption.ServiceGiven} (<em>service rendu</em>) is what one or several vouchers
 * pay; a redemption (<em>validation</em>) is one voucher spent for it; a {@link coop.fairpass.redemption.HoldRule hold}
 * (<em>mise en attente</em>) is a redemption that a person will look at. A refusal is a {@link
 * coop.fairpass.redemption.RedeemReason}, in a fixed order: existence, state, dates, rights (domain §6).
 *
 * <p>Nothing is touched by every redemption: facts are read for a whole list at once, {@link
 * coop.fairpass.redemption.Decide} decides without database, one statement writes the rows, and PostgreSQL's unique key
 * on the voucher judges races (docs/decisions/0009).
 */
@ApplicationModule(
        displayName = "Redemption",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "watch",
            "directory",
            "catalogue",
            "places",
            "qualification",
            "ledger",
            "tariff",
            "notices",
            "orders",
            "booklets",
            "upload",
            "web",
            "privacy"
        })
@NullMarked
package coop.fairpass.redemption;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
