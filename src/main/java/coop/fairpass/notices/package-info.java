/**
 * Notices: what an organisation must be told, written once in the transaction of the fact, read on its pages, and
 * mailed afterwards to its people.
 *
 * <p>A {@link coop.fairpass.notices.Notice} (<em>avis</em>) has a key made of what it is about, so that a fact told
 * twice is told once. No notice holds a voucher code, an IBAN or the name of a beneficiary.
 */
@ApplicationModule(
        displayName = "Notices",
        allowedDependencies = {"directory", "calendar", "web"})
@NullMarked
package coop.fairpass.notices;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
