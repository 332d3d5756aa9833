/**
 * The desk: what programs do with the directory itself: organisations, people and their roles, keys, bank accounts; and
 * the first of each, when an instance is set up.
 *
 * <p>It is apart from the directory because every room stands on the directory, and a request is read above it. Words:
 * a <em>clé</em> is shown once; a bank account (<em>compte bancaire</em>) is declared by one and validated by another.
 * Who may give which role is {@link coop.fairpass.desk.MayGrant}. The journal ({@link coop.fairpass.desk.Acts}) reads
 * what every room shows of its acts, and an operator answers people who ask what is held of them.
 */
@ApplicationModule(
        displayName = "Desk",
        allowedDependencies = {"access", "directory", "calendar", "web", "command", "privacy"})
@NullMarked
package coop.fairpass.desk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
