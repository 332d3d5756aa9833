/**
 * Barème : every rate and price, dated, with the decision that set it; without one, nothing can be invoiced.
 *
 * <p>A {@link coop.fairpass.tariff.RateKind} is what is set; a {@link coop.fairpass.tariff.Decision} says who decided,
 * when and in which minutes. Nothing is retroactive and nothing is a constant in the code. VAT depends on the
 * {@link coop.fairpass.tariff.VatTerritory} of the customer (money-and-law §2).
 */
@ApplicationModule(
        displayName = "Tariff",
        allowedDependencies = {"money", "calendar", "doctor", "directory", "web"})
@NullMarked
package coop.fairpass.tariff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
