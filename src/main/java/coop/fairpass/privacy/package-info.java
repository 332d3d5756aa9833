/**
 * Privacy: what is kept of people, for how long and why, in one table that pages, nightly tasks and tests all read.
 *
 * <p>{@link coop.fairpass.privacy.Kept} is that table (<em>durées de conservation</em>). A room that holds something of
 * people erases it when its time is over ({@link coop.fairpass.privacy.Forgets}), tells a person what it holds of them
 * and erases it when they leave ({@link coop.fairpass.privacy.PersonalRecords}), and finds what it holds of people who
 * have no account ({@link coop.fairpass.privacy.Traces}). Reading something sensitive leaves a
 * {@link coop.fairpass.privacy.SensitiveReads reading} with its author, its time and its purpose.
 */
@ApplicationModule(
        displayName = "Privacy",
        allowedDependencies = {"calendar", "language"})
@NullMarked
package coop.fairpass.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
