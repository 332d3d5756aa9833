/**
 * The site: who comes in, what every page shares, what is told when nothing else can be.
 *
 * <p>The only technical room at the top: it points at nobody's rules and nobody points at it. Pages of a room are in
 * that room; their layout and style are here.
 */
@ApplicationModule(
        displayName = "Site",
        allowedDependencies = {"access", "directory", "calendar", "money", "web", "notices", "ledger", "privacy"})
@NullMarked
package coop.fairpass.site;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
