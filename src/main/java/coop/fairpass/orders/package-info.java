/**
 * Orders: from a need to activated vouchers, and the six dates on which an order ends.
 *
 * <p>Words. A payer (<em>commanditaire</em>) describes a need, receives a numbered quote (<em>devis</em>) and signs it:
 * it is then an order (<em>bon de commande</em>), with its rates, dates and restrictions frozen. A {@link
 * coop.fairpass.orders.Lot} (<em>lot</em>) is what is shipped, funded and activated together. Nothing circulates before
 * its face value is booked on the segregated account and its booklets are acknowledged.
 */
@ApplicationModule(
        displayName = "Orders",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "directory",
            "catalogue",
            "territory",
            "places",
            "qualification",
            "ledger",
            "tariff",
            "invoicing",
            "bank",
            "notices",
            "winddown",
            "web"
        })
@NullMarked
package coop.fairpass.orders;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
