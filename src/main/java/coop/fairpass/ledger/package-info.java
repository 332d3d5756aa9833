/**
 * The books: double entry in whole cents, append-only, and the proof that the money held for others is there.
 *
 * <p>Words. A <em>mouvement</em> ({@link coop.fairpass.ledger.Movement}) is a reason for money to move, M01 to M84 of
 * the reference; {@link coop.fairpass.ledger.Movements} has one method for each and nothing else makes a
 * {@link coop.fairpass.ledger.Posting} (<em>écriture</em>). A posting is made of {@link coop.fairpass.ledger.Leg legs}:
 * one amount, from the account it credits to the account it debits, so that what does not balance cannot be written. A
 * third party has an {@link coop.fairpass.ledger.Auxiliary} (<em>compte auxiliaire</em>).
 * {@link coop.fairpass.ledger.Coverage} (<em>couverture</em>) compares the cash of the segregated account with what it
 * protects.
 *
 * <p>A posting happens once for one cause, carries the day it counts and the instant it was recorded, and is never
 * changed or deleted: not by this code, not by the role it runs under, not by a script.
 */
@ApplicationModule(
        displayName = "Ledger",
        allowedDependencies = {"money", "calendar", "doctor", "watch", "web", "directory", "privacy"})
@NullMarked
package coop.fairpass.ledger;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
