/**
 * Access: how a person proves to be who they are, and nothing of what they may do, which is a role in an organisation
 * (directory).
 *
 * <p>An {@link coop.fairpass.access.Accounts account} (<em>compte</em>) is opened by a link sent to an address, signs
 * in with a password, a passkey or a provider of identity, and shows a second factor where a role asks for one
 * ({@link coop.fairpass.access.SecondFactor}). A session is {@link coop.fairpass.access.SignedIn}; any node reads it,
 * its owner sees it and can end it. Guessing is slowed by account and by address
 * ({@link coop.fairpass.access.LockOut}).
 */
@ApplicationModule(
        displayName = "Access",
        allowedDependencies = {"calendar", "directory", "web", "mail", "privacy"})
@NullMarked
package coop.fairpass.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
