/**
 * Amounts, rates and the only rounding of the product.
 *
 * <p>Words: <em>montant</em> {@link coop.fairpass.money.Money}, <em>taux</em> {@link coop.fairpass.money.Rate},
 * <em>plus fort reste</em> {@link coop.fairpass.money.LargestRemainder}. Euros only, whole cents only: no floating
 * point ever holds an amount (test-vectors T1 to T4, T20).
 */
@ApplicationModule(
        displayName = "Money",
        allowedDependencies = {})
@NullMarked
package coop.fairpass.money;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
