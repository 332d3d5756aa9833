/**
 * Settlement: every month each provider is paid back, and reads why that amount.
 *
 * <p>Words. A month (<em>mois</em>) is frozen after its last instant in Paris; a
 * {@link coop.fairpass.settlement.Statement} (<em>relevé de contrepaiement</em>) is what one provider is paid for it,
 * with its downstream-fee invoice; a {@link coop.fairpass.settlement.Claims claim} (<em>créance</em>) is a paid
 * redemption that proved wrong, recovered on a later statement. Nothing is paid twice: a month settled again gives the
 * same documents, and a statement leaves once.
 */
@ApplicationModule(
        displayName = "Settlement",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "directory",
            "ledger",
            "tariff",
            "invoicing",
            "bank",
            "notices",
            "orders",
            "booklets",
            "redemption",
            "qualification",
            "places",
            "catalogue",
            "web"
        })
@NullMarked
package coop.fairpass.settlement;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
