/**
 * Ce qui est dû à chacun : to whom the cooperative owes what at one instant, and the proof that the money is there.
 *
 * <p>Words. A <em>créance</em> ({@link coop.fairpass.creditors.ProviderClaim}) is what a provider is owed; unused value
 * ({@link coop.fairpass.creditors.UnusedValue}) is what a payer has paid and nobody has used. Both are read from
 * statements, redemptions, booklets and receipts, then set beside the books, which must say the same to the cent. The
 * file (<em>dossier</em>, {@link coop.fairpass.creditors.DebtFile}) holds them with a signed proof of funds that anyone
 * verifies without us. It is taken at any time: on the day it is needed it is too late to try it.
 */
@ApplicationModule(
        displayName = "Creditors",
        allowedDependencies = {
            "money",
            "calendar",
            "doctor",
            "command",
            "directory",
            "ledger",
            "bank",
            "orders",
            "booklets",
            "redemption",
            "settlement",
            "expiry",
            "web",
            "privacy"
        })
@NullMarked
package coop.fairpass.creditors;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
