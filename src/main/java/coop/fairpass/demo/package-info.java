/**
 * Demonstration: a territory that is lived, not filled.
 *
 * <p>{@link coop.fairpass.demo.Story} is what happens on which day; every act of it goes through the use case that
 * a person or a program would call, and every movement of money through a file of a bank. Nothing is inserted behind
 * the back of a room, so the books of a demonstration stand whatever those of a cooperative must stand.
 *
 * <p>Places and communes are real where open data is present; organisations that pay, distribute or are paid, and all
 * people, are named by what they do.
 */
@ApplicationModule(
        displayName = "Demonstration",
        allowedDependencies = {
            "money",
            "calendar",
            "postgres",
            "command",
            "directory",
            "catalogue",
            "territory",
            "tariff",
            "places",
            "qualification",
            "bank",
            "orders",
            "booklets",
            "redemption",
            "settlement",
            "expiry",
            "web"
        })
@NullMarked
package coop.fairpass.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
