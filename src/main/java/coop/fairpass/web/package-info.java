/**
 * The edge: how a request is read and how a refusal is told, the same for every room.
 *
 * <p>Words. A {@link coop.fairpass.web.Problem} is the answer to a program (RFC 9457) with a stable {@code reason}; its
 * sentence is the one a person reads. {@link coop.fairpass.web.Checks} collects what is wrong with each field, so that
 * a form or a call is told all of it at once. {@link coop.fairpass.web.NewId} is the id that a caller chose, or that
 * follows from its idempotency key: sending twice creates once.
 *
 * <p>No rule lives here.
 */
@ApplicationModule(
        displayName = "Web",
        allowedDependencies = {"directory", "calendar", "language", "money"})
@NullMarked
package coop.fairpass.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
