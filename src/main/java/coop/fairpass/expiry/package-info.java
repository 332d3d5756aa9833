/**
 * The end of an order: what became of every voucher, agreed by both sides, and the unused value that goes back.
 *
 * <p>Words. A {@link coop.fairpass.expiry.JointStatements joint statement} (<em>état contradictoire</em>) lists every
 * voucher by outcome; each line is agreed or disputed. The credit note (<em>avoir</em>) is the unused face value; the
 * upstream fee is not part of it. It has no end date, is refunded or consumed on a later order, and is never income
 * (domain §8, R-044 to R-050).
 */
@ApplicationModule(
        displayName = "Expiry",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "directory",
            "ledger",
            "invoicing",
            "bank",
            "notices",
            "orders",
            "booklets",
            "redemption",
            "settlement",
            "web"
        })
@NullMarked
package coop.fairpass.expiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
