/**
 * The bank.
 */
@ApplicationModule(
        displayName = "Bank",
        allowedDependencies = {"money", "calendar", "doctor", "directory", "ledger", "notices", "web"})
@NullMarked
package coop.fairpass.bank;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
